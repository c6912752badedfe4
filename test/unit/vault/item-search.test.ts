import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../shared/item.ts';
import { kindOf } from '../../../shared/kinds/kinds.ts';
import type { Scope, SortOrder } from '../../../shared/views.ts';
import { makeBreath } from '../../../electron/vault/breath.ts';
import { makeItemBrowser } from '../../../electron/vault/browse-items.ts';
import { addBlock, addRow, makeItemIndex, purgeItem } from '../../../electron/vault/item-index.ts';
import { packBlock } from '../../../electron/vault/pack-block.ts';
import { foldText, matchRanges, queryWords } from '../../../electron/vault/search-text.ts';
import type { VersionRow } from '../../../electron/vault/version-row.ts';

function idOf(number: number): string {
  return `0190a1b2-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

let made = 0;

function row(part: Partial<Overview>): VersionRow {
  made += 1;
  const overview: Overview = {
    id: idOf(made), versionId: idOf(1_000_000 + made), kind: 'login', title: '', subtitle: '', urls: [], tags: [], collection: null,
    favourite: false, attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, hasTotp: false,
    attachmentCount: 0, change: 'create', createdAt: made, updatedAt: made, device: 'here', deletedAt: null, purgeAt: null, ...part,
  };
  return { overview, details: { frame: 0, offset: made, length: 1, versionId: overview.versionId }, attachments: [] };
}

function browserOf(rows: readonly VersionRow[]) {
  const index = makeItemIndex();
  addBlock(index, packBlock(rows), 0);
  return { index, browser: makeItemBrowser(() => index, makeBreath) };
}

describe('search', () => {
  const { browser } = browserOf([
    row({ title: 'Digital Ocean', subtitle: 'billing@studio-nord.example' }),
    row({ title: 'Deploy token', tags: ['git'] }),
    row({ title: 'GitHub', subtitle: 'mara.lindqvist', urls: [{ url: 'https://github.com/login', match: 'domain' }] }),
    row({ title: 'Work account', urls: [{ url: 'https://www.gitea.example', match: 'domain' }] }),
    row({ title: 'Café Zürich', subtitle: 'Émile', tags: ['naïve'] }),
    row({ title: 'Old GitHub', deletedAt: 1 }),
    row({ title: 'Банк', subtitle: 'Ольга' }),
  ]);

  function titles(text: string, scope: Scope = { in: 'all' }, sort: SortOrder = 'relevance'): string[] {
    return browser.search({ text, scope, sort }, 0, 100).overviews.map(({ title }) => title);
  }

  it('puts a title that begins so before one that holds it, a tag and an address', () => {
    expect(titles('git')).toEqual(['GitHub', 'Digital Ocean', 'Deploy token', 'Work account']);
  });

  it('wants every word, in any order and any of the places', () => {
    expect(titles('mara git')).toEqual(['GitHub']);
    expect(titles('git nowhere')).toEqual([]);
  });

  it('does not care for case or accents, in any script', () => {
    expect(titles('CAFE zurich')).toEqual(['Café Zürich']);
    expect(titles('emile NAIVE')).toEqual(['Café Zürich']);
    expect(titles('БАНК')).toEqual(['Банк']);
  });

  it('leaves the trash out, and shows nothing else in the trash', () => {
    expect(titles('old')).toEqual([]);
    expect(titles('', { in: 'trash' }, 'title')).toEqual(['Old GitHub']);
  });

  it('gives everything by title for no words', () => {
    expect(titles('  ')).toEqual(['Café Zürich', 'Deploy token', 'Digital Ocean', 'GitHub', 'Work account', 'Банк']);
  });

  it('finds nothing across two fields, nor by what an address begins with', () => {
    expect(titles('oceanbilling')).toEqual([]);
    expect(titles('github\0mara')).toEqual(['GitHub']);
    expect(titles('https')).toEqual([]);
  });
});

/** What a list must say, the slow way: from whole overviews. */
function expected(items: readonly Overview[], text: string, scope: Scope): ReadonlySet<string> {
  const words = queryWords(text);
  const isIn = (item: Overview): boolean => {
    if ((item.deletedAt !== null) !== (scope.in === 'trash')) {
      return false;
    }
    return (
      scope.in === 'all' || scope.in === 'trash' ||
      (scope.in === 'favourites' && item.favourite) ||
      (scope.in === 'group' && kindOf(item.kind).group === scope.group) ||
      (scope.in === 'collection' && item.collection === scope.collection) ||
      (scope.in === 'tag' && item.tags.includes(scope.tag))
    );
  };
  const holds = (item: Overview, word: string): boolean =>
    [item.title, item.subtitle, ...item.tags, ...item.urls.map(({ url }) => url.replace('https://', ''))].some((field) => foldText(field).includes(word));
  return new Set(items.filter((item) => isIn(item) && words.every((word) => holds(item, word))).map(({ id }) => id));
}

const word = fc.constantFrom('a', 'ab', 'Ab c', 'é', 'zü', '10', '9', 'Ж', 'wolf-1', '');
const part = fc.record({
  title: word,
  subtitle: word,
  tags: fc.uniqueArray(fc.constantFrom('ab', 'Ab', 'zü'), { maxLength: 2 }),
  urls: fc.array(fc.constantFrom({ url: 'https://ab.example/9', match: 'domain' } as const), { maxLength: 1 }),
  collection: fc.constantFrom(null, 'Work', 'Home'),
  favourite: fc.boolean(),
  kind: fc.constantFrom('login', 'note', 'card'),
  deletedAt: fc.constantFrom(null, null, 5),
} as const);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('put' as const), item: fc.integer({ min: 1, max: 12 }), part }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), items: fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), part), { minLength: 1, maxLength: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), item: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
);
const scopes: readonly Scope[] = [{ in: 'all' }, { in: 'trash' }, { in: 'favourites' }, { in: 'group', group: 'notes' }, { in: 'collection', collection: 'Work' }, { in: 'tag', tag: 'ab' }];
const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

describe('the first look at a long list', () => {
  it('shows what it shows once all of it is in order', async () => {
    const titles = Array.from({ length: 4_000 }, (_, place) => `${place % 7 === 0 ? 'Zeta' : 'alpha'} ${(place * 7_919) % 4_000}`);
    const { browser } = browserOf(titles.map((title, place) => row({ title, deletedAt: place % 5 === 0 ? 1 : null })));
    const query = { text: '', scope: { in: 'all' }, sort: 'title' } as const;
    const ids = ({ overviews }: { readonly overviews: readonly Overview[] }): string[] => overviews.map(({ id }) => id);
    const first = browser.search(query, 0, 50);
    const second = browser.search(query, 50, 50);
    const whole = browser.search(query, 0, 4_000);
    expect(first.total).toBe(3_200);
    expect(whole.total).toBe(3_200);
    expect([...ids(first), ...ids(second)]).toEqual(ids(whole).slice(0, 100));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ids(browser.search(query, 0, 50))).toEqual(ids(first));
  });
});

describe('the list of a vault that changes', () => {
  it('says at every moment what a look at every item would say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom('', 'a', 'b a', 'é', '9', 'ж', 'wolf 1', 'zu'), (steps, text) => {
        const index = makeItemIndex();
        const browser = makeItemBrowser(() => index, makeBreath);
        const model = new Map<string, Overview>();
        const gone = new Set<string>();
        const version = (item: number, content: Partial<Overview>): VersionRow => row({ ...content, id: idOf(item) });
        const keep = ({ overview }: VersionRow): void => {
          if (!gone.has(overview.id)) {
            model.set(overview.id, overview);
          }
        };
        for (const now of [...steps, { do: 'look' as const }]) {
          if (now.do === 'put') {
            const next = version(now.item, now.part);
            addRow(index, next, { frame: 1, index: 0 });
            keep(next);
          } else if (now.do === 'block') {
            const rows = now.items.map(([item, content]) => version(item, content));
            addBlock(index, packBlock(rows), 2);
            rows.forEach(keep);
          } else if (now.do === 'purge') {
            purgeItem(index, idOf(now.item), 1);
            model.delete(idOf(now.item));
            gone.add(idOf(now.item));
          } else {
            const items = [...model.values()];
            for (const scope of scopes) {
              for (const sort of ['relevance', 'title', 'updated', 'created'] as const) {
                const { total, overviews } = browser.search({ text, scope, sort }, 0, 1_000);
                expect(new Set(overviews.map(({ id }) => id))).toEqual(expected(items, text, scope));
                expect(overviews).toHaveLength(total);
                expect(overviews).toEqual(overviews.map(({ id }) => model.get(id)));
                overviews.forEach((overview, place) => {
                  const before = overviews[place - 1];
                  if (before) {
                    const titles = collator.compare(before.title, overview.title) || (before.id < overview.id ? -1 : 1);
                    const order = { relevance: text.trim() === '' ? titles : -1, title: titles, updated: overview.updatedAt - before.updatedAt || titles, created: overview.createdAt - before.createdAt || titles }[sort];
                    expect(order).toBeLessThan(0);
                  }
                });
              }
            }
            const live = items.filter(({ deletedAt }) => deletedAt === null);
            const counts = browser.counts();
            expect(counts).toMatchObject({ all: live.length, trash: items.length - live.length, favourites: live.filter(({ favourite }) => favourite).length });
            expect(new Map(counts.tags.map(({ name, count }) => [name, count]))).toEqual(tally(live.flatMap(({ tags }) => tags)));
            expect(new Map(counts.collections.map(({ name, count }) => [name, count]))).toEqual(tally(live.flatMap(({ collection }) => collection ?? [])));
            expect(new Map(Object.entries(counts.groups))).toEqual(tally(live.map(({ kind }) => kindOf(kind).group)));
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  return counts;
}

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
