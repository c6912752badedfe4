/**
 * Locks when nobody did anything here for the set time, when the computer sleeps, when its screen is locked.
 * Time at the window counts, not at the computer: somebody else may sit at another program.
 */
import type { AppSettings } from '../../shared/settings.ts';
import type { LockReason } from '../desk/vault-desk.ts';
import type { AutoLockPort } from '../ipc/call-deps.ts';

export type AutoLock = AutoLockPort & {
  /** The vault was opened or closed, or a setting changed. */
  reset(open: boolean): void;
};

export function makeAutoLock(deps: {
  /** Electron's power monitor: what it says of sleep and of the screen. */
  readonly power: { on(event: 'suspend' | 'resume' | 'lock-screen', told: () => void): unknown };
  readonly now: () => number;
  readonly settings: () => AppSettings;
  readonly lock: (reason: LockReason) => void;
  readonly told: (locksAt: number | null) => void;
}): AutoLock {
  let open = false;
  let lastActiveAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    clearTimeout(timer);
    const minutes = deps.settings().autoLockMinutes;
    if (!open || minutes === 0) {
      deps.told(null);
      return;
    }
    const locksAt = lastActiveAt + minutes * 60_000;
    deps.told(locksAt);
    // After a sleep the timer may fire late; it looks at the clock, not at how often it ran.
    timer = setTimeout(() => (deps.now() >= locksAt ? deps.lock('idle') : arm()), Math.max(0, locksAt - deps.now()));
  }

  deps.power.on('suspend', () => {
    if (deps.settings().lockOnSleep) {
      deps.lock('sleep');
    }
  });
  deps.power.on('resume', () => {
    if (open && deps.settings().autoLockMinutes > 0 && deps.now() >= lastActiveAt + deps.settings().autoLockMinutes * 60_000) {
      deps.lock('idle');
    }
  });
  deps.power.on('lock-screen', () => {
    if (deps.settings().lockOnScreenLock) {
      deps.lock('screen-lock');
    }
  });

  return {
    active() {
      lastActiveAt = deps.now();
      if (open) {
        arm();
      }
    },
    reset(isOpen) {
      open = isOpen;
      lastActiveAt = deps.now();
      arm();
    },
  };
}
