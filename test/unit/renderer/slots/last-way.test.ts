/** A recovery kit is for the day everything else is gone: something else has to stay. */
import { expect, test } from 'vitest';
import { isLastBesideKits } from '../../../../renderer/screens/slots/last-way.ts';

const passphrase = { slotId: 'p', kind: 'passphrase' } as const;
const key = { slotId: 'k', kind: 'passphrase+key' } as const;
const kit = { slotId: 'r', kind: 'recovery' } as const;

test('the last way that is no kit stays, however many kits there are', () => {
  expect(isLastBesideKits(passphrase, [passphrase, kit, { slotId: 'r2', kind: 'recovery' }])).toBe(true);
  expect(isLastBesideKits(passphrase, [passphrase])).toBe(true);
});

test('one of two others may go, and so may a kit', () => {
  expect(isLastBesideKits(passphrase, [passphrase, key, kit])).toBe(false);
  expect(isLastBesideKits(kit, [passphrase, kit])).toBe(false);
});
