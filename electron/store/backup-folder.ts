/**
 * Backups on a real disk: a folder of its own for each vault, within one folder that only its owner can look into. Files are written
 * beside, made durable, then named; none is ever overwritten. Which, when and how long is `electron/backup`. Called by `main.ts` and `cli/`.
 */
import { dirname, join } from 'node:path';
import { VaultFailure } from '../../shared/failure.ts';
import type { BackupFolder, StoredFile } from '../backup/backup-port.ts';
import { machineDisk, type Disk } from './disk.ts';
import { errnoOf, onDisk } from './disk-failure.ts';
import { openTempFile, removeLeftOvers, renameOver, syncFolder } from './temp-file.ts';
import { openVaultFile } from './vault-file.ts';

/** Names of files being written begin with a digest of this one, whatever they will be called: what a crash leaves can be found. */
const beingWritten = 'backup';

export function openBackupFolder(root: string, disk: Disk = machineDisk): BackupFolder {
  const folderOf = (vaultId: string): string => join(root, vaultId);

  async function isThere(path: string): Promise<boolean> {
    return disk.lstat(path).then(
      () => true,
      (error: unknown) => {
        if (errnoOf(error) === 'ENOENT') {
          return false;
        }
        throw error;
      },
    );
  }

  /** The names of new folders are made durable too. */
  async function ensureFolder(vaultId: string): Promise<void> {
    if (!(await isThere(folderOf(vaultId)))) {
      await disk.makeFolder(folderOf(vaultId));
      await syncFolder(disk, root);
      await syncFolder(disk, dirname(root));
    }
  }

  return {
    placeOf: folderOf,
    pathOf: (vaultId, name) => join(folderOf(vaultId), name),

    list: (vaultId) =>
      onDisk({}, async () => {
        const names = await disk.readdir(folderOf(vaultId)).catch((error: unknown) => {
          if (errnoOf(error) === 'ENOENT') {
            return [];
          }
          throw error;
        });
        const files: StoredFile[] = [];
        for (const name of names) {
          // Gone meanwhile: another program may tidy here too.
          const found = await disk.lstat(join(folderOf(vaultId), name)).catch(() => null);
          if (found?.isFile === true) {
            files.push({ name, sizeBytes: found.size });
          }
        }
        return files;
      }),

    write: (vaultId, name, fill) =>
      onDisk({ fileName: name }, async () => {
        await ensureFolder(vaultId);
        const folder = folderOf(vaultId);
        const path = join(folder, name);
        if (await isThere(path)) {
          throw new VaultFailure('vault.exists', { fileName: name });
        }
        await removeLeftOvers(disk, join(folder, beingWritten));
        const temp = await openTempFile(disk, join(folder, beingWritten));
        try {
          if (!(await fill(temp))) {
            await temp.discard();
            return false;
          }
          await temp.finish();
          await temp.handle.close();
          await renameOver(disk, temp.path, path);
        } catch (error) {
          await temp.discard();
          throw error;
        }
        await syncFolder(disk, folder);
        return true;
      }),

    remove: (vaultId, name) =>
      onDisk({ fileName: name }, async () => {
        await disk.unlink(join(folderOf(vaultId), name)).catch((error: unknown) => {
          if (errnoOf(error) !== 'ENOENT') {
            throw error;
          }
        });
      }),

    open: (vaultId, name) => openVaultFile(join(folderOf(vaultId), name), { readOnly: true, disk }),
  };
}
