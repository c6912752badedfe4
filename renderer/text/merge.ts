/** Words about other copies of the vault: found beside it, merged, and about a file that another program changed. */
import type { CaughtUpView, FileTrouble, MergeCounts } from '../../shared/merge-report.ts';
import { slotKindWords } from './slots.ts';

const number = (count: number): string => count.toLocaleString('en-GB');
const items = (count: number): string => (count === 1 ? '1 item' : `${number(count)} items`);

const settingNames = { name: 'the name of the vault', retentionDays: 'how long deleted items are kept', sharingItemId: 'the address for sharing' } as const;

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

function ways(list: MergeCounts['waysOnlyThere']): string {
  return listed(list.map(({ kind, name }) => `“${name}” (${slotKindWords[kind].toLowerCase()})`));
}

export const mergeWords = {
  rowTitle: 'Merge another copy',
  rowLine: 'Takes in what was saved in it elsewhere. What that replaces stays in the history.',
  choose: 'Merge another copy…',
  title: 'Merge a copy',
  copyOf: (fileName: string, place: string) => `“${fileName}” in ${place}`,
  lockedSentence: 'The key of the open vault does not open this copy: a way to open was withdrawn in one of the two. If you know where the copy comes from, unlock it in a way of its own.',
  unlockCopy: 'Unlock the copy',
  looking: 'Looking at the copy',
  merging: 'Taking it in',
  merge: 'Merge',
  close: 'Close',
  done: 'Done',
  previewTitle: 'What comes in',
  doneTitle: 'What came in',
  nothing: 'Everything in this copy is in your vault already.',
  settingsOnly: 'The two agree on every item; only dates of settings are taken over.',
  goneOnly: 'The copy brings no item, only the word that some were deleted for good.',
  newItems: (count: number) => (count === 1 ? '1 new item' : `${number(count)} new items`),
  newerItems: (count: number) => `${items(count)} in a newer version; yours ${count === 1 ? 'goes into its history' : 'go into their history'}`,
  intoTrash: (count: number) => `${items(count)} of yours ${count === 1 ? 'is' : 'are'} in the trash there and ${count === 1 ? 'goes' : 'go'} into your trash`,
  olderVersions: (count: number) => (count === 1 ? '1 earlier version, into the history of its item' : `${number(count)} earlier versions, into the history of their items`),
  settings: (names: MergeCounts['settings']) => `The later choice of ${listed(names.map((name) => settingNames[name]))}`,
  purged: (count: number, inUse: number) =>
    `${items(count)} deleted for good there ${count === 1 ? 'goes' : 'go'} here too${inUse === 0 ? '.' : inUse === count ? `, though ${count === 1 ? 'it is' : 'they are'} not in your trash.` : `; ${number(inUse)} of them ${inUse === 1 ? 'is' : 'are'} not in your trash.`}`,
  purgedDone: (count: number) => `${items(count)} deleted for good there ${count === 1 ? 'is' : 'are'} gone here too.`,
  onlyThere: (list: MergeCounts['waysOnlyThere']) => `Opens the copy, and not this vault: ${ways(list)}. Ways to open are not taken over; add one in Settings if you want it.`,
  onlyHere: (list: MergeCounts['waysOnlyHere']) => `Opens this vault, and not the copy: ${ways(list)}.`,
  torn: 'The end of this copy is missing, or still on its way. What is whole can be merged; look at the copy again later.',
  trashQuestion: 'All of it is in your vault now. Do you still need the copy?',
  stillNeeded: 'Do you still need the copy?',
  trash: 'Move it to the trash',
  keep: 'Keep it',
  trashed: (fileName: string) => `“${fileName}” is in the trash of your computer.`,
  trashFailed: 'The copy could not be moved to the trash. Delete it in its folder.',
} as const;

/** A line for each kind of change that comes in. */
export function linesOf(counts: MergeCounts): readonly string[] {
  return [
    ...(counts.newItems > 0 ? [mergeWords.newItems(counts.newItems)] : []),
    ...(counts.newerItems > 0 ? [mergeWords.newerItems(counts.newerItems)] : []),
    ...(counts.trashedItems > 0 ? [mergeWords.intoTrash(counts.trashedItems)] : []),
    ...(counts.olderVersions > 0 ? [mergeWords.olderVersions(counts.olderVersions)] : []),
    ...(counts.settings.length > 0 ? [mergeWords.settings(counts.settings)] : []),
  ];
}

export const copyNoticeWords = {
  title: 'A copy lies beside this vault',
  look: 'Look',
  leave: 'Leave it',
} as const;

const kept = (keptAs: string | null): string => (keptAs === null ? '' : ` What is open here is kept beside it as “${keptAs}”.`);

export const fileTroubleWords: Readonly<Record<FileTrouble['why'], { readonly title: string; readonly line: (keptAs: string | null) => string }>> = {
  unreadable: {
    title: 'The vault file was changed and cannot be read',
    line: (keptAs) => `It may still be on its way here. Nothing is written over it, so nothing can be saved until it is whole.${kept(keptAs)}`,
  },
  'other-key': {
    title: 'The vault file was replaced by one with another key',
    line: (keptAs) => `If you withdrew a way to open on another computer, lock the vault, open it anew and merge what you have here. If nobody did, do not trust that file.${kept(keptAs)}`,
  },
  'other-vault': {
    title: 'Another vault stands in the place of this one',
    line: (keptAs) => `Nothing can be saved until your vault is back in its place.${kept(keptAs)}`,
  },
  gone: {
    title: 'The vault file is not where it was',
    line: (keptAs) => `Put it back, or plug in the disk it is on. Nothing can be saved until then.${kept(keptAs)}`,
  },
};

/** Null where nothing came that a person would see. */
export function caughtUpSentence({ counts, lost }: CaughtUpView): string | null {
  if (lost > 0) {
    return `Another program wrote over the vault file, and ${lost === 1 ? '1 change' : `${number(lost)} changes`} of yours ${lost === 1 ? 'is' : 'are'} not in it any more. Look for a copy beside it, or restore a backup.`;
  }
  const came = [
    ...(counts.newItems > 0 ? [counts.newItems === 1 ? '1 new item' : `${number(counts.newItems)} new items`] : []),
    ...(counts.newerItems > 0 ? [counts.newerItems === 1 ? '1 changed item' : `${number(counts.newerItems)} changed items`] : []),
    ...(counts.purgedItems > 0 ? [`${items(counts.purgedItems)} deleted for good`] : []),
    ...(counts.waysOnlyThere.length > 0 ? [`${counts.waysOnlyThere.length === 1 ? 'a new way' : 'new ways'} to open`] : []),
  ];
  return came.length === 0 ? null : `Changes from another computer came in: ${listed(came)}.`;
}
