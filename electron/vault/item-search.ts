/**
 * Search over what is in memory: every word of the query must stand in the title, a tag, the second line or an address; results are
 * ranked. Looks through the search text of whole blocks at once, so that a keystroke over a hundred thousand items takes a few
 * milliseconds. Not here: what a row of the list shows (`ipc/search-calls.ts`).
 */
import { assertNever } from '../../shared/failure.ts';
import type { Scope, SortOrder } from '../../shared/views.ts';
import type { Breathe } from './breath.ts';
import { firstByTitle } from './first-by-title.ts';
import { groupOf } from './item-counts.ts';
import type { ItemIndex } from './item-index.ts';
import { byTime, byTitle, makeItemOrder, only } from './item-order.ts';
import type { ItemOrder } from './item-order.ts';
import { favouriteWorth, mostScore, scoreOfHit, wordsScored } from './search-score.ts';
import type { OverviewBlock } from './overview-block.ts';
import type { PlacedBlock } from './row-store.ts';
import { queryWords } from './search-text.ts';

export type Query = { readonly text: string; readonly scope: Scope; readonly sort: SortOrder };

export type ItemSearch = {
  /** `count` of the rows found, from the one at `from` on, best first, and how many there are; numbers, valid until the next change. */
  find(query: Query, from: number, count: number): { readonly total: number; readonly numbers: Int32Array };
};

/** Fewer rows than this are put in order at once. */
const manyRows = 2_000;
/** So many rows of a longer list are found before all of it is in order. */
const firstRows = 200;

/** @param breath for work that nobody waits for: what the first search would have to do at once is done in slices after the first rows were shown. */
export function makeItemSearch(index: ItemIndex, breath: () => Breathe): ItemSearch {
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

  function members(scope: Scope): Uint8Array {
    const key = JSON.stringify([rows.size(), rows.deaths().length, scope]);
    if (member?.key !== key) {
      member = { key, bits: membersOf(index, scope) };
    }
    return member.bits;
  }

  function orderFor(sort: SortOrder): Int32Array {
    return orders[sort === 'relevance' ? 'title' : sort].numbers();
  }

  function search({ text, scope, sort }: Query): Int32Array {
    const words = queryWords(text);
    const order = orderFor(sort);
    const inPlace = members(scope);
    if (words.length === 0) {
      return only(order, inPlace);
    }
    const scores = new Uint16Array(rows.size());
    scoreAll(index, words, inPlace, scores);
    const found = only(order, scores);
    return sort === 'relevance' ? byScore(found, scores) : found;
  }

  function all(query: Query): Int32Array {
    const key = JSON.stringify([rows.size(), rows.deaths().length, query.text, query.scope, query.sort]);
    if (kept?.key !== key) {
      kept = { key, found: search(query) };
    }
    return kept.found;
  }

  let preparing: Promise<void> | null = null;
  async function prepare(breathe: Breathe): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    await title.make(breathe);
    await rehearse(index, breathe);
  }

  return {
    find(query, from, count) {
      const isByTitle = query.sort === 'title' || query.sort === 'relevance';
      if (isByTitle && !title.isMade() && rows.size() > manyRows && from + count <= firstRows && queryWords(query.text).length === 0) {
        // A failure here ends nothing: whoever searches does it all himself then, and hears of it.
        preparing ??= prepare(breath()).catch(() => undefined);
        const inPlace = members(query.scope);
        const numbers = firstByTitle(rows, inPlace, from + count).subarray(from);
        return { total: inPlace.reduce((sum, bit) => sum + bit, 0), numbers };
      }
      const found = all(query);
      return { total: found.length, numbers: found.subarray(from, from + count) };
    },
  };
}

/** Searches that nobody asked for: the texts are laid out then, and the code has run often enough to be fast for the first keystroke. */
async function rehearse({ rows }: ItemIndex, breathe: Breathe): Promise<void> {
  const [size, alive] = [rows.size(), rows.alive()];
  const scores = new Uint16Array(size);
  for (const placed of [...rows.blocks()]) {
    for (const words of [['e'], ['an', 'e']]) {
      scoreBlock(placed, words, alive, scores);
      await breathe();
    }
  }
  byScore(Int32Array.from({ length: size }, (_, number) => number), scores);
}

/** Leaves a score above 0 at the number of each row that has all the words and is a member. */
function scoreAll({ rows }: ItemIndex, words: readonly string[], members: Uint8Array, scores: Uint16Array): void {
  // The longest word is the rarest, as a rule: what lacks it need not be looked at for the others.
  const rarestFirst = [...words].sort((left, right) => right.length - left.length);
  rows.blocks().forEach((placed) => scoreBlock(placed, rarestFirst, members, scores));
}

function scoreBlock({ first: base, block }: PlacedBlock, [first, ...others]: readonly string[], members: Uint8Array, scores: Uint16Array): void {
  if (first === undefined) {
    return;
  }
  const text = block.searchText();
  let row = 0;
  let from = 0;
  let end = block.searchEnd(0);
  for (let hit = text.indexOf(first); hit >= 0; hit = text.indexOf(first, end)) {
    while (end <= hit) {
      row += 1;
      from = end;
      end = block.searchEnd(row);
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

/** Sets the bit of each living row that stands in the place of the sidebar. */
function membersOf(index: ItemIndex, scope: Scope): Uint8Array {
  const bits = new Uint8Array(index.rows.size());
  const isIn = inScope(scope);
  const alive = index.rows.alive();
  const trash = scope.in === 'trash';
  for (const { first, block } of index.rows.blocks()) {
    for (let row = 0; row < block.count; row += 1) {
      bits[first + row] = alive[first + row] === 1 && block.isInTrash(row) === trash && isIn(block, row) ? 1 : 0;
    }
  }
  return bits;
}

function inScope(scope: Scope): (block: OverviewBlock, row: number) => boolean {
  switch (scope.in) {
    case 'all':
    case 'trash':
      return () => true;
    case 'favourites':
      return (block, row) => block.isFavourite(row);
    case 'group':
      return (block, row) => groupOf(block.kind(row)) === scope.group;
    case 'collection':
      return (block, row) => block.collection(row) === scope.collection;
    case 'tag':
      return (block, row) => block.hasTags(row) && block.tags(row).includes(scope.tag);
    default:
      return assertNever(scope);
  }
}
