/**
 * Files that the user chose in a dialog: read whole, and written whole in one step. Not the vault's own file (`vault-file.ts`).
 * Called by `desktop/file-dialogs.ts`.
 */
import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import { VaultFailure } from '../../shared/failure.ts';
import { doesNotWait, machineDisk, type Disk } from './disk.ts';
import { onDisk } from './disk-failure.ts';
import { openTempFile, renameOver, syncFolder } from './temp-file.ts';
import { readFully } from './write-fully.ts';

/** Fails with `attachment.too-large` and `disk.*`. */
export async function readChosenFile(path: string, mostBytes: number, disk: Disk = machineDisk): Promise<Uint8Array> {
  const facts = { fileName: basename(path) };
  return onDisk(facts, async () => {
    // A pipe would let us wait for ever; without blocking it opens, and is refused.
    const handle = await disk.open(path, constants.O_RDONLY | doesNotWait);
    try {
      // SECURITY: what is looked at is what is read: one handle, and no more bytes than it had.
      const { isFile, size } = await disk.statHandle(handle);
      if (!isFile) {
        throw new VaultFailure('disk.failed', { ...facts, check: 'not-a-file' });
      }
      if (size > mostBytes) {
        throw new VaultFailure('attachment.too-large', { ...facts, limitBytes: mostBytes });
      }
      return await readFully(handle, 0, size);
    } finally {
      await handle.close();
    }
  });
}

/**
 * Readable by its owner alone. SECURITY: a new file that takes the place of the old one: a link there is replaced and not followed,
 * whoever has the old file open gets nothing of the new, and a disk that fills up leaves the old one whole.
 */
export async function writeChosenFile(path: string, content: Uint8Array, disk: Disk = machineDisk): Promise<void> {
  await onDisk({ fileName: basename(path) }, async () => {
    const temp = await openTempFile(disk, path);
    try {
      await temp.write(content);
      await temp.finish();
      await temp.handle.close();
      await renameOver(disk, temp.path, path);
    } catch (error) {
      await temp.discard();
      throw error;
    }
    await syncFolder(disk, dirname(path));
  });
}
