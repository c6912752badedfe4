/**
 * A session that backs itself up before whatever rewrites its file (compaction, withdrawing or replacing a way to unlock) and before a
 * merge. Where the backup cannot be made, nothing is done, and the failure says so. Wrapped around each session by the desk, so that no call
 * can forget it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { BackupReason } from '../../shared/views.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { BackupKeeper } from './keep-backups.ts';

type Keeper = Pick<BackupKeeper, 'make' | 'isOn'>;

/** @throws VaultFailure `backup.failed`, which names its cause */
export async function requireBackup(backups: Pick<Keeper, 'make'>, session: VaultSession, why: BackupReason, signal?: AbortSignal): Promise<void> {
  try {
    await backups.make(session, why, signal);
  } catch (error) {
    if (!(error instanceof VaultFailure) || error.code === 'cancelled' || error.code === 'vault.locked') {
      throw error;
    }
    throw new VaultFailure('backup.failed', { check: error.code });
  }
}

export function backUpFirst(session: VaultSession, backups: Keeper): VaultSession {
  const first = async (why: BackupReason, signal: AbortSignal | undefined): Promise<void> => {
    if (backups.isOn()) {
      await requireBackup(backups, session, why, signal);
    }
  };

  return {
    ...session,
    async compact(options) {
      await first('compaction', options?.signal);
      await session.compact(options);
    },
    async merge(copy, options) {
      await first('merge', options?.signal);
      return session.merge(copy, options);
    },
    async removeSlot(slotId, options) {
      await first('withdrawal', options?.signal);
      await session.removeSlot(slotId, options);
    },
    async replaceSlot(slotId, slot, options) {
      await first('withdrawal', options?.signal);
      return session.replaceSlot(slotId, slot, options);
    },
  };
}
