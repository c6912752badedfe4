import { expect, test } from 'vitest';
import { actOnItems } from '../../../../renderer/screens/browse/act-on-items.ts';
import { calls } from '../../../../shared/contract.ts';

test('more items than one call takes go in several, each once and in order', async () => {
  const itemIds = Array.from({ length: 25_001 }, (_, place) => `0198a000-0000-7000-8000-${place.toString(16).padStart(12, '0')}`);
  const sent: string[][] = [];
  const make = async (name: string, takes: unknown) => {
    expect(name).toBe('item.remove');
    sent.push([...calls['item.remove'].takes.parse(takes).itemIds]);
    return null as never;
  };
  await actOnItems('item.remove', itemIds, make);
  expect(sent.map(({ length }) => length)).toEqual([10_000, 10_000, 5_001]);
  expect(sent.flat()).toEqual(itemIds);
});
