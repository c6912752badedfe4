/** Words of backups: the list, the rule, reading one, bringing something back. */
import type { BackupReason, BackupRow } from '../../shared/views.ts';
import { sizeWords } from './sizes.ts';

const counted = (count: number): string => (count === 1 ? '1 backup' : `${count} backups`);

export const backupReasons = {
  daily: 'Daily',
  compaction: 'Before unused space was given back',
  withdrawal: 'Before a way to unlock changed',
  merge: 'Before a merge',
  restore: 'Before a restore',
  asked: 'Made by you',
} as const satisfies Record<BackupReason, string>;

export const backupWords = {
  sentence: 'A backup is a copy of the whole vault, encrypted as the vault is, on this computer. For a lost or broken disk, keep a copy elsewhere too.',
  automatic: 'Make backups by itself',
  automaticLine: 'Once a day when something changed, before a merge, and before the file is rewritten.',
  days: 'One of each day',
  daysLine: 'The newest three stay in any case.',
  weeks: 'Then one of each week',
  months: 'Then one of each month',
  dayCount: (count: number) => (count === 1 ? 'For 1 day' : `For ${count} days`),
  weekCount: (count: number) => (count === 0 ? 'None' : count === 1 ? 'For 1 week' : `For ${count} weeks`),
  monthCount: (count: number) => (count === 0 ? 'None' : count === 1 ? 'For 1 month' : `For ${count} months`),
  thinned: 'What is older goes when the next backup is made.',

  list: 'Backups',
  items: 'Items of this backup',
  total: (count: number, bytes: number) => `${counted(count)}, ${sizeWords(bytes)} together`,
  none: 'There is no backup of this vault on this computer yet.',
  now: 'Back up now',
  making: 'Copying the vault',
  made: 'The vault is backed up.',
  alreadyMade: 'Nothing changed since the newest backup, which holds everything.',
  place: 'Place',
  show: 'Show in folder',
  unmade: 'The last backup could not be made.',
  unreadable: 'This copy is damaged and does not open.',
  open: 'Open',
  openOf: (moment: string, why: BackupReason) => `Open the backup of ${moment}: ${backupReasons[why]}`,

  withdrawn: (names: readonly string[], count: number) =>
    `${counted(count)} on this computer still ${count === 1 ? 'opens' : 'open'} with ${names.map((name) => `“${name}”`).join(' and ')}, as ${names.length === 1 ? 'it was before you removed or changed it' : 'they were before you removed or changed them'}.`,
  removeWithdrawn: (count: number) => (count === 1 ? 'Remove this backup…' : 'Remove these backups…'),
  removeTitle: (count: number) => (count === 1 ? 'Remove 1 backup?' : `Remove ${count} backups?`),
  removeSentence: 'The vault as it is now is backed up first. What only the older ones hold is gone for good. Copies elsewhere are not touched.',
  remove: 'Remove',
  removing: 'Removing the backups',
  removed: (count: number) => `${counted(count)} removed.`,

  unlockTitle: (moment: string) => `Backup of ${moment}`,
  unlockSentence: 'It opens for reading, with what opened the vault then. The vault itself stays as it is.',
  unlock: 'Open',
  itemsTitle: (moment: string) => `Backup of ${moment}`,
  search: 'Search this backup',
  itemCount: (count: number) => (count === 1 ? '1 item' : `${count.toLocaleString('en-GB')} items`),
  noItems: 'There are no items in this backup.',
  noMatch: 'Nothing in this backup matches.',
  more: (count: number) => `Show ${count} more`,
  untitled: 'Untitled',
  restore: 'Restore',
  restoreOf: (title: string) => `Restore ${title}`,
  restored: {
    same: (title: string) => `“${title}” is in the vault as it was.`,
    version: (title: string) => `“${title}” is as it was then. What it was before stays in its history.`,
    new: (title: string) => `“${title}” is in the vault again, as a new item.`,
  },
  close: 'Close the backup',
  whole: 'Restore the whole vault…',
  wholeTitle: 'Put this backup in place of the vault?',
  wholeSentence: (moment: string) => `The vault becomes what it was ${moment}. The present one becomes a backup first, so that you can come back to it.`,
  wholeLock: 'Then the vault locks, and opens with what opened it at that time. A way to unlock that was removed since opens it again.',
  wholeConfirm: 'Restore and lock',
  checking: 'Checking the backup',
} as const;

export const standingWords = {
  same: 'As in the vault',
  changed: 'Changed since',
  trash: 'In the trash now',
  gone: 'Not in the vault',
} as const satisfies Record<BackupRow['standing'], string>;
