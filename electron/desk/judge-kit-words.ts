/**
 * Which words, typed from a recovery kit, stand in no kit, and which word was likely meant. Says nothing about whether the words
 * open anything. Called by the unlock calls.
 */
import { distance } from 'fastest-levenshtein';
import { effLongList } from './word-list.ts';

export type WrongWord = { readonly place: number; readonly meant: string | null };

/** Further away than this, a guess would send people looking in the wrong line. */
const mostSlips = 2;

const known: ReadonlySet<string> = new Set(effLongList);

function nearest(word: string): string | null {
  let best: { readonly word: string; readonly slips: number } | null = null;
  for (const candidate of effLongList) {
    if (Math.abs(candidate.length - word.length) <= mostSlips) {
      const slips = distance(word, candidate);
      if (slips <= mostSlips && (best === null || slips < best.slips)) {
        best = { word: candidate, slips };
      }
    }
  }
  return best?.word ?? null;
}

/** @param words in the kit's order; empty ones are passed over. */
export function judgeKitWords(words: readonly string[]): readonly WrongWord[] {
  return words.flatMap((typed, place) => {
    const word = typed.normalize('NFKC').toLowerCase().trim();
    return word === '' || known.has(word) ? [] : [{ place, meant: nearest(word) }];
  });
}
