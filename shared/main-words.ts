/**
 * Words that the main process itself shows or writes: names of new ways to open, of saved files, of the sharing identity; the menu
 * and its dialogs. What the page shows stands in `renderer/text`.
 */
import type { FailureCode } from './failure.ts';

export const mainWords = {
  passphraseName: 'Passphrase',
  keyName: 'Hardware key',
  kitFile: (vaultName: string) => `${vaultName} recovery kit.pdf`,
  shareFile: 'shared.age',
  sharingIdentity: 'Sharing identity',
  sharingAlgorithm: 'age X25519',
} as const;

export const menuWords = {
  file: 'File',
  newItem: 'New item',
  import: 'Import…',
  receive: 'Receive a share…',
  lock: 'Lock',
  settings: 'Settings…',
  view: 'View',
  find: 'Find',
  generator: 'Generator',
} as const;

/** Asked before a website is opened in the browser. */
export const siteWords = {
  question: (host: string) => `Open ${host} in your browser?`,
  open: 'Open',
  cancel: 'Cancel',
} as const;

/** Asked before a browser is paired. */
export const pairingWords = {
  question: (code: string) => `Does your browser show the code ${code}?`,
  detail: (browser: string) =>
    `“${browser}” asks to fill logins from your vaults while they are open.\n\nSay yes only if you started this in the browser yourself, and the code there is the same. You can cut it off again in the settings.`,
  yes: 'Yes, the same code',
  no: 'No',
} as const;

/** The tray, and what it has no window to say in. */
export const trayWords = {
  status: { none: 'No vault chosen', locked: 'Locked' },
  open: 'Open',
  openUntil: (minutes: number) => (minutes < 1 ? 'Open, locks within a minute' : `Open, locks in ${minutes} min`),
  search: 'Search…',
  unlock: 'Unlock…',
  show: 'Show Latchkey',
  recent: 'Used last',
  favourites: 'Favourites',
  copyPassword: 'Copy password',
  copySecret: 'Copy main secret',
  copyUsername: 'Copy username',
  copyCode: 'Copy code',
  needsTouch: 'Needs a touch: open in quick copy…',
  untitled: 'Untitled',
  generate: 'Generate and copy a password',
  lock: 'Lock',
  quit: 'Quit Latchkey',
  notCopiedTitle: 'Nothing was copied',
  notCopied: (code: FailureCode) => trayFailures.get(code) ?? 'Open Latchkey and copy it there.',
} as const;

const trayFailures: ReadonlyMap<FailureCode, string> = new Map([
  ['vault.locked', 'The vault is locked. Unlock it first.'],
  ['item.not-found', 'That item is not in the vault any more.'],
  ['field.not-found', 'That item holds no such value.'],
  ['field.empty', 'That item holds no such value.'],
  ['totp.invalid', 'The secret of that one-time code cannot be read. Correct it in the item.'],
  ['item.needs-touch', 'That item asks for a touch. Copy it in the window.'],
]);

export const startWords = {
  failedTitle: 'Latchkey cannot start',
  failed: (folder: string, code: string | null) =>
    `It could not read or write its own folder${code === null ? '' : ` (${code})`}:\n${folder}\n\nMake that folder writable for you, or free some space, and start again.`,
} as const;
