/**
 * Which items were used last, for quick copy and the tray. SECURITY: in memory alone, by ids, for this run of the program: on a disk
 * it would tell when somebody used what. Kept over a lock, for whoever unlocks again. Noted by `main.ts` whenever a field was copied.
 */
import type { Id } from '../../shared/ids.ts';

const mostItems = 50;
const mostVaults = 20;

export type RecentUse = {
  note(vaultId: Id, itemId: Id): void;
  /** Last used first. */
  of(vaultId: Id): readonly Id[];
};

export function makeRecentUse(): RecentUse {
  // The vault used last stands at the end.
  const byVault = new Map<Id, readonly Id[]>();
  return {
    note(vaultId, itemId) {
      const before = byVault.get(vaultId) ?? [];
      byVault.delete(vaultId);
      byVault.set(vaultId, [itemId, ...before.filter((other) => other !== itemId)].slice(0, mostItems));
      for (const oldest of [...byVault.keys()].slice(0, Math.max(0, byVault.size - mostVaults))) {
        byVault.delete(oldest);
      }
    },
    of: (vaultId) => byVault.get(vaultId) ?? [],
  };
}
