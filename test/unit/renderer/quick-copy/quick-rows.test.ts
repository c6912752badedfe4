/** The rows of the quick window in their groups, and the way among them. */
import { describe, expect, it } from 'vitest';
import { chosenRow, copyWord, rowGroups, stepFrom } from '../../../../renderer/screens/quick-copy/quick-rows.ts';
import { quickWords as words } from '../../../../renderer/text/quick-words.ts';
import type { KindName } from '../../../../shared/kinds/kinds.ts';
import type { Row } from '../../../../shared/views.ts';

const row = (id: string, kind: KindName = 'login', hasTotp = false): Row => ({
  id, versionId: id, kind, title: id, subtitle: '', favourite: false, touchRequired: false, hasTotp, enabled: true, notBefore: null, expires: null,
  updatedAt: 0, deletedAt: null, purgeAt: null, titleMatches: [], subtitleMatches: [], otherMatch: null,
});

describe('the rows of the quick window', () => {
  it('stand under headings that say why they are there; empty groups do not', () => {
    const found = { onPage: [row('a')], recent: [], rows: [row('b')], total: 2 };
    expect(rowGroups(found, ' ').map(({ heading }) => heading)).toEqual([words.onPage, words.changed]);
    expect(rowGroups({ ...found, recent: [row('c')] }, 'x').map(({ heading }) => heading)).toEqual([words.onPage, words.recent, words.found]);
    expect(rowGroups({ onPage: [], recent: [], rows: [], total: 0 }, '')).toEqual([]);
  });

  it('are walked through up and down, round the ends, and a row that is gone leaves the first chosen', () => {
    const rows = [row('a'), row('b'), row('c')];
    expect([chosenRow(rows, null)?.id, chosenRow(rows, 'c')?.id, chosenRow(rows, 'gone')?.id, chosenRow([], 'a')]).toEqual(['a', 'c', 'a', undefined]);
    expect([stepFrom(rows, rows[0], 1)?.id, stepFrom(rows, rows[2], 1)?.id, stepFrom(rows, rows[0], -1)?.id, stepFrom([], undefined, 1)]).toEqual(['b', 'a', 'c', undefined]);
  });

  it('say what each key copies of their kind', () => {
    expect((['primary', 'username', 'code'] as const).map((what) => copyWord(row('a', 'login', true), what))).toEqual(['password', 'username', 'code']);
    expect((['primary', 'username', 'code'] as const).map((what) => copyWord(row('a', 'card'), what))).toEqual(['card number', null, null]);
    expect(copyWord(row('a', 'database'), 'username')).toBe('username');
  });
});
