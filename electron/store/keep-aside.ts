/**
 * Keeps the vault as a session has it beside the file that took its place and that the session cannot read: nothing that was saved goes with
 * the session. Called by the desk through a port that `main.ts` joins.
 */
import { constants } from 'node:fs';
import { open, realpath, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { machineDisk } from './disk.ts';
import { onDisk } from './disk-failure.ts';
import { keptName } from './copy-names.ts';
import { syncFolder } from './temp-file.ts';
import { writeFully } from './write-fully.ts';

/** The file's path; null where `fill` says that there is nothing to keep. Durable when it returns. */
export async function keepAside(
  vaultPath: string,
  at: Date,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>,
): Promise<string | null> {
  return onDisk({ fileName: basename(vaultPath) }, async () => {
    // Where it is gone altogether, its folder may still be there.
    const path = await realpath(vaultPath).catch(() => vaultPath);
    const target = join(dirname(path), keptName(basename(path), at));
    // SECURITY: O_EXCL: never over a file that is there.
    const handle = await open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
    let isWhole = false;
    try {
      let offset = 0;
      isWhole = await fill(async (bytes) => {
        await writeFully(handle, bytes, offset);
        offset += bytes.length;
      });
      await handle.sync();
    } finally {
      await handle.close();
      if (!isWhole) {
        await unlink(target).catch(() => undefined);
      }
    }
    await syncFolder(machineDisk, dirname(target));
    return isWhole ? target : null;
  });
}

/** Takes away what was kept, once all of it is in the vault. */
export async function dropKept(path: string): Promise<void> {
  await onDisk({ fileName: basename(path) }, () => unlink(path));
}
