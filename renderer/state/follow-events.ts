/**
 * Joins the main process's events to the cache, once, when the page starts (`main.tsx`): what it tells replaces or
 * outdates what it answered before.
 */
import type { QueryClient } from '@tanstack/react-query';
import { hear } from '../client/client.ts';
import { queryFor } from './query-client.ts';

/** Calls whose answers change whenever something in the vault does. */
const vaultCalls: ReadonlySet<unknown> = new Set(['item.counts', 'item.search', 'quick.find', 'item.read', 'item.history', 'slot.list', 'vault.settings', 'share.address', 'backup.list', 'backup.search']);

/** @returns a function that stops following. */
export function followEvents(client: QueryClient): () => void {
  const stops = [
    hear('app.changed', (state) => {
      client.setQueryData(queryFor('app.state', {}).queryKey, state);
      void client.invalidateQueries({ queryKey: ['vault.recent'] });
      void client.invalidateQueries({ queryKey: ['slot.list'] });
      void client.invalidateQueries({ queryKey: ['vault.settings'] });
    }),
    hear('settings.changed', (settings) => {
      client.setQueryData(queryFor('settings.read', {}).queryKey, settings);
      void client.invalidateQueries({ queryKey: ['key.way'] });
    }),
    hear('copy.changed', () => {
      void client.invalidateQueries({ queryKey: ['copy.beside'] });
    }),
    hear('browser.changed', () => {
      void client.invalidateQueries({ queryKey: ['browser.list'] });
    }),
    hear('vault.changed', () => {
      void client.invalidateQueries({ predicate: (query) => vaultCalls.has(query.queryKey[0]) });
    }),
  ];
  return () => {
    for (const stop of stops) {
      stop();
    }
  };
}
