/**
 * The vault's file on a real disk: finds it, takes the writer's lock, opens it for writing or, where that cannot be, for
 * reading. What can be done with it then stands in `open-file.ts`. Called by `main.ts`, which hands the result to the vault.
 */
import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { VaultFailure, type FailureFacts } from '../../shared/failure.ts';
import type { VaultFile } from '../vault/vault-port.ts';
import { doesNotWait, machineDisk, type Disk, type FileHandle, type FileIdentity } from './disk.ts';
import { diskFailure, errnoOf, isReadOnlyErrno, onDisk } from './disk-failure.ts';
import { freeFileLock, takeFileLock } from './file-lock.ts';
import { joinVaultFile } from './open-file.ts';
import type { HeldLock, SystemLock } from './system-lock.ts';
import { removeLeftOvers } from './temp-file.ts';

export type OpenVaultFileOptions = {
  /** Makes a new, empty file; `vault.exists` when there is anything of that name. A file that never came to a `sync` is removed at `close`. */
  readonly create?: boolean;
  /** Opens for reading and takes no lock, even where writing would be possible. */
  readonly readOnly?: boolean;
  readonly disk?: Disk;
  readonly lock?: SystemLock;
};

/** The real path, so that the lock and the rename act on the file itself and not on a link to it. */
async function locate(disk: Disk, path: string, create: boolean, facts: FailureFacts): Promise<string> {
  if (create) {
    const realPath = join(await onDisk(facts, () => disk.realpath(dirname(path))), basename(path));
    // Asked first only for the better word: what refuses is O_EXCL below.
    if (await disk.lstat(realPath).then(() => true, () => false)) {
      throw new VaultFailure('vault.exists', facts);
    }
    return realPath;
  }
  try {
    const realPath = await disk.realpath(path);
    // SECURITY: looked at before it is opened: opening a pipe or a device could hang or do something.
    if (!(await disk.stat(realPath)).isFile) {
      throw new VaultFailure('vault.not-a-vault', facts);
    }
    return realPath;
  } catch (error) {
    const errno = errnoOf(error);
    throw errno === 'ENOENT' || errno === 'ENOTDIR' ? new VaultFailure('vault.not-found', facts) : diskFailure(error, facts);
  }
}

/** What the open file is. SECURITY: asked again: since it was looked at, a pipe may have taken its place. */
async function identityOf(disk: Disk, handle: FileHandle, facts: FailureFacts): Promise<FileIdentity> {
  const identity = await disk.statHandle(handle);
  if (!identity.isFile) {
    await handle.close();
    throw new VaultFailure('vault.not-a-vault', facts);
  }
  return identity;
}

async function openForReading(disk: Disk, path: string, facts: FailureFacts): Promise<VaultFile> {
  const handle = await onDisk(facts, () => disk.open(path, constants.O_RDONLY | doesNotWait));
  const identity = await identityOf(disk, handle, facts);
  return joinVaultFile({ disk, path, handle, identity, lock: null, writable: false, isNew: false });
}

/** The lock; null where none can be made beside a file that can still be read. */
async function lockOrNull(
  disk: Disk,
  path: string,
  options: OpenVaultFileOptions,
  facts: FailureFacts,
): Promise<HeldLock | null> {
  try {
    return await takeFileLock(disk, path, options.lock === undefined ? {} : { lock: options.lock });
  } catch (error) {
    const errno = errnoOf(error);
    const full = errno === 'ENOSPC' || errno === 'EDQUOT';
    if (options.create !== true && (isReadOnlyErrno(errno) || full)) {
      return null;
    }
    throw diskFailure(error, facts);
  }
}

async function openHandle(disk: Disk, path: string, create: boolean, facts: FailureFacts): Promise<FileHandle | 'read-only'> {
  try {
    // SECURITY: O_EXCL: a file that is there is never overwritten, not even one that appeared this instant.
    const flags = constants.O_RDWR | doesNotWait | (create ? constants.O_CREAT | constants.O_EXCL : 0);
    return await disk.open(path, flags, 0o600);
  } catch (error) {
    const errno = errnoOf(error);
    if (create && errno === 'EEXIST') {
      throw new VaultFailure('vault.exists', facts);
    }
    if (!create && isReadOnlyErrno(errno)) {
      return 'read-only';
    }
    throw diskFailure(error, facts);
  }
}

/**
 * Opens one vault file. Fails with `vault.not-found`, `vault.exists`, `vault.not-a-vault` (a folder, a pipe), `vault.in-use`,
 * `vault.lock-unavailable` and `disk.*`. A file or folder that can only be read gives `writable: false`.
 */
export async function openVaultFile(path: string, options: OpenVaultFileOptions = {}): Promise<VaultFile> {
  const disk = options.disk ?? machineDisk;
  const create = options.create ?? false;
  const facts = { fileName: basename(path) };
  const realPath = await locate(disk, path, create, facts);
  if (options.readOnly === true && !create) {
    return openForReading(disk, realPath, facts);
  }
  const lock = await lockOrNull(disk, realPath, options, facts);
  if (lock === null) {
    return openForReading(disk, realPath, facts);
  }
  let handle: FileHandle | null = null;
  try {
    const opened = await openHandle(disk, realPath, create, facts);
    if (opened === 'read-only') {
      await freeFileLock(lock);
      return await openForReading(disk, realPath, facts);
    }
    handle = opened;
    await removeLeftOvers(disk, realPath);
    return joinVaultFile({ disk, path: realPath, handle, identity: await identityOf(disk, handle, facts), lock, writable: true, isNew: create });
  } catch (error) {
    await handle?.close().catch(() => undefined);
    await freeFileLock(lock);
    throw diskFailure(error, facts);
  }
}
