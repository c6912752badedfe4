/** The touch that is being asked for, for the screens to show; null when none is. Set by `key-agent.ts` alone. */
import type { KeyAsk } from '../../shared/contract.ts';
import { makeSmallStore, useSmallStore } from '../state/small-store.ts';

export type CurrentAsk = Pick<KeyAsk, 'askId' | 'ceremony' | 'keyNames' | 'forItem' | 'step' | 'steps' | 'endsAt'>;

export const currentAsk = makeSmallStore<CurrentAsk | null>(null);

export function useCurrentAsk(): CurrentAsk | null {
  return useSmallStore(currentAsk);
}
