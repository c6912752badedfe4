import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../shared/item.ts';
import { foldText, matchRanges, queryWords, searchOverviews } from '../../../electron/vault/item-search.ts';

let number = 0;

function overview(part: Partial<Overview>): Overview {
  number += 1;
  return {
    id: `id-${String(number).padStart(4, '0')}`, versionId: `v-${number}`, kind: 'login', title: '', subtitle: '', urls: [], tags: [], collection: null,
    favourite: false, attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, hasTotp: false,
    attachmentCount: 0, change: 'create', createdAt: number, updatedAt: number, device: 'here', deletedAt: null, purgeAt: null, ...part,
  };
}

function titles(items: readonly Overview[], text: string): string[] {
  return searchOverviews(items, { text, scope: { in: 'all' }, sort: 'relevance' }).map(({ title }) => title);
}

describe('search', () => {
  const items = [
    overview({ title: 'Digital Ocean', subtitle: 'billing@studio-nord.example' }),
    overview({ title: 'Deploy token', tags: ['git'] }),
    overview({ title: 'GitHub', subtitle: 'mara.lindqvist', urls: [{ url: 'https://github.com/login', match: 'domain' }] }),
    overview({ title: 'Work account', urls: [{ url: 'https://www.gitea.example', match: 'domain' }] }),
    overview({ title: 'Café Zürich', subtitle: 'Émile' }),
    overview({ title: 'Old GitHub', deletedAt: 1 }),
  ];

  it('puts a title that begins so before one that holds it, a tag and an address', () => {
    expect(titles(items, 'git')).toEqual(['GitHub', 'Digital Ocean', 'Deploy token', 'Work account']);
  });

  it('wants every word, in any order and any of the places', () => {
    expect(titles(items, 'mara git')).toEqual(['GitHub']);
    expect(titles(items, 'git nowhere')).toEqual([]);
  });

  it('does not care for case or accents', () => {
    expect(titles(items, 'CAFE zurich')).toEqual(['Café Zürich']);
    expect(titles(items, 'emile')).toEqual(['Café Zürich']);
  });

  it('leaves the trash out, and shows nothing else in the trash', () => {
    expect(titles(items, 'old')).toEqual([]);
    expect(searchOverviews(items, { text: '', scope: { in: 'trash' }, sort: 'title' }).map(({ title }) => title)).toEqual(['Old GitHub']);
  });

  it('gives everything by title for no words', () => {
    expect(titles(items, '  ')).toEqual(['Café Zürich', 'Deploy token', 'Digital Ocean', 'GitHub', 'Work account']);
  });
});

describe('where the match is', () => {
  it('joins what overlaps and touches', () => {
    expect(matchRanges('GitHub git', queryWords('git hub'))).toEqual([[0, 6], [7, 10]]);
    expect(matchRanges('aaaa', ['aa'])).toEqual([[0, 4]]);
  });

  it('keeps every place valid, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }), (text, word) => {
        expect(foldText(text)).toHaveLength(text.length);
        for (const [from, to] of matchRanges(text, queryWords(word))) {
          expect(from).toBeLessThan(to);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
