/** Words of the main window: sidebar, list, detail, history, trash, and the sheet of shortcuts. */
import { assertNever } from '../../shared/failure.ts';
import type { Change } from '../../shared/item.ts';
import type { Scope, SortOrder } from '../../shared/views.ts';
import { groupWords } from './kind-words.ts';

// Made once: making one takes longer than all the numbers of a screen.
const numbers = new Intl.NumberFormat('en-GB');

export function countWords(count: number): string {
  return numbers.format(count);
}

function plural(count: number, one: string, many: string): string {
  return `${countWords(count)} ${count === 1 ? one : many}`;
}

export const sidebarWords = {
  places: 'Places in the vault',
  all: 'All items',
  favourites: 'Favourites',
  kinds: 'Kinds',
  collections: 'Collections',
  tags: 'Tags',
  allTags: (count: number) => `Show all ${countWords(count)}`,
  fewerTags: 'Show fewer',
  vault: 'Vault',
  generator: 'Generator',
  importFile: 'Import',
  receive: 'Receive',
  trash: 'Trash',
  settings: 'Settings',
  open: 'Open',
  readOnly: 'Read only',
  locksIn: (minutes: number) => (minutes < 1 ? 'locks within a minute' : `locks in ${minutes} min`),
  lock: 'Lock',
  show: 'Show the sidebar',
  finish: 'Add a second way in',
  finishWhy: 'If your only key is lost, so is the vault.',
  kitReliance: {
    'only-way': ['Set a new passphrase', 'Only your recovery kit opens this vault.'],
    'opened-with': ['Set a new passphrase', 'You opened this vault with your recovery kit.'],
  },
  resize: 'Width of the sidebar',
} as const;

export const listWords = {
  label: 'Items',
  search: 'Search',
  newItem: 'New item',
  newKinds: 'Kinds of items',
  sort: 'Order of the list',
  resize: 'Width of the list',
  found: (shown: number, all: number) => `${countWords(shown)} of ${countWords(all)}`,
  total: (count: number) => plural(count, 'item', 'items'),
  chosen: (count: number) => `${countWords(count)} chosen`,
  choosing: 'Choosing…',
  tag: 'tag:',
  expired: 'expired',
  expiresIn: (days: number) => (days === 0 ? 'expires today' : `expires in ${plural(days, 'day', 'days')}`),
  off: 'off',
  notYet: (day: string) => `valid from ${day}`,
  untitled: 'Untitled',
  favourite: 'Favourite',
  needsTouch: 'Needs a touch',
  loading: 'Loading',
  emptyTrash: 'Empty trash',
} as const;

export const sortWords: Record<SortOrder, string> = {
  relevance: 'Best match',
  title: 'Title',
  updated: 'Last changed',
  created: 'Newest first',
};

export function scopeWords(scope: Scope): string {
  switch (scope.in) {
    case 'all':
      return sidebarWords.all;
    case 'favourites':
      return sidebarWords.favourites;
    case 'trash':
      return sidebarWords.trash;
    case 'group':
      return groupWords[scope.group];
    case 'collection':
      return scope.collection;
    case 'tag':
      return scope.tag;
    default:
      return assertNever(scope);
  }
}

export const emptyWords = {
  vaultTitle: 'Your vault is empty',
  vault: 'Make your first login, bring in what your browser keeps, or receive what somebody shared with you.',
  newLogin: 'New login',
  importFile: 'Import',
  receive: 'Receive a share',
  nothingFoundTitle: 'Nothing matches',
  nothingFound: (text: string) => `No title, username, website or tag here holds “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”.`,
  searchEverywhere: 'Search all items',
  clearSearch: 'Clear the search',
  favouritesTitle: 'No favourites yet',
  favourites: 'Mark what you use every day with the star, and it stands here.',
  trashTitle: 'The trash is empty',
  trash: 'What you remove stays here for a while and can be recovered.',
  scopeTitle: (name: string) => `Nothing in ${name} yet`,
  scope: 'Items of this kind will stand here.',
  newOfKind: 'New item',
  chooseTitle: 'Nothing chosen',
  choose: 'Choose an item on the left to see it here.',
} as const;

export const detailWords = {
  label: 'Item',
  back: 'Back to the list',
  edit: 'Edit',
  share: 'Share',
  favourite: 'Favourite',
  more: 'More',
  duplicate: 'Duplicate',
  newPassword: 'New password…',
  history: 'History',
  remove: 'Move to trash',
  copyUsername: 'Copy username',
  copyOf: (label: string) => `Copy ${label}`,
  copied: 'Copied',
  copiedClears: (seconds: number) => `Copied, clears in ${seconds} s`,
  clearNow: 'Clear the clipboard now',
  reveal: (label: string) => `Show ${label}`,
  hide: (label: string) => `Hide ${label}`,
  hidden: 'Hidden',
  website: 'Website',
  openSite: 'Open in the browser',
  notes: 'Notes',
  tags: 'Tags',
  showTag: (tag: string) => `Show items tagged ${tag}`,
  files: 'Files',
  saveFile: (name: string) => `Save ${name}`,
  saved: (name: string) => `${name} was saved. It is no longer encrypted there.`,
  showAll: 'Show all of it',
  showLess: 'Show less',
  changed: (when: string) => `changed ${when}`,
  changedBy: (when: string, device: string) => `changed ${when} on ${device}`,
  version: (number: number) => `Version ${countWords(number)}`,
  ofVersions: (count: number) => `of ${countWords(count)}`,
  created: (when: string) => `Created ${when}`,
  secondsLeft: (seconds: number) => `${seconds} seconds left`,
  validity: 'Validity',
  expires: 'Expires',
  expired: 'Expired',
  notBefore: 'Valid from',
  protected: 'Protected',
  protectedText: 'Cannot be deleted for good.',
  off: 'Switched off. It is not offered to browsers and programs.',
  notYetText: (when: string) => `This is not valid before ${when}. Until then it is not offered to browsers and programs.`,
  expiredText: (when: string) => `This expired on ${when}. Make a new one where it is used, and edit it here.`,
  needsTouch: 'Needs a touch',
  sealedLabel: 'Fields, notes and files',
  sealed: 'Sealed. Touch your key to show.',
  showSealed: 'Touch your key to show this item',
  openFor: (seconds: number) => `Open for ${seconds} more ${seconds === 1 ? 'second' : 'seconds'}`,
  sealNow: 'Seal now',
  duplicated: 'Duplicated',
  removed: (count: number) => `${plural(count, 'item', 'items')} moved to the trash`,
  undo: 'Undo',
  emptyItem: 'This item holds nothing but its title so far.',
} as const;

export const trashWords = {
  daysLeft: (days: number) => (days === 0 ? 'today' : plural(days, 'day', 'days')),
  banner: (days: number) => (days === 0 ? 'In the trash. It will be gone today.' : `In the trash. It will be gone in ${plural(days, 'day', 'days')}.`),
  recover: 'Recover',
  recovered: (count: number) => `${plural(count, 'item', 'items')} recovered`,
  purge: 'Delete for good',
  purgeTitle: (count: number) => (count === 1 ? 'Delete this item for good?' : `Delete ${countWords(count)} items for good?`),
  purgeText: 'All its versions and files go with it. This cannot be taken back.',
  purgeManyText: 'All their versions and files go with them. This cannot be taken back.',
  emptyTitle: 'Empty the trash?',
  emptyText: (count: number) => `${plural(count, 'item', 'items')} with all versions and files will be gone. This cannot be taken back.`,
} as const;

export const chosenWords = {
  title: (count: number) => `${countWords(count)} items chosen`,
  hint: 'Shift and Ctrl choose several; Esc goes back to one.',
} as const;

export const historyWords = {
  title: 'History',
  of: (title: string) => `of ${title}`,
  back: 'Back to the item',
  backToHistory: 'Back to the history',
  current: 'Now',
  lookAt: (when: string) => `Look at the version of ${when}`,
  oldVersion: (when: string, device: string) => `As it was ${when}, written on ${device}.`,
  restore: 'Restore this version',
  restored: 'Restored. What stood there before is kept in the history.',
  kept: 'Every version is kept until the item is deleted for good.',
} as const;

export const changeWords: Record<Change, string> = {
  create: 'Created',
  edit: 'Edited',
  import: 'Imported',
  receive: 'Received',
  restore: 'Restored',
  mark: 'Marked',
  delete: 'Moved to the trash',
  recover: 'Recovered',
  merge: 'Merged',
};

/** What may stand in `changed[].what` beside labels of the person's own fields. */
const changedParts: Readonly<Record<string, string>> = {
  title: 'title',
  urls: 'websites',
  tags: 'tags',
  collection: 'collection',
  favourite: 'favourite',
  attributes: 'validity',
  notes: 'notes',
  attachments: 'files',
};

export function changedPart(what: string): string {
  return changedParts[what] ?? what;
}

export const shortcutSheet = {
  title: 'Shortcuts',
  groups: [
    {
      heading: 'Everywhere',
      rows: [
        { does: 'Search', keys: ['Mod+K', 'F'] },
        { does: 'New item', keys: ['Mod+N', 'N'] },
        { does: 'Generator', keys: ['Mod+G'] },
        { does: 'Settings', keys: ['Mod+,'] },
        { does: 'Lock', keys: ['Mod+L'] },
        { does: 'One step back', keys: ['Esc'] },
      ],
    },
    {
      heading: 'In the list',
      rows: [
        { does: 'Up and down', keys: ['↑', '↓'] },
        { does: 'Choose several', keys: ['Shift+↓', 'Mod+A'] },
        { does: 'To the details', keys: ['Enter'] },
        { does: 'Move to trash', keys: ['Del'] },
      ],
    },
    {
      heading: 'For the chosen item',
      rows: [
        { does: 'Copy the password or main secret', keys: ['Mod+C', 'C'] },
        { does: 'Copy the username', keys: ['Mod+B', 'Mod+Shift+C'] },
        { does: 'Show or hide it', keys: ['R'] },
        { does: 'Open the website', keys: ['O'] },
        { does: 'Edit', keys: ['Mod+E'] },
        { does: 'Share', keys: ['S'] },
        { does: 'Favourite', keys: ['Mod+D'] },
      ],
    },
  ],
} as const;

export const lockFailed = 'The vault could not be locked. Close the window to lock it.';
