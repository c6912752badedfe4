/** A few thousand executions of the fuzz run (`npm run fuzz` does a million). */
import { describe, expect, it } from 'vitest';
import { makeBaseVaults } from './base-vaults.ts';
import { fuzzReader, strangerIn } from './fuzz-reader.ts';

describe('a mutated vault file', () => {
  it('is refused, or shows what it once showed, and never makes the reader fall over', async () => {
    const seed = Date.now() % 1_000_000_000;
    const { outcomes, problems } = await fuzzReader({ executions: 2_000, seed });
    expect({ seed, problems }).toEqual({ seed, problems: [] });
    // The mutations reach all sides: what is refused, what is torn, what is shown less what is damaged.
    const reached = [...outcomes.keys()];
    expect(reached).toEqual(expect.arrayContaining(['log: vault.damaged', 'log: shown, with a notice', 'log: shown without what is damaged', 'header: vault.damaged', 'resealed: shown']));
  }, 120_000);

  it('would be seen to show what the vault never showed, or to hide something without a word', async () => {
    const bases = await makeBaseVaults();
    const [first = [], second = []] = bases.flatMap((base) => base.states.slice(-1)).map((state) => [...state]);
    expect(strangerIn(bases, first, 0)).toBe(null);
    expect(strangerIn(bases, first.slice(0, -1), 1)).toBe(null);
    expect(strangerIn(bases, first.slice(0, -1), 0)).not.toBe(null);
    expect(strangerIn(bases, [...first, 'more'], 0)).not.toBe(null);
    expect(strangerIn(bases, [...first.slice(0, -1), ...second.slice(-1)], 0)).not.toBe(null);
  });
});
