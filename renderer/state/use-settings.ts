/** Settings of this computer: read once, kept true by `settings.changed`; a change shows at once and is taken back if it fails. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { defaultSettings, type AppSettings } from '../../shared/settings.ts';
import { ask } from '../client/client.ts';
import { queryFor } from './query-client.ts';

const { queryKey, queryFn } = queryFor('settings.read', {});

export function useSettings(): {
  readonly settings: AppSettings;
  readonly change: (patch: Partial<AppSettings>) => void;
  /** Why the last change did not hold. */
  readonly failure: unknown;
} {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey, queryFn });
  const changing = useMutation({
    mutationFn: (patch: Partial<AppSettings>) => ask('settings.change', patch),
    onMutate: (patch) => {
      const before = client.getQueryData<AppSettings>(queryKey) ?? defaultSettings;
      client.setQueryData(queryKey, { ...before, ...patch });
      return before;
    },
    onError: (_error, _patch, before) => client.setQueryData(queryKey, before),
    onSuccess: (settings) => client.setQueryData(queryKey, settings),
  });
  return { settings: data ?? defaultSettings, change: changing.mutate, failure: changing.error };
}
