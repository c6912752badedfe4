/**
 * The cache of what the main process answered. Held in memory only; locking reloads the page and with it goes the cache.
 * SECURITY: calls whose reply carries a secret go through mutations or plain `ask`, never through this cache.
 */
import { QueryClient } from '@tanstack/react-query';
import { calls, type CallName, type Gives, type Takes } from '../../shared/contract.ts';
import { ask } from '../client/client.ts';

export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A failure has a sentence of its own; asking again would only delay it.
        retry: false,
        staleTime: Infinity,
        gcTime: 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, gcTime: 0, networkMode: 'always' },
    },
  });
}

/**
 * Key and function of a query for one call: `useQuery(queryFor('item.counts', {}))`. Keys begin with the call's name, so
 * `invalidateQueries({ queryKey: ['item.counts'] })` finds them.
 * @throws Error for a call whose reply is secret: such a reply must not be cached.
 */
export function queryFor<Name extends CallName>(name: Name, takes: Takes<Name>) {
  if (calls[name].secret) {
    throw new Error('secret replies are not cached');
  }
  return { queryKey: [name, takes] as const, queryFn: (): Promise<Gives<Name>> => ask(name, takes) };
}
