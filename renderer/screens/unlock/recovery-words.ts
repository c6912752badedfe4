/** Thirteen boxes for thirteen words: how pasted and typed text falls into them. Pure. */

export const recoveryWordCount = 13;

/** Words of a text in any of the shapes a kit is copied in: separated, numbered, in capitals. Hyphens belong to words. */
export function splitWords(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}-]+/u)
    .map((word) => word.replace(/^-+|-+$/gu, ''))
    .filter((word) => word !== '');
}

export function emptyWords(): readonly string[] {
  return Array.from({ length: recoveryWordCount }, () => '');
}

/**
 * Puts what was typed or pasted into the box at `place`. Several words fill the boxes that follow; thirteen fill all.
 * @returns the boxes, and the place where the focus goes on.
 */
export function putWords(words: readonly string[], place: number, text: string): { readonly words: readonly string[]; readonly focus: number } {
  const typed = splitWords(text);
  const ended = /[^\p{L}-]$/u.test(text);
  if (typed.length <= 1) {
    const next = words.map((word, at) => (at === place ? (typed[0] ?? '') : word));
    return { words: next, focus: ended && typed.length === 1 ? Math.min(place + 1, recoveryWordCount - 1) : place };
  }
  const from = typed.length >= recoveryWordCount ? 0 : place;
  return {
    words: words.map((word, at) => typed[at - from] ?? word),
    focus: Math.min(from + typed.length, recoveryWordCount - 1),
  };
}
