/**
 * Starting at login, where the system keeps it: Electron's own setting on macOS and Windows, a file on Linux. The system is asked each time,
 * for people switch such entries off there. Only an installed program can be started: a folder with sources has nothing to name.
 */
import type { DesktopState } from '../../shared/quick-contract.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { AutostartFile } from '../store/autostart-file.ts';
import { backgroundSwitch } from './stay-running.ts';

export type LoginStart = {
  state(): Promise<DesktopState['startAtLogin']>;
  /** @throws VaultFailure `request.refused` where it is unavailable, `disk.*` where the file cannot be written. */
  set(on: boolean): Promise<void>;
};

export type LoginStartDeps = {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly app: {
    getLoginItemSettings(options: { args: string[] }): { readonly openAtLogin: boolean };
    setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
  };
  /** For Linux. */
  readonly file: AutostartFile;
};

/** What an entry starts: an AppImage by its own file, for the program runs from a folder that is gone after it. */
export function loginCommand(env: Readonly<Record<string, string | undefined>>, execPath: string): readonly string[] {
  return [env['APPIMAGE'] ?? execPath, backgroundSwitch];
}

export function makeLoginStart({ platform, isPackaged, app, file }: LoginStartDeps): LoginStart {
  const args = [backgroundSwitch];
  return {
    async state() {
      if (!isPackaged) {
        return 'unavailable';
      }
      const isOn = platform === 'linux' ? await file.isOn() : app.getLoginItemSettings({ args }).openAtLogin;
      return isOn ? 'on' : 'off';
    },
    async set(on) {
      if (!isPackaged) {
        throw new VaultFailure('request.refused');
      }
      if (platform === 'linux') {
        await file.set(on);
      } else {
        app.setLoginItemSettings({ openAtLogin: on, args });
      }
    },
  };
}
