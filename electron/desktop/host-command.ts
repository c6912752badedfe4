/**
 * How a browser starts our host from here, and where browsers' folders are on this system: the packaged program is its own host; otherwise
 * the host's bundle runs under Node, which Electron that is not packaged can be. Called by main.ts for the launcher.
 */
import { join } from 'node:path';
import { app } from 'electron';
import { hostSwitch } from '../../shared/browser-names.ts';

/** @param folder where the main bundle and the host's lie. */
export function hostCommand(folder: string): readonly string[] {
  if (app.isPackaged) {
    // An AppImage is mounted somewhere else each time; its own file stays.
    return [process.env['APPIMAGE'] ?? process.execPath, hostSwitch];
  }
  const underNode = [process.execPath, join(folder, 'browser-host.js')];
  return process.versions.electron === undefined ? underNode : ['/usr/bin/env', 'ELECTRON_RUN_AS_NODE=1', ...underNode];
}

export function systemFolders() {
  const { env, platform } = process;
  return { platform, home: app.getPath('home'), config: env['XDG_CONFIG_HOME'], localAppData: env['LOCALAPPDATA'] ?? '', appData: env['APPDATA'] ?? '' };
}
