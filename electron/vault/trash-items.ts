/** Into the trash, out of it, and away for good; retention and purge protection. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Overview } from '../../shared/item.ts';
import { appendTransaction } from './append-transaction.ts';
import { recordOf } from './item-index.ts';
import type { VaultState } from './vault-state.ts';
import { derivedRow, saveRows } from './write-items.ts';

const dayMilliseconds = 86_400_000;

export async function removeItems(state: VaultState, itemIds: readonly string[]): Promise<void> {
  const now = state.deps.clock.now();
  const purgeAt = now + state.settings.retentionDays * dayMilliseconds;
  await saveEach(state, itemIds, 'delete', (overview) => overview.deletedAt === null, { deletedAt: now, purgeAt });
}

export async function recoverItems(state: VaultState, itemIds: readonly string[]): Promise<void> {
  await saveEach(state, itemIds, 'recover', (overview) => overview.deletedAt !== null, { deletedAt: null, purgeAt: null });
}

async function saveEach(
  state: VaultState,
  itemIds: readonly string[],
  change: 'delete' | 'recover',
  concerns: (overview: Overview) => boolean,
  changes: Partial<Overview>,
): Promise<void> {
  const rows = [...new Set(itemIds)]
    .map((itemId) => recordOf(state.index, itemId).current)
    .filter((row) => concerns(row.overview))
    .map((row) => derivedRow(state, row, change, changes));
  if (rows.length > 0) {
    await saveRows(state, rows);
  }
}

/** `item.not-found` for what is not in the trash: nothing goes for good in one step. */
export async function purgeItems(state: VaultState, itemIds: readonly string[]): Promise<void> {
  const now = state.deps.clock.now();
  for (const itemId of itemIds) {
    const { deletedAt, purgeAt, purgeProtected } = recordOf(state.index, itemId).current.overview;
    if (deletedAt === null) {
      throw new VaultFailure('item.not-found');
    }
    if (purgeProtected && now < (purgeAt ?? 0)) {
      throw new VaultFailure('item.purge-protected');
    }
  }
  await purge(state, [...new Set(itemIds)], now);
}

export async function purgeExpiredItems(state: VaultState): Promise<number> {
  const now = state.deps.clock.now();
  const expired = [...state.index.items.trash()]
    .map((itemId) => recordOf(state.index, itemId).current.overview)
    .filter(({ purgeAt }) => purgeAt !== null && purgeAt <= now)
    .map((overview) => overview.id);
  await purge(state, expired, now);
  return expired.length;
}

async function purge(state: VaultState, itemIds: readonly string[], at: number): Promise<void> {
  if (itemIds.length > 0) {
    await appendTransaction(state, { at, purged: itemIds.map((itemId) => [itemId, at] as const) });
  }
}
