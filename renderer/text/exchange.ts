/** Words of the import dialog. */
import { fileLimits } from '../../shared/file-limits.ts';

export const importWords = {
  title: 'Bring in your logins',
  intro: 'From a file that your browser or another password manager wrote.',
  choose: 'Choose a file',
  dropHere: 'or drop it here',
  reading: 'Reading the file',
  taking: 'Writing to the vault',
  cancel: 'Cancel',
  done: 'Done',
  back: 'Another file',
  whereFrom: 'Where to get the file',
  sources: [
    {
      name: 'Chrome',
      steps: ['Open chrome://password-manager/settings in the address bar.', 'Beside “Export passwords”, choose “Download file”.', 'Confirm with your computer’s password, and save the CSV file.'],
    },
    {
      name: 'Edge',
      steps: ['Open edge://settings/passwords in the address bar.', 'In the menu “…” beside the saved passwords, choose “Export passwords”.', 'Confirm, and save the CSV file.'],
    },
    {
      name: 'Firefox',
      steps: ['Open about:logins in the address bar.', 'In the menu “…” at the top right, choose “Export passwords…”.', 'Confirm, and save the CSV file.'],
    },
    {
      name: 'Bitwarden',
      steps: ['In the web vault or the desktop app, open “Export vault”.', 'Choose the format “.json”, not “.json (Encrypted)”.', 'Confirm with your master password, and save the file.'],
    },
  ],
  previewTitle: (fileName: string) => `“${fileName}”`,
  recognised: (format: string) => `Recognised as ${format}.`,
  nothingToTake: 'There is nothing in this file to take in. Look below for what was left out, or choose another file.',
  sampleTitle: (shown: number, all: number) => (shown === all ? 'Items' : `The first ${shown} of ${all.toLocaleString('en-GB')}`),
  columns: { title: 'Title', account: 'Account', site: 'Site' },
  duplicates: (count: number) => (count === 1 ? '1 of them is in the vault already.' : `${count.toLocaleString('en-GB')} of them are in the vault already.`),
  skipDuplicates: 'Skip what is in the vault already',
  skipDuplicatesHelp: 'The same site, username and password.',
  collection: 'Into a collection',
  collectionExample: 'None',
  mended: (count: number) => (count === 1 ? '1 row was mended' : `${count.toLocaleString('en-GB')} rows were mended`),
  leftOut: (count: number) => (count === 1 ? '1 row cannot be taken' : `${count.toLocaleString('en-GB')} rows cannot be taken`),
  leftOutDone: (count: number) => (count === 1 ? '1 row was left out' : `${count.toLocaleString('en-GB')} rows were left out`),
  andMore: (count: number) => `and ${count.toLocaleString('en-GB')} more, all named in the copied report`,
  take: (count: number) => (count === 1 ? 'Take 1 item in' : `Take ${count.toLocaleString('en-GB')} items in`),
  doneTitle: (count: number) => (count === 1 ? '1 item is in your vault' : `${count.toLocaleString('en-GB')} items are in your vault`),
  deleteFile: (fileName: string) => `Now delete “${fileName}”: it holds every password in plain text. Empty the trash too, and any backup that took it along.`,
  copyReport: 'Copy the report',
  reportCopied: 'The report was copied.',
  tooLarge: `This file is larger than ${fileLimits.import / 1_048_576} MB. Export it in parts.`,
  unreadable: 'This file could not be read. Choose it with the button instead.',
} as const;
