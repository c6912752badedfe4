/** What the generator's face promises beside the passwords themselves. */
import { afterEach, describe, expect, test } from 'vitest';
import { scoreOfBits } from '../../../../renderer/screens/generator/score-of-bits.ts';
import { forgetPasswords, rememberPassword, sessionPasswords } from '../../../../renderer/screens/generator/session-passwords.ts';
import { isGuess, withSomeClass } from '../../../../renderer/screens/generator/use-generator.ts';
import { generatorWords } from '../../../../renderer/text/generator.ts';
import { defaultCharacterRecipe, makePassword } from '../../../../shared/password.ts';

afterEach(forgetPasswords);

describe('the passwords of this session', () => {
  const values = (): string[] => sessionPasswords.get().map(({ value }) => value);
  test('stand newest first, and one used again moves up instead of standing twice', () => {
    for (const [at, value] of ['a', 'b', 'a'].entries()) {
      rememberPassword(value, at);
    }
    expect(values()).toEqual(['a', 'b']);
  });
  test('are eight at most', () => {
    for (let at = 0; at < 12; at += 1) {
      rememberPassword(`p${at}`, at);
    }
    expect(values()).toHaveLength(8);
    expect(values()[0]).toBe('p11');
  });
  test('are gone when forgotten', () => {
    rememberPassword('a', 0);
    forgetPasswords();
    expect(values()).toEqual([]);
  });
});

test('a recipe with no class left goes on with small letters', () => {
  const none = { ...defaultCharacterRecipe, lower: false, upper: false, digits: false, symbols: false };
  expect(withSomeClass(none).lower).toBe(true);
  expect(withSomeClass({ ...none, digits: true }).lower).toBe(false);
});

test('what is called guessed at once is not said to take hours', () => {
  for (let bits = 0; bits < 140; bits += 1) {
    expect(generatorWords.bitsMeaning(bits).includes('at once')).toBe(scoreOfBits(bits) === 0);
  }
});

test('a recipe that can make one password only makes none', () => {
  const one = { ...defaultCharacterRecipe, lower: false, upper: false, digits: false, symbols: true, symbolSet: '€' };
  expect(isGuess(makePassword(one, (length) => new Uint8Array(length), []).bits)).toBe(true);
  expect(isGuess(makePassword({ ...one, symbolSet: '€$' }, (length) => crypto.getRandomValues(new Uint8Array(length)), []).bits)).toBe(false);
});

test('more bits never show fewer bars', () => {
  const scores = Array.from({ length: 140 }, (_, bits) => scoreOfBits(bits));
  expect(scores).toEqual(scores.toSorted((a, b) => a - b));
  expect([scores[0], scores[139]]).toEqual([0, 4]);
});
