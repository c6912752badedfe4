/** The command and the application keep their backups in one place. */
import { expect, test } from 'vitest';
import { backupsPlace } from '../../../cli/backups-place.ts';

test.each([
  ['linux', {}, '/home/ada', '/home/ada/.config/Latchkey/backups'],
  ['linux', { XDG_CONFIG_HOME: '/settings' }, '/home/ada', '/settings/Latchkey/backups'],
  ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Latchkey/backups'],
  ['win32', { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Latchkey\\backups'],
  ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Latchkey\\backups'],
] as const)('on %s with %j', (platform, environment, home, place) => {
  expect(backupsPlace(platform, environment, home)).toBe(place);
});
