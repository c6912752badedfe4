/**
 * Keeps the vault as a session has it beside the file that took its place and that the session cannot read: nothing that was saved goes with
 * the session. Called by the desk through a port that `main.ts` joins.
 */
import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { machineDisk } from './disk.ts';
import type { Disk } from './disk.ts';
import { onDisk } from './disk-failure.ts';
import { keptName } from './copy-names.ts';
import { openTempFile, renameOver, syncFolder } from './temp-file.ts';

/** The file's path; null where `fill` says that there is nothing to keep. Whole and durable when it has its name. */
export async function keepAside(
  vaultPath: string,
  at: Date,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>,
  disk: Disk = machineDisk,
): Promise<string | null> {
  return onDisk({ fileName: basename(vaultPath) }, async () => {
    // Where it is gone altogether, its folder may still be there.
    const path = await disk.realpath(vaultPath).catch(() => vaultPath);
    const target = join(dirname(path), keptName(basename(path), at));
    // Called as the vault's own left-overs are: what a crash leaves goes when the vault is next opened.
    const temp = await openTempFile(disk, path);
    try {
      if (!(await fill((bytes) => temp.write(bytes)))) {
        await temp.discard();
        return null;
      }
      await temp.finish();
      await temp.handle.close();
      // SECURITY: O_EXCL: never over a file that is there. What is renamed over is the empty one made here.
      await (await disk.open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)).close();
      await renameOver(disk, temp.path, target);
    } catch (error) {
      await temp.discard();
      throw error;
    }
    await syncFolder(disk, dirname(target));
    return target;
  });
}

/** Takes away what was kept, once all of it is in the vault. */
export async function dropKept(path: string, disk: Disk = machineDisk): Promise<void> {
  await onDisk({ fileName: basename(path) }, () => disk.unlink(path));
}
