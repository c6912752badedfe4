/** The list and the sidebar: pages of rows and counts, made from overviews alone. */
import type { Overview } from '../../shared/item.ts';
import type { Row } from '../../shared/views.ts';
import { matchRanges, queryWords } from '../vault/search-text.ts';
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

export function makeSearchCalls({ desk }: CallDeps): Pick<Handlers, 'item.search' | 'item.counts'> {
  return {
    'item.search': ({ text, scope, sort, from, count }) => {
      const session = desk.session();
      const { total, overviews } = session.search({ text, scope, sort }, from, count);
      const words = queryWords(text);
      return { revision: session.revision(), total, rows: overviews.map((overview) => rowOf(overview, words)) };
    },
    'item.counts': () => desk.session().counts(),
  };
}
