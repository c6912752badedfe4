/** Any recipe the contract lets through yields a password that keeps to it. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makePassword, randomBelow, type CharacterRecipe, type WordRecipe } from '../../shared/password.ts';

function seeded(seed: string): (length: number) => Uint8Array {
  let counter = 0;
  return (length) => {
    counter += 1;
    return new Uint8Array(createHash('shake256', { outputLength: length }).update(`${seed}:${counter}`).digest());
  };
}

const list = ['anchor', 'brass', 'cellar', 'dune', 'ember', 'fjord'];

const characters: fc.Arbitrary<CharacterRecipe> = fc.record({
  kind: fc.constant('characters' as const),
  length: fc.integer({ min: 4, max: 128 }),
  lower: fc.boolean(),
  upper: fc.boolean(),
  digits: fc.boolean(),
  symbols: fc.boolean(),
  avoidAmbiguous: fc.boolean(),
  symbolSet: fc.string({ maxLength: 20 }),
});

const wordRecipes: fc.Arbitrary<WordRecipe> = fc.record({
  kind: fc.constant('words' as const),
  words: fc.integer({ min: 3, max: 20 }),
  separator: fc.constantFrom('', ' ', '-', '.', '_', '---'),
  capitalise: fc.boolean(),
  withDigit: fc.boolean(),
});

test('a password has the length asked for, every class asked for, and nothing else', () => {
  fc.assert(
    fc.property(characters, fc.string(), (recipe, seed) => {
      const { value, bits } = makePassword(recipe, seeded(seed), list);
      expect([...value]).toHaveLength(recipe.length);
      expect(Number.isFinite(bits)).toBe(true);
      expect(bits).toBeGreaterThanOrEqual(0);
      if (recipe.lower) expect(value).toMatch(/[a-z]/);
      if (recipe.upper) expect(value).toMatch(/[A-Z]/);
      if (recipe.digits) expect(value).toMatch(/[0-9]/);
      if (recipe.avoidAmbiguous) expect(value).not.toMatch(/[Il1|O0o]/);
      if (!recipe.symbols && (recipe.lower || recipe.upper || recipe.digits)) expect(value).toMatch(/^[A-Za-z0-9]+$/);
    }),
  );
});

test('a longer password has more bits', () => {
  fc.assert(
    fc.property(characters.filter((recipe) => recipe.length < 128 && recipe.lower), fc.string(), (recipe, seed) => {
      const short = makePassword(recipe, seeded(seed), list).bits;
      expect(makePassword({ ...recipe, length: recipe.length + 1 }, seeded(seed), list).bits).toBeGreaterThan(short);
    }),
  );
});

test('a passphrase is so many words of the list with the separator between', () => {
  fc.assert(
    fc.property(wordRecipes, fc.string(), (recipe, seed) => {
      const { value } = makePassword(recipe, seeded(seed), list);
      const found = value.toLowerCase().replaceAll(/[0-9]/g, '').match(/anchor|brass|cellar|dune|ember|fjord/g) ?? [];
      expect(found).toHaveLength(recipe.words);
      expect(found.join(recipe.separator)).toBe(value.toLowerCase().replaceAll(/[0-9]/g, ''));
      expect(/[0-9]/.test(value)).toBe(recipe.withDigit);
    }),
  );
});

test('a number below a bound is below it, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0xffff_ffff }), fc.string(), (bound, seed) => {
      const value = randomBelow(bound, seeded(seed));
      expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
    }),
  );
});
