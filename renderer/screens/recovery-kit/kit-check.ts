/** Which two words the person is asked for, and whether what they typed is right. Pure; randomness is passed in. */

/** Two different places, in order. */
export function chooseCheckPlaces(count: number, randomBelow: (bound: number) => number): readonly [number, number] {
  const first = randomBelow(count);
  const other = randomBelow(count - 1);
  const second = other >= first ? other + 1 : other;
  return first < second ? [first, second] : [second, first];
}

export type Checked = 'right' | 'wrong' | 'unfinished';

/** `unfinished` while what is typed may still become the word. */
export function checkWord(typed: string, word: string): Checked {
  const said = typed.trim().toLowerCase();
  if (said === word) {
    return 'right';
  }
  return word.startsWith(said) ? 'unfinished' : 'wrong';
}
