/**
 * The `electron` module of the stand-in: what the application imports when it runs on Chromium instead of Electron.
 * Each name is checked against electron.d.ts; what is not here is not played. Bundled to dist/stand-in and put in
 * Electron's place by register.ts; never part of a package.
 */
import { app } from './played-app.ts';
import { clipboard, ClipboardItem } from './played-clipboard.ts';
import { globalShortcut, Notification, powerMonitor, powerSaveBlocker, screen, shell, standIn, Tray } from './played-desktop.ts';
import { dialog } from './played-dialog.ts';
import { nativeImage } from './played-image.ts';
import { ipcMain } from './played-ipc.ts';
import { Menu, MenuItem } from './played-menu.ts';
import { safeStorage } from './played-safe-storage.ts';
import { protocol, session } from './played-session.ts';
import { nativeTheme } from './played-theme.ts';
import { BrowserWindow, openedWith } from './played-window.ts';
import { serveTests } from './test-channel.ts';

const played = {
  app, BrowserWindow, clipboard, ClipboardItem, dialog, globalShortcut, ipcMain, Menu, MenuItem, nativeImage, nativeTheme, Notification, powerMonitor, powerSaveBlocker,
  protocol, safeStorage, screen, session, shell, Tray,
} satisfies Partial<typeof Electron>;

serveTests({ ...played, standIn: { ...standIn, openedWith } });

export {
  app, BrowserWindow, clipboard, ClipboardItem, dialog, globalShortcut, ipcMain, Menu, MenuItem, nativeImage, nativeTheme, Notification, powerMonitor, powerSaveBlocker,
  protocol, safeStorage, screen, session, shell, Tray,
};
