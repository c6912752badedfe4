/**
 * Search over what is in memory: every word of the query must stand in the title, a tag, the second line or an address; results are
 * ranked. Looks through the search text of whole blocks at once, so that a keystroke over a hundred thousand items takes a few
 * milliseconds. Not here: what a row of the list shows (`ipc/search-calls.ts`).
 */
import { assertNever } from '../../shared/failure.ts';
import type { Overview } from '../../shared/item.ts';
import type { Scope, SortOrder } from '../../shared/views.ts';
import { groupOf } from './item-counts.ts';
import { rowOf } from './item-index.ts';
import type { ItemIndex } from './item-index.ts';
import { byTime, byTitle, makeItemOrder } from './item-order.ts';
import type { ItemOrder } from './item-order.ts';
import { favouriteWorth, mostScore, scoreOfHit, wordsScored } from './search-score.ts';
import { queryWords } from './search-text.ts';

export type Query = { readonly text: string; readonly scope: Scope; readonly sort: SortOrder };

export type ItemSearch = {
  /** Numbers of the rows found, best first; valid until the next change. */
  find(query: Query): Int32Array;
};

export function makeItemSearch(index: ItemIndex): ItemSearch {
  const { rows } = index;
  const title = makeItemOrder(rows, () => byTitle(rows));
  const orders: Record<Exclude<SortOrder, 'relevance'>, ItemOrder> = {
    title,
    updated: makeItemOrder(rows, () => byTime(rows, 'updatedAt'), () => title.numbers()),
    created: makeItemOrder(rows, () => byTime(rows, 'createdAt'), () => title.numbers()),
  };
  /** One result is kept, so that scrolling through it does not search again. */
  let kept: { readonly key: string; readonly found: Int32Array } | null = null;

  /** The rows of one place in the sidebar, by number, since the last change. */
  let member: { readonly key: string; readonly bits: Uint8Array } | null = null;

  function membersOf(scope: Scope): Uint8Array {
    const key = JSON.stringify([rows.size(), rows.deaths().length, scope]);
    if (member?.key !== key) {
      const isIn = inScope(index, scope);
      member = { key, bits: Uint8Array.from({ length: rows.size() }, (_, number) => (rows.isAlive(number) && isIn(number) ? 1 : 0)) };
    }
    return member.bits;
  }

  function orderFor(sort: SortOrder): Int32Array {
    return orders[sort === 'relevance' ? 'title' : sort].numbers();
  }

  function search({ text, scope, sort }: Query): Int32Array {
    const words = queryWords(text);
    const order = orderFor(sort);
    const members = membersOf(scope);
    if (words.length === 0) {
      return order.filter((number) => members[number] === 1);
    }
    const scores = new Uint16Array(rows.size());
    scoreAll(index, words, members, scores);
    const found = order.filter((number) => (scores[number] ?? 0) > 0);
    return sort === 'relevance' ? byScore(found, scores) : found;
  }

  return {
    find(query) {
      const key = JSON.stringify([rows.size(), rows.deaths().length, query.text, query.scope, query.sort]);
      if (kept?.key !== key) {
        kept = { key, found: search(query) };
      }
      return kept.found;
    },
  };
}

/** Leaves a score above 0 at the number of each row that has all the words and is a member. */
function scoreAll({ rows }: ItemIndex, words: readonly string[], members: Uint8Array, scores: Uint16Array): void {
  // The longest word is the rarest, as a rule: what lacks it need not be looked at for the others.
  const [first, ...others] = [...words].sort((left, right) => right.length - left.length);
  if (first === undefined) {
    return;
  }
  for (const { first: base, block } of rows.blocks()) {
    const text = block.searchText();
    let row = 0;
    let from = 0;
    let end = block.searchEnd(0);
    for (let hit = text.indexOf(first); hit >= 0; hit = text.indexOf(first, end)) {
      while (end <= hit) {
        row += 1;
        [from, end] = [end, block.searchEnd(row)];
      }
      const number = base + row;
      if (members[number] === 1) {
        const score = scoreOfHit(text, from, hit, first.length);
        const rest = scoreOfOthers(text, from, end, others);
        if (rest !== null) {
          scores[number] = Math.min(mostScore, score + rest + (block.isFavourite(row) ? favouriteWorth : 0));
        }
      }
      if (row + 1 >= block.count) {
        break;
      }
    }
  }
}

/** Null where a word is missing. */
function scoreOfOthers(text: string, from: number, end: number, words: readonly string[]): number | null {
  if (words.length === 0) {
    return 0;
  }
  // Cut out, so that a search for what is not there ends with the item.
  const own = text.slice(from, end);
  let sum = 0;
  for (const [place, word] of words.entries()) {
    const hit = own.indexOf(word);
    if (hit < 0) {
      return null;
    }
    sum += place + 1 < wordsScored ? scoreOfHit(own, 0, hit, word.length) : 0;
  }
  return sum;
}

/** Best first, else as they came. Sorted by counting, for scores are small whole numbers. */
function byScore(numbers: Int32Array, scores: Uint16Array): Int32Array {
  const starts = new Int32Array(mostScore + 2);
  for (const number of numbers) {
    const worse = mostScore - (scores[number] ?? 0);
    starts[worse + 1] = (starts[worse + 1] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  }
  const sorted = new Int32Array(numbers.length);
  for (const number of numbers) {
    const worse = mostScore - (scores[number] ?? 0);
    const place = starts[worse] ?? 0;
    sorted[place] = number;
    starts[worse] = place + 1;
  }
  return sorted;
}

function inScope(index: ItemIndex, scope: Scope): (number: number) => boolean {
  const { rows } = index;
  const live = (number: number): boolean => !rows.blockOf(number).isInTrash(rows.rowOf(number));
  switch (scope.in) {
    case 'all':
      return live;
    case 'trash':
      return (number) => !live(number);
    case 'favourites':
      return (number) => live(number) && rows.blockOf(number).isFavourite(rows.rowOf(number));
    case 'group':
      return (number) => live(number) && groupOf(rows.blockOf(number).kind(rows.rowOf(number))) === scope.group;
    case 'collection':
      return (number) => live(number) && rows.blockOf(number).collection(rows.rowOf(number)) === scope.collection;
    case 'tag':
      return (number) => live(number) && rows.blockOf(number).hasTags(rows.rowOf(number)) && hasTag(rowOf(index, number).overview, scope.tag);
    default:
      return assertNever(scope);
  }
}

function hasTag({ tags }: Overview, tag: string): boolean {
  return tags.includes(tag);
}
