/**
 * Words that the main process itself shows or writes: names of new ways to open, of saved files, of the sharing identity; the menu
 * and its dialogs. What the page shows stands in `renderer/text`.
 */
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

export const startWords = {
  failedTitle: 'Latchkey cannot start',
  failed: (folder: string, code: string | null) =>
    `It could not read or write its own folder${code === null ? '' : ` (${code})`}:\n${folder}\n\nMake that folder writable for you, or free some space, and start again.`,
} as const;
