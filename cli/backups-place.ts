/**
 * Where the application keeps its backups, for a program that is not Electron: `userData` as Electron's documentation has it, of an
 * application called Latchkey. Pure.
 */
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export function backupsPlace(platform: NodeJS.Platform, environment: Environment, home: string): string {
  switch (platform) {
    case 'win32':
      return win32.join(environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Latchkey', 'backups');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Latchkey', 'backups');
    default:
      return posix.join(environment['XDG_CONFIG_HOME'] ?? posix.join(home, '.config'), 'Latchkey', 'backups');
  }
}
