/** What the page keeps of an item that a touch opened: until the minute is over, or until another item is looked at. */
import { useQueryClient, type Query } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ItemView } from '../../../shared/views.ts';

const calls: ReadonlySet<unknown> = new Set(['item.read', 'item.history']);

export function isOfItem(itemId: string): (query: Pick<Query, 'queryKey'>) => boolean {
  return ({ queryKey: [name, takes] }) => calls.has(name) && typeof takes === 'object' && takes !== null && 'itemId' in takes && takes.itemId === itemId;
}

/** Reads the item anew when its touch ends, and drops what is cached of it when it is left. */
export function useTouchEnd({ id, touchEndsAt }: Pick<ItemView, 'id' | 'touchEndsAt'>): void {
  const client = useQueryClient();
  useEffect(() => {
    if (touchEndsAt === null) {
      return undefined;
    }
    const timer = setTimeout(() => void client.invalidateQueries({ predicate: isOfItem(id) }), Math.max(0, touchEndsAt - Date.now()) + 50);
    return () => {
      clearTimeout(timer);
      // Behind the render in which nobody looks at it any more; what is still looked at stays.
      setTimeout(() => client.removeQueries({ predicate: isOfItem(id), type: 'inactive' }), 0);
    };
  }, [client, id, touchEndsAt]);
}
