/**
 * The entry by which Linux desktops start a program at login (freedesktop.org, "Desktop Application Autostart Specification"): one small file in
 * the user's own folder, there or not. Other systems keep such entries themselves (`desktop/login-start.ts`).
 */
import { join } from 'node:path';
import { VaultFailure } from '../../shared/failure.ts';
import { readChosenFile, writeChosenFile } from './chosen-file.ts';
import { machineDisk, type Disk } from './disk.ts';
import { errnoOf, onDisk } from './disk-failure.ts';

export const autostartName = 'latchkey.desktop';
/** Nobody writes a longer one. */
const largestBytes = 65_536;

export interface AutostartFile {
  isOn(): Promise<boolean>;
  /** Durable when it returns. */
  set(on: boolean): Promise<void>;
}

/** As the Desktop Entry Specification quotes an argument of `Exec`: in quotes, its own signs escaped, and that once more as a string's value. */
export function quotedArgument(argument: string): string {
  if (/[\p{Cc}]/u.test(argument)) {
    throw new VaultFailure('disk.failed', { fileName: autostartName, check: 'control-character' });
  }
  const escaped = argument.replaceAll(/["`$\\]/gu, (sign) => `\\${sign}`).replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\');
}

export function autostartText(command: readonly string[]): string {
  const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Latchkey', `Exec=${command.map(quotedArgument).join(' ')}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true'];
  return `${lines.join('\n')}\n`;
}

/** Desktops switch an entry off by writing so into it. */
function saysOff(text: string): boolean {
  return /^Hidden\s*=\s*true\s*$/mu.test(text) || /^X-GNOME-Autostart-enabled\s*=\s*false\s*$/mu.test(text);
}

/** @param folder the user's configuration folder (`XDG_CONFIG_HOME`). */
export function openAutostartFile(folder: string, command: readonly string[], disk: Disk = machineDisk): AutostartFile {
  const place = join(folder, 'autostart');
  const path = join(place, autostartName);

  async function isThere(): Promise<boolean> {
    try {
      await disk.lstat(path);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') {
        return false;
      }
      throw error;
    }
  }

  return {
    isOn: () =>
      onDisk({ fileName: autostartName }, async () => {
        return (await isThere()) && !saysOff(new TextDecoder().decode(await readChosenFile(path, largestBytes, disk)));
      }),
    set: (on) =>
      onDisk({ fileName: autostartName }, async () => {
        if (on) {
          await disk.makeFolder(place);
          await writeChosenFile(path, new TextEncoder().encode(autostartText(command)), disk);
        } else if (await isThere()) {
          await disk.unlink(path);
        }
      }),
  };
}
