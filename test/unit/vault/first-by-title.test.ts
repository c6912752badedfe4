import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeBreath } from '../../../electron/vault/breath.ts';
import { firstByTitle, hasPlainAlphabet } from '../../../electron/vault/first-by-title.ts';
import { addBlock, makeItemIndex } from '../../../electron/vault/item-index.ts';
import { byTitle, makeItemOrder } from '../../../electron/vault/item-order.ts';
import { packBlock } from '../../../electron/vault/pack-block.ts';
import { sortInRuns } from '../../../electron/vault/sort-in-runs.ts';
import { rowTitled } from '../../support/rows-titled.ts';

function indexOf(titles: readonly string[]) {
  const index = makeItemIndex();
  const half = Math.ceil(titles.length / 2);
  for (const part of [titles.slice(0, half), titles.slice(half)]) {
    if (part.length > 0) {
      addBlock(index, packBlock(part.map(rowTitled)), 0);
    }
  }
  return index;
}

const title = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'z', 'A', 'c', 'h', '1', '9', ' ', '-', 'é', 'ж'), maxLength: 4 }),
  fc.constantFrom('', 'chair', 'Zug', 'item 9', 'item 10', 'Ångström', 'ñandu', 'ß'),
);

describe('the first rows of a list', () => {
  it('are those that stand first when all are in order', () => {
    fc.assert(
      fc.property(fc.array(title, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 5 }), (titles, most, gap) => {
        const { rows } = indexOf(titles);
        const isIn = rows.alive().map((bit, number) => (gap > 0 && number % gap === 0 ? 0 : bit));
        const whole = makeItemOrder(rows, () => byTitle(rows)).numbers().filter((number) => isIn[number] === 1);
        expect([...firstByTitle(rows, isIn, most)]).toEqual([...whole.subarray(0, most)]);
      }),
    );
  });

  it('are not chosen by first letters alone where two letters count as one', () => {
    expect(hasPlainAlphabet(new Intl.Collator('en', { sensitivity: 'base', numeric: true }).compare)).toBe(true);
    for (const language of ['cs', 'et', 'lt']) {
      expect(hasPlainAlphabet(new Intl.Collator(language, { sensitivity: 'base', numeric: true }).compare), language).toBe(false);
    }
  });
});

describe('an order made in slices', () => {
  it('is the one made at once, whatever comes and goes meanwhile', async () => {
    const titles = Array.from({ length: 5_000 }, (_, place) => `title ${(place * 7_919) % 5_000}`);
    const index = indexOf(titles);
    const order = makeItemOrder(index.rows, () => byTitle(index.rows));
    let breaths = 0;
    await order.make(async () => {
      breaths += 1;
      if (breaths === 3) {
        addBlock(index, packBlock(['title 17', 'another'].map(rowTitled)), 1);
        index.rows.kill(index.rows.living()[40] ?? 0);
      }
      await Promise.resolve();
    });
    expect(breaths).toBeGreaterThan(3);
    expect(order.isMade()).toBe(true);
    expect([...order.numbers()]).toEqual([...makeItemOrder(index.rows, () => byTitle(index.rows)).numbers()]);
  });

  it('leaves nothing behind where it is broken off', async () => {
    const index = indexOf(Array.from({ length: 5_000 }, (_, place) => `t${place}`));
    const order = makeItemOrder(index.rows, () => byTitle(index.rows));
    await expect(order.make(() => Promise.reject(new Error('locked')))).rejects.toThrow('locked');
    expect(order.isMade()).toBe(false);
  });

  it('sorts any numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: 50_000 }), { minLength: 2_000, maxLength: 7_000, size: 'max' }), async (numbers) => {
        const sorted = await sortInRuns(numbers, (left, right) => left - right, makeBreath());
        expect(sorted).toEqual(numbers.toSorted((left, right) => left - right));
      }),
      { numRuns: 5 },
    );
  });
});
