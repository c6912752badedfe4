/** Deeds for any number of items: one call takes so many, the rest follow one after another. */
import { limits } from '../../../shared/item.ts';
import { ask } from '../../client/client.ts';

export async function actOnItems(
  call: 'item.remove' | 'item.recover' | 'item.purge',
  itemIds: readonly string[],
  make: typeof ask = ask,
): Promise<void> {
  for (let from = 0; from < itemIds.length; from += limits.itemsAtOnce) {
    await make(call, { itemIds: itemIds.slice(from, from + limits.itemsAtOnce) });
  }
}
