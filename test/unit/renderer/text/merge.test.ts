import { describe, expect, it } from 'vitest';
import { caughtUpSentence, fileTroubleWords, linesOf, mergeWords } from '../../../../renderer/text/merge.ts';
import { bringsNothing, type MergeCounts } from '../../../../shared/merge-report.ts';

const nothing: MergeCounts = {
  newItems: 0, newerItems: 0, trashedItems: 0, olderVersions: 0, purgedItems: 0, purgedInUse: 0, tombstones: 0, settings: [], settingsSaved: false, waysOnlyThere: [], waysOnlyHere: [],
};

describe('what a merge brings', () => {
  it('is nothing only where neither a version nor a tombstone nor a setting is missing', () => {
    expect(bringsNothing(nothing)).toBe(true);
    for (const more of [{ newItems: 1 }, { newerItems: 1 }, { olderVersions: 1 }, { tombstones: 1 }, { settingsSaved: true }]) {
      expect(bringsNothing({ ...nothing, ...more })).toBe(false);
    }
  });

  it('has a line for each kind of change that there is, in words for one and for many', () => {
    expect(linesOf(nothing)).toEqual([]);
    expect(linesOf({ ...nothing, newItems: 1, newerItems: 1, olderVersions: 1, settings: ['name'] })).toEqual([
      '1 new item',
      '1 item in a newer version; yours goes into its history',
      '1 earlier version, into the history of its item',
      'The later choice of the name of the vault',
    ]);
    expect(linesOf({ ...nothing, newItems: 1_200, newerItems: 2, trashedItems: 2, olderVersions: 3, settings: ['name', 'retentionDays', 'sharingItemId'] })).toEqual([
      '1,200 new items',
      '2 items in a newer version; yours go into their history',
      '2 items of yours are in the trash there and go into your trash',
      '3 earlier versions, into the history of their items',
      'The later choice of the name of the vault, how long deleted items are kept and the address for sharing',
    ]);
  });

  it('says what goes away, and how much of it is in use', () => {
    expect(mergeWords.purged(1, 0)).toBe('1 item deleted for good there goes here too.');
    expect(mergeWords.purged(1, 1)).toBe('1 item deleted for good there goes here too, though it is not in your trash.');
    expect(mergeWords.purged(3, 1)).toBe('3 items deleted for good there go here too; 1 of them is not in your trash.');
    expect(mergeWords.purged(3, 3)).toBe('3 items deleted for good there go here too, though they are not in your trash.');
  });
});

describe('a file changed by another computer', () => {
  it('is worth a word where somebody would see something', () => {
    const news = { counts: nothing, carriedOver: 4, lost: 0 };
    expect(caughtUpSentence(news)).toBeNull();
    const counts: MergeCounts = { ...nothing, newItems: 2, newerItems: 1, waysOnlyThere: [{ kind: 'recovery', name: 'Kit' }] };
    expect(caughtUpSentence({ ...news, counts })).toBe('Changes from another computer came in: 2 new items, 1 changed item and a new way to open.');
    expect(caughtUpSentence({ ...news, lost: 1 })).toContain('1 change of yours is not in it any more');
  });

  it('names what was kept', () => {
    expect(fileTroubleWords['other-key'].line('Home (kept)')).toContain('kept beside it as “Home (kept)”');
    expect(fileTroubleWords.gone.line(null)).not.toContain('kept');
  });
});
