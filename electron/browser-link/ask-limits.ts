/**
 * How often a paired browser may ask, so that an extension that was taken over cannot carry a vault out in a minute, nor try passwords
 * against it. Buckets that fill up again, one a pairing and sort of ask, over all its connections. Time is passed in.
 */
import type { AskName } from '../../shared/browser-asks.ts';

type Limit = { readonly most: number; readonly perMinute: number };

/** A person fills a form in a few asks; a page opens a chooser for each field. */
const limits = {
  secret: { most: 20, perMinute: 20 },
  write: { most: 10, perMinute: 10 },
  judge: { most: 20, perMinute: 20 },
  attention: { most: 3, perMinute: 6 },
  other: { most: 300, perMinute: 1_200 },
} as const satisfies Record<string, Limit>;

const sorts: Partial<Record<AskName, keyof typeof limits>> = {
  'item.fill': 'secret',
  'item.code': 'secret',
  'item.copy': 'secret',
  'login.save': 'write',
  'login.update': 'write',
  'login.judge': 'judge',
  'unlock.request': 'attention',
  'vault.choose': 'attention',
  'vault.lock': 'attention',
};

export type AskLimits = { mayAsk(pairingId: string, ask: AskName): boolean };

export function makeAskLimits(steadyNow: () => number): AskLimits {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    mayAsk(pairingId, ask) {
      const sort = sorts[ask] ?? 'other';
      const { most, perMinute } = limits[sort];
      const key = `${pairingId} ${sort}`;
      const now = steadyNow();
      const bucket = buckets.get(key) ?? { left: most, at: now };
      bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 60_000) * perMinute);
      bucket.at = now;
      buckets.set(key, bucket);
      if (bucket.left < 1) {
        return false;
      }
      bucket.left -= 1;
      return true;
    },
  };
}
