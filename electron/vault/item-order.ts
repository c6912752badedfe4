/**
 * The living rows in one order, kept while the vault is open: a change moves one number instead of sorting a hundred thousand.
 * Ties are broken by title, then by item id, so that an order is the same whenever it is made.
 */
import type { Breathe } from './breath.ts';
import type { RowStore } from './row-store.ts';
import { closing } from './search-text.ts';
import { sortInRuns } from './sort-in-runs.ts';

export type ItemOrder = {
  /** Numbers of the living rows; valid until the next change of the store. */
  numbers(): Int32Array;
  /** Whether the next `numbers` has little to do. */
  isMade(): boolean;
  /** Makes it in slices, for whoever will ask for it. Whatever `breathe` throws ends it; that leaves nothing behind. */
  make(breathe: Breathe): Promise<void>;
};

export type Compare = (left: number, right: number) => number;

/** More new rows than this are sorted in, not put in one by one. */
const fewNew = 64;

/**
 * @param comparison made anew for each piece of work; may remember what it looked up.
 * @param begin numbers of all living rows to sort at first; those nearly in order cost one pass.
 */
export function makeItemOrder(rows: RowStore, comparison: () => Compare, begin: () => Int32Array = () => rows.living()): ItemOrder {
  let order: Int32Array | null = null;
  let knownSize = 0;
  let knownDeaths = 0;

  return {
    numbers() {
      const { length: died } = rows.deaths();
      if (order === null) {
        order = sorted(begin(), comparison());
      } else if (died !== knownDeaths || rows.size() !== knownSize) {
        const left = died === knownDeaths ? order : only(order, rows.alive());
        const added = rows.living(knownSize);
        order = added.length <= fewNew ? insertEach(left, added, comparison()) : sorted(joined(left, added), comparison());
      }
      knownSize = rows.size();
      knownDeaths = died;
      return order;
    },
    isMade: () => order !== null,
    async make(breathe) {
      if (order === null) {
        const [size, { length: died }] = [rows.size(), rows.deaths()];
        const made = Int32Array.from(await sortInRuns(begin(), comparison(), breathe));
        if (order === null) {
          [order, knownSize, knownDeaths] = [made, size, died];
        }
      }
    },
  };
}

/** Those of `numbers` at which `keep` has something, as they came. */
export function only(numbers: Int32Array, keep: Uint8Array | Uint16Array): Int32Array {
  const kept = new Int32Array(numbers.length);
  let count = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if ((keep[number] ?? 0) > 0) {
      kept[count] = number;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}

/** Array's sort, unlike that of typed arrays, makes use of runs that are in order. */
function sorted(numbers: Int32Array, compare: Compare): Int32Array {
  return Int32Array.from(Array.from(numbers).sort(compare));
}

function joined(left: Int32Array, right: Int32Array): Int32Array {
  const all = new Int32Array(left.length + right.length);
  all.set(left);
  all.set(right, left.length);
  return all;
}

function insertEach(before: Int32Array, added: Int32Array, compare: Compare): Int32Array {
  if (added.length === 0) {
    return before;
  }
  const order = new Int32Array(before.length + added.length);
  order.set(before);
  let length = before.length;
  for (const number of added) {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(order[middle] ?? 0, number) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    order.copyWithin(low + 1, low, length);
    order[low] = number;
    length += 1;
  }
  return order;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

/** The order of the list: of folded titles, in the way of this computer's language. */
export function compareTitles(left: string, right: string): number {
  return collator.compare(left, right);
}

/** The folded title of a row. */
export function titleOf(rows: RowStore, number: number): string {
  const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
  const [text, from] = [block.searchText(), block.searchEnd(row - 1)];
  let end = from;
  while (text.charCodeAt(end) > closing.title) {
    end += 1;
  }
  return text.slice(from, end);
}

export function byTitle(rows: RowStore): Compare {
  const titles: string[] = [];
  const title = (number: number): string => (titles[number] ??= titleOf(rows, number));
  return (left, right) => compareTitles(title(left), title(right)) || byId(rows, left, right);
}

function byId(rows: RowStore, left: number, right: number): number {
  const [one, other] = [rows.blockOf(left).itemId(rows.rowOf(left)), rows.blockOf(right).itemId(rows.rowOf(right))];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Newest first. */
export function byTime(rows: RowStore, which: 'updatedAt' | 'createdAt'): Compare {
  const times: number[] = [];
  const time = (number: number): number => (times[number] ??= rows.blockOf(number)[which](rows.rowOf(number)));
  const ties = byTitle(rows);
  return (left, right) => time(right) - time(left) || ties(left, right);
}
