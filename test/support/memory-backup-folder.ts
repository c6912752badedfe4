/** A folder of backups in memory, for tests: it can be full, and it keeps what was put there by hand. */
import type { BackupFolder } from '../../electron/backup/backup-port.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { FailureCode } from '../../shared/failure.ts';
import { makeMemoryVaultFile } from './memory-vault-file.ts';

export type MemoryBackupFolder = BackupFolder & {
  readonly files: Map<string, Buffer>;
  /** From here on nothing can be written, for this reason; null mends it. */
  fail(code: FailureCode | null): void;
};

/** Of one vault: whose it is is not looked at. */
export function makeMemoryBackupFolder(): MemoryBackupFolder {
  const files = new Map<string, Buffer>();
  let failure: FailureCode | null = null;
  return {
    files,
    fail: (code) => void (failure = code),
    placeOf: (vaultId) => `/backups/${vaultId}`,
    pathOf: (vaultId, name) => `/backups/${vaultId}/${name}`,
    list: async () => [...files].map(([name, content]) => ({ name, sizeBytes: content.length })),
    async write(_vaultId, name, fill) {
      const parts: Uint8Array[] = [];
      const isWhole = await fill({
        async write(bytes) {
          if (failure !== null) {
            throw new VaultFailure(failure);
          }
          parts.push(Uint8Array.from(bytes));
        },
      });
      if (isWhole) {
        files.set(name, Buffer.concat(parts));
      }
      return isWhole;
    },
    remove: async (_vaultId, name) => void files.delete(name),
    async open(_vaultId, name) {
      const content = files.get(name);
      if (content === undefined) {
        throw new VaultFailure('vault.not-found');
      }
      return makeMemoryVaultFile(content, { writable: false });
    },
  };
}
