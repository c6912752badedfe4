/**
 * The one backup that is open for reading beside the vault. It goes with the lock, and when another one is opened. Called by the calls
 * about backups; `main.ts` closes it on lock.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { Backup } from './make-backup.ts';

export type OpenedBackup = { readonly backup: Backup; readonly session: VaultSession };

export type BackupReader = {
  /** @throws VaultFailure `cancelled` when `close` came while it was being opened; it is closed again then. */
  open(begin: () => Promise<OpenedBackup>): Promise<OpenedBackup>;
  /** @throws VaultFailure `backup.closed` */
  current(): OpenedBackup;
  close(): Promise<void>;
};

export function makeBackupReader(): BackupReader {
  let opened: OpenedBackup | null = null;
  let turn = 0;

  async function close(): Promise<void> {
    turn += 1;
    const closing = opened;
    opened = null;
    await closing?.session.lock();
  }

  return {
    async open(begin) {
      const closed = close();
      // SECURITY: before anything is awaited: a lock that comes while the one before is being closed counts.
      const mine = turn;
      await closed;
      const begun = await begin();
      if (mine !== turn) {
        // SECURITY: a lock came meanwhile; nothing stays open behind it.
        await begun.session.lock();
        throw new VaultFailure('cancelled');
      }
      opened = begun;
      return begun;
    },
    current() {
      if (opened === null) {
        throw new VaultFailure('backup.closed');
      }
      return opened;
    },
    close,
  };
}
