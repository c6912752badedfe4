/**
 * How well one word fits one item: by the field in which it first stands, in the order of search-text.ts, and by where in that
 * field. Whole numbers, small enough to sort by counting.
 */
import { closing } from './search-text.ts';

/** At the start of the field, at the start of a word in it, inside a word. */
type Worth = readonly [start: number, word: number, inside: number];

const worthOfField: readonly Worth[] = (() => {
  const worths: Worth[] = [];
  worths[closing.title] = [90, 80, 70];
  worths[closing.tag] = [60, 55, 50];
  worths[closing.subtitle] = [45, 40, 35];
  worths[closing.url] = [30, 25, 20];
  return worths;
})();

/** For a title of which all was typed. */
const wholeTitle = 20;
export const favouriteWorth = 3;
/** More words than this change nothing in the order. */
export const wordsScored = 8;
export const mostScore = wordsScored * (90 + wholeTitle) + favouriteWorth;

/** Units that a word begins behind. */
const betweenWords: ReadonlySet<number> = new Set(Array.from(' -_.@/·\u00a0', (unit) => unit.charCodeAt(0)));

/**
 * @param text search text of one or many items.
 * @param from where the item's own text begins.
 * @param hit where the word first stands at or after `from`, within the item.
 */
export function scoreOfHit(text: string, from: number, hit: number, length: number): number {
  let end = hit + length;
  let unit = text.charCodeAt(end);
  while (unit > closing.url) {
    end += 1;
    unit = text.charCodeAt(end);
  }
  const worth = worthOfField[unit];
  if (!worth) {
    return 0;
  }
  const before = hit === from ? 0 : text.charCodeAt(hit - 1);
  if (before > closing.url) {
    return betweenWords.has(before) ? worth[1] : worth[2];
  }
  return unit === closing.title ? worth[0] + Math.floor((wholeTitle * length) / (end - hit)) : worth[0];
}
