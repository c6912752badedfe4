/**
 * The new file that is written beside an old one and takes its place in one step. A crash leaves the old or the new one
 * whole, and at worst a left-over that `removeLeftOvers` takes away. Called by the vault file, the JSON file and the files chosen.
 */
import { constants } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Disk, FileHandle } from './disk.ts';
import { errnoOf } from './disk-failure.ts';
import { writeFully } from './write-fully.ts';

const suffix = '.latchkey-tmp';
const gatherBytes = 262_144;
/** Made durable as it is written, so that little is left for the end, when others may be waiting. */
const syncEveryBytes = 8_388_608;
const renameTries = 10;
const renamePauseMs = 50;

/** Short whatever the file is called: the name of a file may be as long as names can be, and then nothing longer can stand beside it. */
function beginOf(fileName: string): string {
  return `.${createHash('sha256').update(fileName).digest('hex').slice(0, 16)}.`;
}

function tempName(fileName: string): string {
  return `${beginOf(fileName)}${randomBytes(16).toString('hex')}${suffix}`;
}

function isTempOf(fileName: string, candidate: string): boolean {
  const start = beginOf(fileName);
  return (
    candidate.startsWith(start) && candidate.endsWith(suffix) && /^[0-9a-f]{32}$/.test(candidate.slice(start.length, -suffix.length))
  );
}

export type TempFile = {
  readonly path: string;
  readonly handle: FileHandle;
  size(): number;
  write(bytes: Uint8Array): Promise<void>;
  /** Everything written so far is on the disk when it returns. */
  finish(): Promise<void>;
  /** Closes and removes it; never throws. */
  discard(): Promise<void>;
};

/** Makes an empty file in the folder of `targetPath`. Throws errors of the operating system as they are. */
export async function openTempFile(disk: Disk, targetPath: string): Promise<TempFile> {
  const path = join(dirname(targetPath), tempName(basename(targetPath)));
  // SECURITY: O_EXCL and a name nobody can guess, so that no link prepared in a shared folder is ever followed.
  const handle = await disk.open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  // Small writes are gathered: a rewrite of a large vault is made of many small frames.
  const gathered = new Uint8Array(gatherBytes);
  let gatheredLength = 0;
  let written = 0;
  let synced = 0;

  async function flush(): Promise<void> {
    await writeFully(handle, gathered.subarray(0, gatheredLength), written);
    written += gatheredLength;
    gatheredLength = 0;
  }

  return {
    path,
    handle,
    size: () => written + gatheredLength,
    async write(bytes) {
      if (gatheredLength + bytes.length > gatherBytes) {
        await flush();
      }
      if (written - synced >= syncEveryBytes) {
        await handle.datasync();
        synced = written;
      }
      if (bytes.length > gatherBytes) {
        await writeFully(handle, bytes, written);
        written += bytes.length;
        return;
      }
      gathered.set(bytes, gatheredLength);
      gatheredLength += bytes.length;
    },
    async finish() {
      await flush();
      await handle.sync();
    },
    async discard() {
      await handle.close().catch(() => undefined);
      await disk.unlink(path).catch(() => undefined);
    },
  };
}

/** Removes what a crashed replacement of this file left behind. Call it only while holding the file's lock. */
export async function removeLeftOvers(disk: Disk, targetPath: string): Promise<void> {
  const folder = dirname(targetPath);
  const names = await disk.readdir(folder).catch(() => []);
  for (const name of names) {
    if (isTempOf(basename(targetPath), name)) {
      await disk.unlink(join(folder, name)).catch(() => undefined);
    }
  }
}

/** A virus scanner or an indexer on Windows may hold a file for a moment. */
export async function renameOver(disk: Disk, from: string, to: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await disk.rename(from, to);
    } catch (error) {
      const errno = errnoOf(error);
      const passing = platform === 'win32' && (errno === 'EPERM' || errno === 'EACCES' || errno === 'EBUSY');
      if (!passing || attempt >= renameTries) {
        throw error;
      }
      await wait(renamePauseMs);
    }
  }
}

/** Makes the names in a folder durable; where the system cannot do that for a folder there is nothing to be done. */
export async function syncFolder(disk: Disk, folder: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform === 'win32') {
    return;
  }
  try {
    const handle = await disk.open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno !== 'EINVAL' && errno !== 'ENOTSUP' && errno !== 'EOPNOTSUPP' && errno !== 'EPERM' && errno !== 'EACCES') {
      throw error;
    }
  }
}
