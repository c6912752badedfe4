/** What is asked of a hardware key's owner at this moment, for the screens to show; null when nothing is. Set by `key-agent.ts` alone. */
import type { KeyAwait } from '../../shared/key-contract.ts';
import { makeSmallStore, useSmallStore } from '../state/small-store.ts';

export type CurrentAsk = KeyAwait;

export const currentAsk = makeSmallStore<CurrentAsk | null>(null);

export function useCurrentAsk(): CurrentAsk | null {
  return useSmallStore(currentAsk);
}
