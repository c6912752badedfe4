/** Which two letters and which tint a tile carries. Pure; nothing is ever fetched for an icon. */
const tints = 8;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A printable ASCII character, and nothing behind it that could be joined with it: the segmenter need not be asked. */
const plainStart = /^[\x21-\x7e](?:[\x20-\x7e]|$)/u;

function firstOf(word: string): string {
  if (plainStart.test(word)) {
    return word.charAt(0);
  }
  const [first] = graphemes.segment(word);
  return first?.segment ?? '';
}

/** `GitHub` gives GH, `GitLab · Studio` GL, `Digital Ocean` DO, `gitea` GI; an emoji stands alone. Empty where nothing can be drawn. */
export function tileLetters(title: string): string {
  // A title may be 500 characters long and have no spaces; the start is enough.
  const words = title.slice(0, 120).match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, second] = words;
  if (first === undefined) {
    // Blanks and signs that are not drawn would leave the tile empty.
    return firstOf(title.replace(/^[\p{C}\p{Z}]+/u, ''));
  }
  const start = firstOf(first);
  const rest = first.slice(start.length);
  // A capital inside a word that has small letters too: VPN is one word, GitHub is two.
  const inner = /\p{Ll}/u.test(first) ? /\p{Lu}/u.exec(rest)?.[0] : undefined;
  const next = inner ?? firstOf(second ?? rest);
  return (start + next).toLocaleUpperCase();
}

/** Same id, same tint; ids are UUIDv7, so their last digits are random. */
export function tileTint(id: string): number {
  const tail = Number.parseInt(id.slice(-6), 16);
  return Number.isNaN(tail) ? 0 : tail % tints;
}
