/** Words of quick copy: the small window, and its section of the settings. */
import type { FailureCode } from '../../shared/failure.ts';
import type { DesktopState } from '../../shared/quick-contract.ts';

export type CopyWhat = 'primary' | 'username' | 'code';

export const quickWords = {
  title: 'Quick copy',
  search: 'Search the vault',
  items: 'Items',
  onPage: 'On this page',
  recent: 'Used last',
  changed: 'Changed last',
  found: 'Vault',
  empty: 'The vault is empty. What you keep in it will stand here.',
  nothing: (text: string) => `Nothing here holds “${text.length > 40 ? `${text.slice(0, 40)}…` : text}”.`,
  keys: { primary: 'password', username: 'username', code: 'code' } satisfies Record<CopyWhat, string>,
  mainSecret: 'main secret',
  clears: (seconds: number) => `clears in ${seconds} s`,
  needsTouch: 'needs a touch',
  missing: { primary: 'This item holds nothing to copy.', username: 'This item has no username.', code: 'This item has no one-time code.' } satisfies Record<CopyWhat, string>,
  unlock: (name: string) => `Unlock ${name}`,
  openMain: 'Open Latchkey',
  noVault: 'No vault is chosen yet.',
  typeFirst: 'Type your passphrase, then press Enter.',
  wordsFirst: 'Type all thirteen words.',
} as const;

/** Codes that say the item has no such field. */
export const missingField: ReadonlySet<FailureCode> = new Set(['field.not-found', 'field.empty']);

export const quickSettings = {
  shortcut: 'Shortcut',
  shortcutLine: 'Opens quick copy from any program: search, Enter, and the password is on the clipboard.',
  none: 'None',
  change: 'Change…',
  remove: 'Remove',
  press: 'Press the keys…',
  pressHint: 'Hold Ctrl, Alt or the like and press a key. Esc leaves it as it is.',
  pressHintMac: 'Hold Command, Control or Option and press a key. Esc leaves it as it is.',
  refused: 'That would be taken from every text box. Hold Ctrl, Alt or the like as well.',
  recordLabel: (now: string) => `Shortcut of quick copy: ${now}`,
  keepRunning: 'Keep running when the window is closed',
  keepRunningLine: 'Quick copy and the tray stay. The vault locks as it does otherwise; starting Latchkey again brings the window back.',
  startAtLogin: 'Start at login',
  startAtLoginLine: 'In the background, with the vault locked.',
  startAtLoginMissing: 'Only an installed Latchkey can be started at login.',
} as const;

export const shortcutTrouble: Record<DesktopState['shortcut'], string | null> = {
  working: null,
  off: null,
  taken: 'Another program or the system has this shortcut, so it does nothing here. Choose another one.',
  asked:
    'Under Wayland your desktop decides about shortcuts, and may ask you once. If this one does nothing, add one in the settings of your desktop that runs “latchkey --quick-copy”.',
};

export const trayTrouble: Record<DesktopState['tray'], string | null> = {
  shown: null,
  'no-host':
    'This desktop shows no icons of programs, so Latchkey has no tray here. With the window closed it keeps running only while the shortcut works; else it quits.',
  unknown: 'Whether this desktop shows icons of programs could not be found out. With the window closed Latchkey keeps running only while the shortcut works.',
};

export const shortcutNotice = (keys: string) => `Another program has ${keys}, so quick copy does not open with it. Choose another shortcut in the settings.`;
