/** Typing two words of the kit back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkWord, chooseCheckPlaces } from '../../../../renderer/screens/recovery-kit/kit-check.ts';

describe('the check that a kit is on paper', () => {
  test('asks for two different words, in their order', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const drawn = [a, b];
        const [first, second] = chooseCheckPlaces(13, (bound) => (drawn.shift() ?? 0) % bound);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(second).toBeGreaterThan(first);
        expect(second).toBeLessThan(13);
      }),
    );
  });

  test('waits for a word that is still being typed, and tells a wrong one', () => {
    expect(checkWord('', 'cable')).toBe('unfinished');
    expect(checkWord('cab', 'cable')).toBe('unfinished');
    expect(checkWord(' Cable ', 'cable')).toBe('right');
    expect(checkWord('cables', 'cable')).toBe('wrong');
    expect(checkWord('dagger', 'cable')).toBe('wrong');
  });
});
