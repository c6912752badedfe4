/** What backups need of the disk, declared here and implemented by `store/backup-folder.ts`: one folder a vault, whole files in it. */
import type { VaultFile, WriteTarget } from '../vault/vault-port.ts';

export type StoredFile = { readonly name: string; readonly sizeBytes: number };

export interface BackupFolder {
  /** The files of a vault, in no order; none where there is no folder yet. */
  list(vaultId: string): Promise<readonly StoredFile[]>;
  /**
   * Writes a new file, readable by its owner alone: durable and under its name when this gives true. When `fill` gives false or throws,
   * nothing of it is left.
   */
  write(vaultId: string, name: string, fill: (target: WriteTarget) => Promise<boolean>): Promise<boolean>;
  remove(vaultId: string, name: string): Promise<void>;
  /** For reading only. */
  open(vaultId: string, name: string): Promise<VaultFile>;
  /** For people: where the files of a vault stand. */
  placeOf(vaultId: string): string;
  pathOf(vaultId: string, name: string): string;
}
