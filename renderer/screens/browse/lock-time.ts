/** When the vault locks by itself, as main last said; null when it does not, undefined until it said anything. */
import { useEffect, useState } from 'react';
import { ask, hear } from '../../client/client.ts';
import { useNow } from '../../state/use-now.ts';

/** Whole minutes left, or null. */
export function useMinutesToLock(): number | null {
  const [locksAt, setLocksAt] = useState<number | null>(null);
  useEffect(() => {
    const stop = hear('autoLock.changed', (heard) => setLocksAt(heard.locksAt));
    // Without an answer nothing is shown until the next change.
    ask('autoLock.read', {}).then((read) => setLocksAt(read.locksAt), () => undefined);
    return stop;
  }, []);
  const now = useNow(10_000, locksAt !== null);
  return locksAt === null ? null : Math.max(0, Math.round((locksAt - now) / 60_000));
}
