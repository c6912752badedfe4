/**
 * Plays the desktop around the windows, as data: menus, tray, shortcuts, screen, power, notifications, shell. Nothing
 * here reaches the machine it runs on, but that what is moved to the trash is moved away. Called by electron.ts.
 */
import { EventEmitter } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { playing } from './playing.ts';
import { onReset } from './reset.ts';

/** What tests may look at or set off, on the stand-in only; there is no such thing in Electron. */
export const standIn = {
  trays: [] as Electron.Tray[],
  /** The menu that a tray shows, as data. */
  menuOf: (tray: Electron.Tray): Electron.Menu | null => menus.get(tray) ?? null,
  /** Shortcuts that another program has. */
  taken: new Set<string>(),
  /** Moves the pointer. */
  point: (x: number, y: number): void => {
    pointer = { x, y };
  },
  notifications: [] as { title: string; body: string }[],
  opened: [] as string[],
  /** Paths that went to the trash. */
  trashed: [] as string[],
  /** Presses a global shortcut; false when nobody registered it. */
  press: (accelerator: string): boolean => {
    const callback = isSuspended ? undefined : shortcuts.get(accelerator);
    callback?.();
    return callback !== undefined;
  },
};

const shortcuts = new Map<string, () => void>();
const menus = new WeakMap<Electron.Tray, Electron.Menu>();
let isSuspended = false;
let pointer: Electron.Point = { x: 960, y: 540 };

export const globalShortcut = playing<Electron.GlobalShortcut>({
  register: (accelerator, callback) => {
    const free = !shortcuts.has(accelerator) && !standIn.taken.has(accelerator) && !isSuspended;
    if (free) {
      shortcuts.set(accelerator, callback);
    }
    return free;
  },
  registerAll: (accelerators, callback) => accelerators.forEach((accelerator) => shortcuts.set(accelerator, callback)),
  isRegistered: (accelerator) => shortcuts.has(accelerator),
  unregister: (accelerator) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  setSuspended: (suspended) => {
    isSuspended = suspended;
  },
  isSuspended: () => isSuspended,
});

function trayOf(image: Electron.NativeImage | string): Electron.Tray {
  const state = { image, tip: '', destroyed: false };
  const tray = playing<Electron.Tray>(
    {
      setImage: (changed) => {
        state.image = changed;
      },
      setToolTip: (tip) => {
        state.tip = tip;
      },
      setTitle: () => undefined,
      setContextMenu: (menu) => void (menu === null ? menus.delete(tray) : menus.set(tray, menu)),
      popUpContextMenu: () => undefined,
      closeContextMenu: () => undefined,
      getBounds: () => ({ x: 0, y: 0, width: 22, height: 22 }),
      isDestroyed: () => state.destroyed,
      destroy: () => {
        state.destroyed = true;
        standIn.trays.splice(standIn.trays.indexOf(tray), 1);
      },
    },
    new EventEmitter(),
  );
  standIn.trays.push(tray);
  return tray;
}

export const Tray = playing<typeof Electron.Tray>({}, function TrayOf(image: Electron.NativeImage | string) {
  return trayOf(image);
});

const displayAt = (id: number, x: number): Electron.Display =>
  playing<Electron.Display>({
    id,
    label: `stand-in ${id}`,
    bounds: { x, y: 0, width: 1920, height: 1080 },
    workArea: { x, y: 0, width: 1920, height: 1040 },
    size: { width: 1920, height: 1080 },
    workAreaSize: { width: 1920, height: 1040 },
    scaleFactor: 1,
    rotation: 0,
    internal: id === 1,
  });
/** Two, side by side. */
const display = displayAt(1, 0);
const second = displayAt(2, 1920);

export const screen = playing<Electron.Screen>(
  {
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display, second],
    getDisplayNearestPoint: ({ x }) => (x < second.bounds.x ? display : second),
    getDisplayMatching: () => display,
    getCursorScreenPoint: () => ({ ...pointer }),
  },
  new EventEmitter(),
);

export const powerMonitor = playing<Electron.PowerMonitor>(
  {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active',
    isOnBatteryPower: () => false,
    onBatteryPower: false,
  },
  new EventEmitter(),
);

export const powerSaveBlocker = playing<Electron.PowerSaveBlocker>({ start: () => 1, stop: () => true, isStarted: () => false });

export const Notification = playing<typeof Electron.Notification>({ isSupported: () => true }, function NotificationOf(options: Electron.NotificationConstructorOptions = {}) {
  const shown = { title: options.title ?? '', body: options.body ?? '' };
  return playing<Electron.Notification>({ ...shown, show: () => void standIn.notifications.push(shown), close: () => undefined }, new EventEmitter());
});

export const shell = playing<Electron.Shell>({
  openExternal: async (url) => void standIn.opened.push(url),
  openPath: async (path) => {
    standIn.opened.push(path);
    return '';
  },
  showItemInFolder: (path) => void standIn.opened.push(path),
  // Moved away as a desktop would, into the temporary folder of the run.
  trashItem: async (path) => {
    const bin = join(tmpdir(), 'played-trash');
    await mkdir(bin, { recursive: true });
    await rename(path, join(bin, basename(path)));
    standIn.trashed.push(path);
  },
  beep: () => undefined,
});

onReset(() => {
  shortcuts.clear();
  standIn.taken.clear();
  isSuspended = false;
  pointer = { x: 960, y: 540 };
  standIn.trays.length = 0;
  screen.removeAllListeners();
  powerMonitor.removeAllListeners();
});
