/**
 * The text of an item that search looks through: its fields folded (case, accents) and laid one behind the other, the most telling
 * first, each closed by a control character that says which field it was. Written into overview blocks, so that neither opening
 * nor a keystroke has to put it together. Folding goes unit by unit: places in the folded text are places in the original.
 */
import type { Overview } from '../../shared/item.ts';

/** Units that close a field. Fields themselves hold none below U+0020: such units become spaces. */
export const closing = { title: 0, tag: 1, subtitle: 2, url: 3 } as const;

// Printable ASCII needs no normalisation, and most text is nothing else.
const ascii = /^[\x20-\x7e]*$/u;
const foldedUnits = new Map<string, string>();

/** Same length as `text`. */
export function foldText(text: string): string {
  if (ascii.test(text)) {
    return text.toLowerCase();
  }
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    folded += foldUnit(text.charAt(at));
  }
  return folded;
}

function foldUnit(unit: string): string {
  const known = foldedUnits.get(unit);
  if (known !== undefined) {
    return known;
  }
  const plain = unit.normalize('NFD').charAt(0).toLowerCase();
  const folded = plain.length === 1 ? plain : unit;
  foldedUnits.set(unit, folded);
  return folded;
}

/** Nobody types more of an address than this, and there may be a hundred of four thousand units each. */
const addressUnits = 500;

/** Without what nearly every address begins with. */
function placeOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/(www\.)?/u, '').slice(0, addressUnits);
}

function closed(text: string, by: number): string {
  return foldText(text).replaceAll(/[\0-\x1f]/gu, ' ') + String.fromCharCode(by);
}

export function searchTextOf({ title, tags, subtitle, urls }: Pick<Overview, 'title' | 'tags' | 'subtitle' | 'urls'>): string {
  return (
    closed(title, closing.title) +
    tags.map((tag) => closed(tag, closing.tag)).join('') +
    closed(subtitle, closing.subtitle) +
    urls.map(({ url }) => closed(placeOf(url.toLowerCase()), closing.url)).join('')
  );
}

/** The words of a query, folded; none holds a unit that could lie across two fields. */
export function queryWords(text: string): readonly string[] {
  return foldText(text)
    .split(/[\s\0-\x1f]+/u)
    .filter((word) => word !== '');
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
