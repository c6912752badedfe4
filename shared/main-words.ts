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
