/**
 * Locks when nobody did anything here for the set time, when the computer sleeps, when its screen is locked, when the window is minimised.
 * Time at the window counts, not at the computer: somebody else may sit at another program.
 */
import type { AppSettings } from '../../shared/settings.ts';
import type { LockReason } from '../desk/describe-vault.ts';
import type { AutoLockPort } from '../ipc/call-deps.ts';

export type AutoLock = AutoLockPort & {
  /** Somebody is at the window. */
  active(): void;
  /** The vault was opened or closed, or a setting changed. */
  reset(open: boolean): void;
  minimised(): void;
};

export type AutoLockDeps = {
  /** Electron's power monitor: what it says of sleep and of the screen. */
  readonly power: {
    on(event: 'suspend' | 'resume' | 'lock-screen', told: () => void): unknown;
    getSystemIdleState(idleSeconds: number): 'active' | 'idle' | 'locked' | 'unknown';
  };
  /** Electron tells of a locked screen on macOS and Windows; elsewhere it has to be asked. */
  readonly asksForScreen: boolean;
  readonly now: () => number;
  /** Milliseconds that no change of the clock sets back; it may stand still while the computer sleeps. */
  readonly steadyNow: () => number;
  readonly settings: () => AppSettings;
  readonly lock: (reason: LockReason) => void;
  readonly told: (locksAt: number | null) => void;
};

const askScreenMilliseconds = 3_000;
/** From when on Electron calls an unlocked computer idle; that is not what is asked here. */
const idleSeconds = 60;

export function makeAutoLock(deps: AutoLockDeps): AutoLock {
  let open = false;
  let locksAt: number | null = null;
  let lastActive = { at: 0, steadyAt: 0 };
  let timer: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;

  /** SECURITY: the larger of two: a clock set back must not postpone the lock, and the steady one may not have counted a sleep. */
  function idleMilliseconds(): number {
    return Math.max(deps.now() - lastActive.at, deps.steadyNow() - lastActive.steadyAt);
  }

  function noteActive(): void {
    lastActive = { at: deps.now(), steadyAt: deps.steadyNow() };
  }

  function leftMilliseconds(minutes: number): number {
    return Math.max(0, minutes * 60_000 - idleMilliseconds());
  }

  function tell(at: number | null): void {
    locksAt = at;
    deps.told(at);
  }

  function arm(): void {
    clearTimeout(timer);
    const minutes = deps.settings().autoLockMinutes;
    if (!open || minutes === 0) {
      tell(null);
      return;
    }
    const left = leftMilliseconds(minutes);
    // The steady clock counts parts of milliseconds; an instant has none.
    tell(deps.now() + Math.ceil(left));
    // After a sleep the timer may fire late; it looks at the clocks, not at how often it ran.
    timer = setTimeout(() => (leftMilliseconds(minutes) === 0 ? deps.lock('idle') : arm()), left);
  }

  function askForScreen(): void {
    clearInterval(asking);
    if (!open || !deps.asksForScreen || !deps.settings().lockOnScreenLock) {
      return;
    }
    asking = setInterval(() => {
      if (deps.power.getSystemIdleState(idleSeconds) === 'locked') {
        clearInterval(asking);
        deps.lock('screen-lock');
      }
    }, askScreenMilliseconds);
  }

  deps.power.on('suspend', () => {
    if (deps.settings().lockOnSleep) {
      deps.lock('sleep');
    }
  });
  deps.power.on('resume', () => {
    const minutes = deps.settings().autoLockMinutes;
    if (open && minutes > 0 && leftMilliseconds(minutes) === 0) {
      deps.lock('idle');
    }
  });
  deps.power.on('lock-screen', () => {
    if (deps.settings().lockOnScreenLock) {
      deps.lock('screen-lock');
    }
  });

  return {
    locksAt: () => locksAt,
    active() {
      noteActive();
      if (open) {
        arm();
      }
    },
    minimised() {
      if (deps.settings().lockOnMinimise) {
        deps.lock('minimised');
      }
    },
    reset(isOpen) {
      open = isOpen;
      noteActive();
      arm();
      askForScreen();
    },
  };
}
