/** The list and the sidebar: pages of rows and counts, made from overviews alone. */
import type { Overview } from '../../shared/item.ts';
import { kindOf } from '../../shared/kinds/kinds.ts';
import type { Counts, Row, Scope, SortOrder } from '../../shared/views.ts';
import { matchRanges, queryWords, searchOverviews } from '../vault/item-search.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';

function otherMatch(overview: Overview, words: readonly string[]): Row['otherMatch'] {
  const places = [
    ...overview.tags.map((text) => ({ in: 'tag' as const, text })),
    ...overview.urls.map(({ url }) => ({ in: 'url' as const, text: url })),
  ];
  for (const place of places) {
    const matches = matchRanges(place.text, words);
    if (matches.length > 0) {
      return { ...place, matches };
    }
  }
  return null;
}

export function rowOf(overview: Overview, words: readonly string[]): Row {
  const titleMatches = matchRanges(overview.title, words);
  const subtitleMatches = matchRanges(overview.subtitle, words);
  const { id, versionId, kind, title, subtitle, favourite, touchRequired, hasTotp, updatedAt, deletedAt, purgeAt, attributes } = overview;
  return {
    id, versionId, kind, title, subtitle, favourite, touchRequired, hasTotp, updatedAt, deletedAt, purgeAt,
    enabled: attributes.enabled,
    notBefore: attributes.notBefore,
    expires: attributes.expires,
    titleMatches,
    subtitleMatches,
    otherMatch: words.length > 0 && titleMatches.length === 0 && subtitleMatches.length === 0 ? otherMatch(overview, words) : null,
  };
}

function tally(names: Map<string, number>, name: string): void {
  names.set(name, (names.get(name) ?? 0) + 1);
}

function inOrder(names: ReadonlyMap<string, number>): { name: string; count: number }[] {
  return [...names].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name));
}

export function countOverviews(overviews: Iterable<Overview>): Counts {
  const groups = new Map<string, number>();
  const collections = new Map<string, number>();
  const tags = new Map<string, number>();
  let all = 0;
  let favourites = 0;
  let trash = 0;
  for (const overview of overviews) {
    if (overview.deletedAt !== null) {
      trash += 1;
      continue;
    }
    all += 1;
    favourites += overview.favourite ? 1 : 0;
    tally(groups, kindOf(overview.kind).group);
    if (overview.collection !== null) {
      tally(collections, overview.collection);
    }
    overview.tags.forEach((tag) => tally(tags, tag));
  }
  return { all, favourites, trash, groups: Object.fromEntries(groups), collections: inOrder(collections), tags: inOrder(tags) };
}

export function makeSearchCalls({ desk }: CallDeps): Pick<Handlers, 'item.search' | 'item.counts'> {
  // One result a session is kept, so that scrolling through it does not search again. It goes when its session goes.
  const kept = new WeakMap<VaultSession, { readonly key: string; readonly found: readonly Overview[] }>();

  function search(query: { text: string; scope: Scope; sort: SortOrder }): readonly Overview[] {
    const session = desk.session();
    const key = JSON.stringify([session.revision(), query.text, query.scope, query.sort]);
    const before = kept.get(session);
    if (before?.key === key) {
      return before.found;
    }
    const found = searchOverviews(session.overviews(), query);
    kept.set(session, { key, found });
    return found;
  }

  return {
    'item.search': ({ text, scope, sort, from, count }) => {
      const found = search({ text, scope, sort });
      const words = queryWords(text);
      return {
        revision: desk.session().revision(),
        total: found.length,
        rows: found.slice(from, from + count).map((overview) => rowOf(overview, words)),
      };
    },
    'item.counts': () => countOverviews(desk.session().overviews()),
  };
}
