/** Words of the form in which items are made and changed. */
import type { FieldType, ItemUrl } from '../../shared/item.ts';
import { limits } from '../../shared/item.ts';
import type { DraftProblem } from '../screens/editor/draft-problems.ts';

export const editorWords = {
  formLabel: (kind: string) => `${kind} form`,
  newTitle: (kind: string) => `New ${kind}`,
  editTitle: (kind: string) => `Edit ${kind}`,
  title: 'Title',
  titleExample: 'What you will look for',
  save: 'Save',
  cancel: 'Cancel',
  saving: 'Saving',
  favourite: 'Favourite',
  mendFirst: (count: number) => (count === 1 ? 'One place needs your attention before this can be saved.' : `${count} places need your attention before this can be saved.`),

  leaveTitle: 'Leave without saving?',
  leaveText: 'What you changed in this form will be gone.',
  leave: 'Leave without saving',
  lockTitle: 'Save before locking?',
  lockText: 'This form holds changes that are not saved. Locking takes them out of memory.',
  lockWithoutSaving: 'Lock without saving',
  saveAndLock: 'Save and lock',

  conflictTitle: 'This item was changed elsewhere while you were editing.',
  conflictText: 'Your text is still here. Save it as the newer version, and the other one stays in the history.',
  saveAnyway: 'Save mine as the newer version',
  goneTitle: 'This item was removed while you were editing.',
  goneText: 'Your text is still here. Save it as a new item if you want to keep it.',
  saveAsNew: 'Save as a new item',
  lockSoon: (seconds: number) => `The vault locks in ${seconds} s, and what is not saved here will be gone.`,

  keptLabel: (label: string) => `${label}, kept as it is`,
  change: 'Change',
  changeLabel: (label: string) => `Change ${label}`,
  keepLabel: (label: string) => `Keep the old ${label}`,
  showToEditLabel: (label: string) => `Show and edit ${label}`,
  show: (label: string) => `Show ${label}`,
  hide: (label: string) => `Hide ${label}`,
  makePassword: 'Generate a password',
  makeTitle: 'Generator',

  websites: 'Websites',
  website: 'Website',
  websiteNumber: (number: number) => `Website ${number}`,
  websiteExample: 'example.com/login',
  addWebsite: 'Add a website',
  removeWebsite: (number: number) => `Remove website ${number}`,
  matchLabel: (number: number) => `Offer website ${number} on`,

  codeExample: 'Secret or otpauth:// address',
  codePreview: 'Code now',
  codeHelp: 'Paste the secret the site shows, or its QR code as a picture.',
  chooseQrLong: 'Choose a picture of a QR code',
  qrReading: 'Reading the picture…',
  qrNone: 'No QR code was found in that picture. Cut it closer to the code and try again.',
  qrNotPicture: 'That file is not a picture this computer can read. Choose a PNG or JPEG.',
  qrNotCode: 'That QR code holds something else than a one-time code. Use the one shown by the site’s two-step setup.',

  details: 'Details',
  ownFields: 'More fields',
  addField: 'Add a field',
  fieldName: 'Field name',
  fieldNameOf: (label: string) => (label === '' ? 'Name of the new field' : `Name of ${label}`),
  fieldMenu: (label: string) => `More for ${label}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  removeField: 'Remove field',

  organise: 'Organise',
  collection: 'Collection',
  collectionExample: 'None',
  collectionHelp: 'Choose one, or type a new name.',
  tags: 'Tags',
  notes: 'Notes',

  attachments: 'Attachments',
  addFile: 'Add a file',
  dropFiles: 'or drop files here',
  fileLimit: `Up to ${limits.attachmentBytes / 1_048_576} MB each. They are encrypted with the item.`,
  fileTooLarge: (fileName: string) => `“${fileName}” is larger than ${limits.attachmentBytes / 1_048_576} MB. Keep it elsewhere, or split it.`,
  fileUnreadable: (fileName: string) => `“${fileName}” could not be read. If it is a folder, pack it first.`,
  removeFile: (fileName: string) => `Remove ${fileName}`,
  newFile: 'new',

  validity: 'Use and protection',
  enabled: 'In use',
  enabledHelp: 'Switched off, it is not offered to browsers and programs. You still see it here.',
  notBefore: 'Not before',
  expires: 'Expires after',
  datesHelp: 'Outside these days programs are refused the item. Leave empty for no bound.',
  touchRequired: 'Needs a touch',
  touchRequiredHelp: 'Fields, notes and files open only while you touch your hardware key, each time for a minute, also while the vault is open. Title, username and websites stay in the list. Older backups and copies still show it without a touch.',
  touchRequiredNoKey: 'Add a hardware key in Settings first: without one, nobody could open this item again.',
  olderNotSealed: 'Saved. Its older versions could not be sealed yet; the next time Latchkey tidies the file, they are.',
  purgeProtected: 'Purge protection',
  purgeProtectedHelp: 'Once deleted, nobody can erase it from the trash before the retention period is over, not even you.',
} as const;

export const matchWords: Record<ItemUrl['match'], { readonly name: string; readonly meaning: string }> = {
  domain: { name: 'Domain', meaning: 'The whole site and its subdomains.' },
  host: { name: 'Host', meaning: 'This very host and port only.' },
  exact: { name: 'Exact', meaning: 'Only where the address is the same, letter by letter.' },
  never: { name: 'Never', meaning: 'Kept as a note; never offered.' },
};

/** What a person may add; the others belong to kinds. */
export const addableTypes: readonly { readonly type: FieldType; readonly name: string; readonly label: string }[] = [
  { type: 'text', name: 'Text', label: 'Text' },
  { type: 'secret', name: 'Concealed text', label: 'Secret' },
  { type: 'password', name: 'Password', label: 'Password' },
  { type: 'multiline', name: 'Several lines', label: 'Text' },
  { type: 'url', name: 'Web address', label: 'Address' },
  { type: 'email', name: 'Email', label: 'Email' },
  { type: 'phone', name: 'Phone', label: 'Phone' },
  { type: 'number', name: 'Number', label: 'Number' },
  { type: 'date', name: 'Date', label: 'Date' },
  { type: 'month', name: 'Month', label: 'Month' },
  { type: 'totp', name: 'One-time code', label: 'One-time code' },
];

const problemWords: Record<DraftProblem, string> = {
  missing: 'Write a name.',
  'no-title': 'Write a title.',
  'too-long': 'This is too long. Shorten it, or attach it as a file.',
  'too-many': 'These are too many. Take some out.',
  'not-an-address': 'Write an address such as example.com.',
  'not-a-day': 'Write the whole day: day, month and year.',
  'not-a-month': 'Write year and month, such as 2027-03.',
  'not-a-number': 'Write a number.',
  'not-an-email': 'Write an email address, with an @.',
  'before-start': 'The last day lies before the first. Choose a later one.',
  'totp:counter-based': 'This code counts uses instead of following the clock (HOTP), which Latchkey cannot keep. Ask the site for a time-based one.',
  'totp:several-accounts': 'This QR code moves several accounts at once. Use the code of a single account instead.',
  'totp:other-scheme': 'This is an address of something else. Paste the secret or the otpauth:// address.',
  'totp:not-base32': 'A secret is made of the letters A to Z and the digits 2 to 7. Check for a missing or wrong character.',
  'totp:too-short': 'This secret is too short to be whole. Copy all of it.',
  'totp:unreadable': 'This otpauth:// address is incomplete. Copy all of it.',
  'totp:odd-numbers': 'This address asks for a length or a period that no site uses. Copy it again.',
};

export function sentenceForProblem(problem: DraftProblem): string {
  return problemWords[problem];
}
