/** The main window: made hidden, shown when its page is there, covered from capture where the settings say so. */
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import type { AppSettings } from '../../shared/settings.ts';
import { watchInput } from './input-watch.ts';
import { windowPages } from './origin.ts';
import { pagePreferences } from './page-preferences.ts';

const ground = { light: '#f7f5f2', dark: '#171614' } as const;

export function openMainWindow(options: {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly settings: AppSettings;
  readonly minimised: () => void;
  readonly steadyNow: () => number;
  /** Somebody is at the window. */
  readonly active: () => void;
  readonly closed: () => void;
  /** Its page is there. */
  readonly ready: () => void;
}): BrowserWindow {
  const window = new BrowserWindow({
    width: 1180,
    height: 760,
    minWidth: 480,
    minHeight: 520,
    show: false,
    title: 'Latchkey',
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: pagePreferences(options),
  });
  window.setContentProtection(options.settings.contentProtection);
  window.once('ready-to-show', () => {
    window.show();
    options.ready();
  });
  window.on('closed', options.closed);
  window.on('minimize', options.minimised);
  watchInput(window.webContents, options.steadyNow, options.active);
  // The title never names an item or a vault: other programs and the task list can read it.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(windowPages.main);
  return window;
}
