/**
 * Search over overviews: every word of the query must stand in the title, the second line, a url or a tag; results are ranked and
 * say where the match is. Text is folded (case, accents) unit by unit, so that match places hold in the original.
 * Not here: paging and caching (`ipc/search-calls.ts`).
 */
import { assertNever } from '../../shared/failure.ts';
import type { Overview } from '../../shared/item.ts';
import { kindOf } from '../../shared/kinds/kinds.ts';
import type { Scope, SortOrder } from '../../shared/views.ts';

type Folded = { readonly title: string; readonly subtitle: string; readonly urls: readonly string[]; readonly tags: readonly string[] };

/** Overviews never change; a new version is a new object, so what was folded stays right. */
const foldedOf = new WeakMap<Overview, Folded>();

// Printable ASCII needs no normalisation, and most titles are nothing else.
const ascii = /^[\x20-\x7e]*$/u;

/** Same length as `text`. */
export function foldText(text: string): string {
  if (ascii.test(text)) {
    return text.toLowerCase();
  }
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    const plain = unit.normalize('NFD').charAt(0).toLowerCase();
    folded += plain.length === 1 ? plain : unit;
  }
  return folded;
}

function fold(overview: Overview): Folded {
  let folded = foldedOf.get(overview);
  if (!folded) {
    folded = {
      title: foldText(overview.title),
      subtitle: foldText(overview.subtitle),
      urls: overview.urls.map(({ url }) => foldText(url)),
      tags: overview.tags.map(foldText),
    };
    foldedOf.set(overview, folded);
  }
  return folded;
}

export function queryWords(text: string): readonly string[] {
  return foldText(text.trim()).split(/\s+/u).filter((word) => word !== '');
}

/** Higher is better: a match at the start beats one at a word's start beats one inside. */
function placeScore(text: string, word: string, best: number): number {
  const at = text.indexOf(word);
  if (at < 0) {
    return 0;
  }
  if (at === 0) {
    // The more of it was typed, the likelier it is meant.
    return best + 10 * (word.length / text.length);
  }
  return /[\s\-_.@/·]/u.test(text.charAt(at - 1)) ? best * 0.8 : best * 0.55;
}

function hostStart(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/(www\.)?/u, '');
}

function wordScore(folded: Folded, word: string): number {
  let score = Math.max(placeScore(folded.title, word, 100), placeScore(folded.subtitle, word, 50));
  for (const tag of folded.tags) {
    score = Math.max(score, placeScore(tag, word, 45));
  }
  for (const url of folded.urls) {
    score = Math.max(score, placeScore(hostStart(url), word, 40));
  }
  return score;
}

/** 0 when the overview does not match. */
export function scoreOf(overview: Overview, words: readonly string[]): number {
  const folded = fold(overview);
  let total = 0;
  for (const word of words) {
    const score = wordScore(folded, word);
    if (score === 0) {
      return 0;
    }
    total += score;
  }
  return total + (overview.favourite ? 3 : 0);
}

export function inScope(overview: Overview, scope: Scope): boolean {
  if ((overview.deletedAt !== null) !== (scope.in === 'trash')) {
    return false;
  }
  switch (scope.in) {
    case 'all':
    case 'trash':
      return true;
    case 'favourites':
      return overview.favourite;
    case 'group':
      return kindOf(overview.kind).group === scope.group;
    case 'collection':
      return overview.collection === scope.collection;
    case 'tag':
      return overview.tags.includes(scope.tag);
    default:
      return assertNever(scope);
  }
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

function compareBy(sort: SortOrder, scores: ReadonlyMap<Overview, number>): (a: Overview, b: Overview) => number {
  const byTitle = (a: Overview, b: Overview): number => collator.compare(a.title, b.title) || (a.id < b.id ? -1 : 1);
  switch (sort) {
    case 'relevance':
      return (a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || byTitle(a, b);
    case 'title':
      return byTitle;
    case 'updated':
      return (a, b) => b.updatedAt - a.updatedAt || byTitle(a, b);
    case 'created':
      return (a, b) => b.createdAt - a.createdAt || byTitle(a, b);
    default:
      return assertNever(sort);
  }
}

export function searchOverviews(
  overviews: Iterable<Overview>,
  query: { readonly text: string; readonly scope: Scope; readonly sort: SortOrder },
): readonly Overview[] {
  const words = queryWords(query.text);
  const scores = new Map<Overview, number>();
  const found: Overview[] = [];
  for (const overview of overviews) {
    if (!inScope(overview, query.scope)) {
      continue;
    }
    const score = words.length === 0 ? 1 : scoreOf(overview, words);
    if (score > 0) {
      scores.set(overview, score);
      found.push(overview);
    }
  }
  return found.sort(compareBy(words.length === 0 && query.sort === 'relevance' ? 'title' : query.sort, scores));
}

/** Half-open ranges of all places where a word stands, joined where they touch. */
export function matchRanges(text: string, words: readonly string[]): [number, number][] {
  const folded = foldText(text);
  const ranges: [number, number][] = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      ranges.push([at, at + word.length]);
    }
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && range[0] <= last[1]) {
      last[1] = Math.max(last[1], range[1]);
    } else {
      joined.push([...range]);
    }
  }
  return joined;
}
