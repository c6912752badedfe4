/** Which face the window shows: asked once, then kept true by `app.changed` (`follow-events.ts`). */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { AppState } from '../../shared/views.ts';
import { queryFor } from './query-client.ts';

/** Undefined while the first answer is on its way; `failure` when it was a failure. */
export function useAppState(): { readonly state: AppState | undefined; readonly failure: unknown; readonly again: () => void } {
  const { data, error, refetch } = useQuery(queryFor('app.state', {}));
  return { state: data, failure: error, again: () => void refetch() };
}

/** The open vault's part of the state; null when none is open. */
export function useOpenVault(): Extract<AppState, { phase: 'open' }> | null {
  const { state } = useAppState();
  return state?.phase === 'open' ? state : null;
}

/** Takes over a state that a call gave as its answer, without waiting for the event. */
export function useTakeAppState(): (state: AppState) => void {
  const client = useQueryClient();
  return useCallback((state) => client.setQueryData(queryFor('app.state', {}).queryKey, state), [client]);
}
