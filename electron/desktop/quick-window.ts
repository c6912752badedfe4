/** The quick window: small, without a frame, above everything, made hidden so that showing it is all that is left. When it shows: `quick-copy.ts`. */
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import type { AppSettings } from '../../shared/settings.ts';
import { watchInput } from './input-watch.ts';
import { windowPages } from './origin.ts';
import { pagePreferences } from './page-preferences.ts';

export const quickSize = { width: 600, height: 440 } as const;

const ground = { light: '#fffdfa', dark: '#1d1c19' } as const;

export function openQuickWindow(options: {
  readonly session: Session;
  readonly preload: string;
  readonly settings: AppSettings;
  readonly steadyNow: () => number;
  /** Somebody is at the window. */
  readonly active: () => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...quickSize,
    show: false,
    frame: false,
    resizable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    title: 'Latchkey',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    // A panel takes the keys without making this the active program, so that hiding it leaves the focus where it was.
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    // It must be drawn when it is wanted, not begin to be.
    webPreferences: { ...pagePreferences(options), backgroundThrottling: false },
  });
  if (process.platform === 'darwin') {
    window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
  }
  window.setContentProtection(options.settings.contentProtection);
  watchInput(window.webContents, options.steadyNow, options.active);
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(windowPages.quick);
  return window;
}
