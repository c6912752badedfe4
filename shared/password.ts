/**
 * Password recipes and their making. Pure: randomness is passed in, the word list too.
 * Not here: judging a password somebody typed (that is `electron/ipc/judge-password.ts`, with zxcvbn).
 */
import { assertNever } from './failure.ts';
import { z } from 'zod';

export const characterRecipe = z.object({
  kind: z.literal('characters'),
  length: z.number().int().min(4).max(128),
  lower: z.boolean(),
  upper: z.boolean(),
  digits: z.boolean(),
  symbols: z.boolean(),
  /** Leaves out characters that look alike: I l 1 | O 0 o. */
  avoidAmbiguous: z.boolean(),
  /** Symbols to choose from; empty means the usual ones. */
  symbolSet: z.string().max(40),
});
export type CharacterRecipe = z.infer<typeof characterRecipe>;

export const wordRecipe = z.object({
  kind: z.literal('words'),
  words: z.number().int().min(3).max(20),
  separator: z.string().max(3),
  capitalise: z.boolean(),
  /** Adds one digit to one word. */
  withDigit: z.boolean(),
});
export type WordRecipe = z.infer<typeof wordRecipe>;

export const passwordRecipe = z.discriminatedUnion('kind', [characterRecipe, wordRecipe]);
export type PasswordRecipe = z.infer<typeof passwordRecipe>;

export const defaultCharacterRecipe: CharacterRecipe = {
  kind: 'characters',
  length: 20,
  lower: true,
  upper: true,
  digits: true,
  symbols: true,
  avoidAmbiguous: true,
  symbolSet: '',
};

export const defaultWordRecipe: WordRecipe = { kind: 'words', words: 5, separator: '-', capitalise: false, withDigit: false };

const usualSymbols = '!#$%&()*+,-./:;<=>?@[]^_{}~';
const ambiguous = new Set('Il1|O0o');

/** Below this (of 4) a passphrase does not guard a vault: the derivation cannot make up for it. Judged with zxcvbn, in the main process. */
export const leastScore = 2;

/** `(bytes) => that many random bytes`. */
type RandomBytes = (length: number) => Uint8Array;

/**
 * A whole number in [0, bound), every one equally likely: values past the largest multiple of `bound` are drawn again.
 */
export function randomBelow(bound: number, random: RandomBytes): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 0x1_0000_0000) {
    throw new RangeError('bound must be from 1 to 2^32');
  }
  const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
  for (;;) {
    const bytes = random(4);
    const value = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (value < limit) {
      return value % bound;
    }
  }
}

/** The character classes a recipe draws from; each must appear at least once. */
function characterClasses(recipe: CharacterRecipe): string[][] {
  const keep = (text: string): string[] =>
    [...new Set(text)].filter((character) => !recipe.avoidAmbiguous || !ambiguous.has(character));
  const classes = [
    recipe.lower ? keep('abcdefghijklmnopqrstuvwxyz') : [],
    recipe.upper ? keep('ABCDEFGHIJKLMNOPQRSTUVWXYZ') : [],
    recipe.digits ? keep('0123456789') : [],
    recipe.symbols ? keep(recipe.symbolSet === '' ? usualSymbols : recipe.symbolSet) : [],
  ].filter((set) => set.length > 0);
  return classes.length > 0 ? classes : [keep('abcdefghijklmnopqrstuvwxyz')];
}

/**
 * How many passwords of this length hold every class, as bits: by inclusion and exclusion over the classes, so that the
 * figure is what remains after the rejected draws, not the whole alphabet's.
 */
export function bitsOfCharacters(classes: readonly string[][], alphabetSize: number, length: number): number {
  let passwords = 0n;
  for (let missing = 0; missing < 2 ** classes.length; missing += 1) {
    const left = classes.filter((_, index) => (missing >> index) & 1);
    const without = new Set(left.flat()).size;
    const ways = BigInt(alphabetSize - without) ** BigInt(length);
    passwords += left.length % 2 === 0 ? ways : -ways;
  }
  return log2(passwords);
}

/** Base-2 logarithm of a whole number that may be too large for a double. */
function log2(value: bigint): number {
  const hex = value.toString(16);
  const head = hex.slice(0, 13);
  return Math.log2(Number.parseInt(head, 16)) + 4 * (hex.length - head.length);
}

/** Draws whole passwords until one holds every class asked for: no position is favoured and all that pass are equally likely. */
function makeCharacters(recipe: CharacterRecipe, random: RandomBytes): { value: string; bits: number } {
  const classes = characterClasses(recipe);
  const alphabet = [...new Set(classes.flat())];
  for (;;) {
    const drawn = Array.from({ length: recipe.length }, () => alphabet[randomBelow(alphabet.length, random)] ?? '');
    if (classes.every((set) => set.some((character) => drawn.includes(character)))) {
      return { value: drawn.join(''), bits: bitsOfCharacters(classes, alphabet.length, recipe.length) };
    }
  }
}

function makeWords(recipe: WordRecipe, random: RandomBytes, wordList: readonly string[]): { value: string; bits: number } {
  const drawn = Array.from({ length: recipe.words }, () => {
    const word = wordList[randomBelow(wordList.length, random)] ?? '';
    return recipe.capitalise ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
  let bits = recipe.words * Math.log2(wordList.length);
  if (recipe.withDigit) {
    const place = randomBelow(drawn.length, random);
    drawn[place] = `${drawn[place] ?? ''}${randomBelow(10, random)}`;
    bits += Math.log2(10) + Math.log2(recipe.words);
  }
  return { value: drawn.join(recipe.separator), bits };
}

/**
 * @param wordList the EFF long list (7,776 words), used by word recipes.
 * @returns the password and its entropy in bits, counted from the recipe.
 */
export function makePassword(
  recipe: PasswordRecipe,
  random: RandomBytes,
  wordList: readonly string[],
): { value: string; bits: number } {
  switch (recipe.kind) {
    case 'characters':
      return makeCharacters(recipe, random);
    case 'words':
      return makeWords(recipe, random, wordList);
    default:
      return assertNever(recipe);
  }
}
