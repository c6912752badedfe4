/** Gives `keep-in-background.ts` what Electron and the system have for it: global shortcuts, the tray, the start at login. Called by `main.ts`. */
import { join } from 'node:path';
import { app, globalShortcut } from 'electron';
import type { AppSettings } from '../../shared/settings.ts';
import type { DesktopState } from '../../shared/quick-contract.ts';
import type { TrayPort } from '../ipc/tray-calls.ts';
import { openAutostartFile } from '../store/autostart-file.ts';
import { makeBackground, type Background } from './keep-in-background.ts';
import { loginCommand, makeLoginStart } from './login-start.ts';
import { isWaylandSession, makeQuickShortcut } from './quick-shortcut.ts';
import { findTrayHost, runTool } from './tray-host.ts';
import { openTrayIcon } from './tray-icon.ts';

const { env, platform } = process;

/** Under Wayland a shortcut goes through the desktop's portal, which Chromium has to be told of. Call before the app is ready. */
export function askForShortcuts(): void {
  if (isWaylandSession(env, platform)) {
    app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
  }
}

export function openBackground(deps: {
  readonly icons: string;
  readonly tray: TrayPort;
  readonly settings: () => AppSettings;
  readonly pressed: () => void;
  readonly stayed: () => void;
  readonly tell: (state: DesktopState) => void;
  readonly trouble: (where: string, error: unknown) => void;
}): Background {
  const background: Background = makeBackground({
    ...deps,
    shortcut: makeQuickShortcut({ shortcuts: globalShortcut, isWayland: isWaylandSession(env, platform), pressed: deps.pressed, changed: () => background.tellState(), trouble: deps.trouble }),
    loginStart: makeLoginStart({
      platform,
      isPackaged: app.isPackaged,
      app,
      file: openAutostartFile(env['XDG_CONFIG_HOME'] ?? join(app.getPath('home'), '.config'), loginCommand(env, process.execPath)),
    }),
    findHost: () => findTrayHost(platform, runTool),
    openIcon: () => openTrayIcon({ folder: deps.icons, platform, act: (act) => void deps.tray.act(act) }),
    quit: () => app.quit(),
  });
  app.on('before-quit', background.end);
  return background;
}
