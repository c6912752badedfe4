/**
 * One writer at a time: an operating-system lock on a small file beside the vault (`<name>.latchkey.lock`), which says
 * who holds it. The lock, not the file's being there, is what counts: a killed process leaves the file but not the lock.
 * Called by `vault-file.ts`, always with the real path, so that two links to one vault meet at one lock.
 */
import { constants } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { VaultFailure } from '../../shared/failure.ts';
import type { Disk } from './disk.ts';
import { diskFailure } from './disk-failure.ts';
import { readFully } from './write-fully.ts';
import { systemLock, type HeldLock, type LockAttempt, type SystemLock } from './system-lock.ts';

const holderReadTries = 5;
const holderReadPauseMs = 10;

/** Where the lock of a vault stands. */
export function lockPathOf(vaultPath: string): string {
  return basename(vaultPath).toLowerCase().endsWith('.latchkey') ? `${vaultPath}.lock` : `${vaultPath}.latchkey.lock`;
}

/** What a lock file says; the holder may be just about to write it, so an empty one is read again. */
async function readHolder(disk: Disk, lockPath: string): Promise<number | null> {
  for (let attempt = 0; attempt < holderReadTries; attempt += 1) {
    try {
      const handle = await disk.open(lockPath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
      try {
        const text = new TextDecoder().decode(await readFully(handle, 0, 16));
        const match = /^([1-9][0-9]{0,9})\n/.exec(text);
        if (match) {
          return Number(match[1]);
        }
      } finally {
        await handle.close();
      }
    } catch {
      return null;
    }
    await wait(holderReadPauseMs);
  }
  return null;
}

/**
 * Takes the lock or throws `vault.in-use` (with the holder's pid where it can be read) or `vault.lock-unavailable`.
 * An error of the operating system (a folder that cannot be written) comes as it is: the caller decides what it means.
 */
export async function takeFileLock(
  disk: Disk,
  vaultPath: string,
  options: { readonly pid?: number; readonly lock?: SystemLock } = {},
): Promise<HeldLock> {
  const lockPath = lockPathOf(vaultPath);
  const fileName = basename(vaultPath);
  const attempt: LockAttempt = await (options.lock ?? systemLock)(disk, lockPath);
  if (attempt.outcome === 'held') {
    const holderPid = await readHolder(disk, lockPath);
    throw new VaultFailure('vault.in-use', { fileName, ...(holderPid === null ? {} : { holderPid }) });
  }
  if (attempt.outcome === 'unsupported') {
    throw new VaultFailure('vault.lock-unavailable', { fileName });
  }
  // On a full disk the lock holds all the same; others just do not learn by whom.
  await attempt.lock.writeText(`${options.pid ?? process.pid}\n`).catch(() => undefined);
  return attempt.lock;
}

/** Frees a lock; a disk that fails here has nothing left to lose. */
export async function freeFileLock(lock: HeldLock | null): Promise<void> {
  try {
    await lock?.release();
  } catch (error) {
    if (!(diskFailure(error) instanceof VaultFailure)) {
      throw error;
    }
  }
}
