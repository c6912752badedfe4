/**
 * The global shortcut of quick copy: registered as the settings say, and known to be refused where another program has it. Electron's
 * module is passed in. Not here: what happens when it is pressed (`quick-copy.ts`), which shortcuts there are (`shared/accelerator.ts`).
 */
import type { DesktopState } from '../../shared/quick-contract.ts';

export type ShortcutState = DesktopState['shortcut'];

export type QuickShortcut = {
  /** Takes the place of the one before; empty for none. */
  use(accelerator: string): void;
  state(): ShortcutState;
  /** Nothing acts while the person presses keys to choose another one. */
  record(recording: boolean): void;
};

export type QuickShortcutDeps = {
  readonly shortcuts: {
    register(accelerator: string, pressed: () => void): boolean;
    unregister(accelerator: string): void;
    setSuspended(suspended: boolean): void;
  };
  /** There the desktop is asked through its portal, and does not say what it decided. */
  readonly isWayland: boolean;
  readonly pressed: () => void;
  readonly changed: () => void;
  readonly trouble: (where: string, error: unknown) => void;
};

/** A page that went away while it recorded must not leave the shortcut dead. */
const longestRecordingMs = 60_000;

export function isWaylandSession(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): boolean {
  return platform === 'linux' && (env['XDG_SESSION_TYPE'] === 'wayland' || (env['XDG_SESSION_TYPE'] !== 'x11' && (env['WAYLAND_DISPLAY'] ?? '') !== ''));
}

export function makeQuickShortcut({ shortcuts, isWayland, pressed, changed, trouble }: QuickShortcutDeps): QuickShortcut {
  let wanted = '';
  let isRegistered = false;
  let recording: NodeJS.Timeout | undefined;

  function record(begins: boolean): void {
    clearTimeout(recording);
    if (begins) {
      recording = setTimeout(() => record(false), longestRecordingMs);
    }
    shortcuts.setSuspended(begins);
  }

  function register(accelerator: string): boolean {
    try {
      return shortcuts.register(accelerator, pressed);
    } catch (error) {
      // Electron throws for what its version has no key for.
      trouble('register the shortcut', error);
      return false;
    }
  }

  return {
    record,
    use(accelerator) {
      if (accelerator === wanted && (isRegistered || accelerator === '')) {
        return;
      }
      // Nothing can be registered while shortcuts are suspended.
      record(false);
      if (isRegistered) {
        shortcuts.unregister(wanted);
      }
      wanted = accelerator;
      isRegistered = accelerator !== '' && register(accelerator);
      changed();
    },
    state() {
      if (wanted === '') {
        return 'off';
      }
      return isRegistered ? (isWayland ? 'asked' : 'working') : 'taken';
    },
  };
}
