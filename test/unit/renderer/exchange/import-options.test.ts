/** How many items the button promises to take in. */
import { expect, test } from 'vitest';
import { willTakeCount } from '../../../../renderer/screens/exchange/import-options.ts';

const offer = {
  report: { format: 'chrome-csv' as const, taken: [{ kind: 'login' as const, count: 7 }, { kind: 'note' as const, count: 2 }], mended: [], mendedBesides: 0, leftOut: [], leftOutBesides: 0 },
  duplicates: 3,
};

test('what is in the vault already counts only when it is not skipped', () => {
  expect(willTakeCount(offer, { skipDuplicates: true, collection: '' })).toBe(6);
  expect(willTakeCount(offer, { skipDuplicates: false, collection: '' })).toBe(9);
});

test('a file whose every row is in the vault already leaves nothing to take', () => {
  expect(willTakeCount({ ...offer, duplicates: 9 }, { skipDuplicates: true, collection: '' })).toBe(0);
});
