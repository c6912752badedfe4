/**
 * The first few rows of the list, chosen without putting all of them in order: what is shown right after opening. Later pages and
 * every search take the whole order (`item-order.ts`), which is made while those first rows are looked at.
 */
import { byTitle, compareTitles } from './item-order.ts';
import type { RowStore } from './row-store.ts';

const [a, z] = ['a'.charCodeAt(0), 'z'.charCodeAt(0)];
const letters = Array.from({ length: z - a + 1 }, (_, place) => String.fromCharCode(a + place));

/**
 * Whether titles that begin with different letters from a to z stand in the order of these letters in the way of this computer's
 * language, whatever follows. Not so where two letters count as one of their own (Czech sorts "ch" behind "h").
 */
export function hasPlainAlphabet(compare: (left: string, right: string) => number = compareTitles): boolean {
  return letters.every((letter, place) => {
    const next = letters[place + 1];
    return next === undefined || (compare(letter, next) < 0 && letters.every((second) => compare(letter + second, next) < 0));
  });
}

let isPlain: boolean | undefined;

const isLetter = (unit: number): boolean => unit >= a && unit <= z;

/**
 * @param isIn 1 at the numbers to choose from.
 * @returns the first `most` of them, in order.
 */
export function firstByTitle(rows: RowStore, isIn: Uint8Array, most: number): Int32Array {
  const compare = byTitle(rows);
  isPlain ??= hasPlainAlphabet();
  const best: number[] = [];
  /** The first unit of the last of the best, where a comparison of first letters is enough; else 0. */
  let bound = 0;
  for (const { first, block } of rows.blocks()) {
    for (let row = 0; row < block.count; row += 1) {
      const number = first + row;
      if (isIn[number] !== 1) {
        continue;
      }
      const last = best.length < most ? undefined : best[most - 1];
      if (last !== undefined) {
        const unit = block.firstUnit(row);
        const isBehind = bound !== 0 && unit !== bound && isLetter(unit) ? unit > bound : compare(number, last) > 0;
        if (isBehind) {
          continue;
        }
        best.pop();
      }
      insert(best, number, compare);
      const lowest = best.length < most ? undefined : best[most - 1];
      const unit = lowest === undefined ? 0 : rows.blockOf(lowest).firstUnit(rows.rowOf(lowest));
      bound = isPlain && isLetter(unit) ? unit : 0;
    }
  }
  return Int32Array.from(best);
}

function insert(into: number[], number: number, compare: (left: number, right: number) => number): void {
  let [low, high] = [0, into.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(into[middle] ?? 0, number) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  into.splice(low, 0, number);
}
