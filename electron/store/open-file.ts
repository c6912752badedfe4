/**
 * What the vault can do with its file once it is open: read, append, make durable, replace as a whole, close.
 * Not here: finding, locking and opening it (`vault-file.ts`). Changes run one after another, in the order they were made; reads run
 * beside them, and beside the making of a new file until it takes its place.
 */
import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import { VaultFailure } from '../../shared/failure.ts';
import type { VaultFile } from '../vault/vault-port.ts';
import { doesNotWait, type Disk, type FileHandle, type FileIdentity } from './disk.ts';
import { diskFailure, errnoOf, onDisk } from './disk-failure.ts';
import { freeFileLock } from './file-lock.ts';
import type { HeldLock } from './system-lock.ts';
import { openTempFile, renameOver, syncFolder, type TempFile } from './temp-file.ts';
import { readFully, writeFully } from './write-fully.ts';

type OpenedFile = {
  readonly disk: Disk;
  readonly path: string;
  readonly handle: FileHandle;
  readonly identity: FileIdentity;
  readonly lock: HeldLock | null;
  /** How many open files of this place share the lock. */
  readonly sharers?: { count: number };
  readonly writable: boolean;
  readonly isNew: boolean;
  readonly platform?: NodeJS.Platform;
};

export function joinVaultFile(opened: OpenedFile): VaultFile {
  const { disk, path, writable } = opened;
  const platform = opened.platform ?? process.platform;
  const fileName = basename(path);
  const facts = { fileName };
  let handle = opened.handle;
  let identity = opened.identity.identity;
  /** The size we left the file with: anything else means that somebody wrote into it. Null where a failed call left it unknown. */
  let size: number | null = opened.identity.size;
  // Whoever put this file in its place may have been stopped before the folder was synced: then an older one comes back after a crash,
  // without what is written now. So the first sync syncs the folder, too.
  let nameIsDurable = false;
  let everSynced = !opened.isNew;
  let replacing = false;
  let closed = false;
  /** Set when the disk failed to make something durable; then what it holds is not known any more. */
  let syncFailed = false;
  const sharers = opened.sharers ?? { count: 1 };
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(async () => {
      if (closed) {
        throw new Error('the vault file is closed');
      }
      return onDisk(facts, work);
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  /** Reading waits for no write and no sync. A handle is closed only when what is being read through it has been read. */
  async function beside<T>(work: () => Promise<T>): Promise<T> {
    if (closed) {
      throw new Error('the vault file is closed');
    }
    return onDisk(facts, work);
  }

  /** A sync program may have put another file in this place: what we wrote then would be saved nowhere. */
  async function checkStillOurs(): Promise<void> {
    const atPath = await disk.stat(path).catch(async (error: unknown) => {
      // Moved or deleted while it was open; the disk is still there.
      const hasFolder = await disk.stat(dirname(path)).then(() => true, () => false);
      throw errnoOf(error) === 'ENOENT' && hasFolder ? new VaultFailure('vault.not-found', facts) : error;
    });
    if (atPath.identity !== identity || (size !== null && atPath.size !== size)) {
      throw new VaultFailure('vault.changed-on-disk', facts);
    }
    size = atPath.size;
  }

  function checkWritable(): void {
    if (!writable) {
      throw new VaultFailure('disk.read-only', facts);
    }
  }

  function checkNotReplacing(): void {
    if (replacing) {
      throw new Error('the vault file is being replaced');
    }
  }

  async function becomeNew(temp: TempFile): Promise<void> {
    const next = await disk.statHandle(temp.handle);
    if (platform === 'win32') {
      // Windows does not rename over an open file.
      await temp.handle.close();
      await handle.close();
      try {
        await renameOver(disk, temp.path, path, platform);
      } finally {
        handle = await disk.open(path, constants.O_RDWR);
      }
    } else {
      await renameOver(disk, temp.path, path, platform);
      const old = handle;
      handle = temp.handle;
      await old.close().catch(() => undefined);
    }
    identity = next.identity;
    size = next.size;
    everSynced = true;
    // The new file is in its place from here on, so this cannot be reported as "nothing happened" any more. A folder
    // that could not be made durable may still show the old file after a crash, whole; but nothing more is written then.
    try {
      await syncFolder(disk, dirname(path), platform);
      nameIsDurable = true;
      syncFailed = false;
    } catch {
      syncFailed = true;
    }
  }

  return {
    fileName,
    writable,
    size: () => beside(async () => (await disk.statHandle(handle)).size),
    read: (offset, length, into) =>
      beside(async () => {
        // SECURITY: a length out of a hostile file must not decide how much memory is taken.
        const available = Math.max(0, (await disk.statHandle(handle)).size - offset);
        return readFully(handle, offset, Math.min(length, available), into);
      }),
    write: (offset, bytes) =>
      inTurn(async () => {
        // After a failed sync, too: what was written may have to be put back. It is `sync` that then says no.
        checkWritable();
        await checkStillOurs();
        const end = Math.max(size ?? 0, offset + bytes.length);
        size = null;
        await writeFully(handle, bytes, offset);
        size = end;
      }),
    truncate: (length) =>
      inTurn(async () => {
        checkWritable();
        await checkStillOurs();
        size = null;
        await handle.truncate(length);
        size = length;
      }),
    sync: () =>
      inTurn(async () => {
        checkWritable();
        if (syncFailed) {
          throw new VaultFailure('disk.failed', { ...facts, check: 'earlier-sync' });
        }
        try {
          await handle.datasync();
          if (!nameIsDurable) {
            await syncFolder(disk, dirname(path), platform);
            nameIsDurable = true;
          }
        } catch (error) {
          // SECURITY: after a failed sync the system forgets which pages were lost, and the next one would say all is well.
          syncFailed = true;
          throw error;
        }
        await checkStillOurs();
        everSynced = true;
      }),
    async replace(fill) {
      const temp = await inTurn(async () => {
        checkWritable();
        checkNotReplacing();
        replacing = true;
        try {
          return await openTempFile(disk, path);
        } catch (error) {
          replacing = false;
          throw error;
        }
      });
      try {
        // Outside the turn: filling reads the old file, and others go on writing into it.
        await fill({ write: (bytes) => onDisk(facts, () => temp.write(bytes)) });
        await inTurn(async () => {
          await temp.finish();
          await checkStillOurs();
          await becomeNew(temp);
        });
      } catch (error) {
        if (handle !== temp.handle) {
          await temp.discard();
        }
        throw diskFailure(error, facts);
      } finally {
        replacing = false;
      }
    },
    reopen: () =>
      inTurn(async () => {
        let next: FileHandle;
        try {
          // SECURITY: looked at before it is opened, as any vault: a pipe in its place could hang.
          if (!(await disk.stat(path)).isFile) {
            throw new VaultFailure('vault.not-a-vault', facts);
          }
          next = await disk.open(path, (writable ? constants.O_RDWR : constants.O_RDONLY) | doesNotWait);
        } catch (error) {
          throw errnoOf(error) === 'ENOENT' ? new VaultFailure('vault.not-found', facts) : error;
        }
        const found = await disk.statHandle(next).catch(async (error: unknown) => {
          await next.close().catch(() => undefined);
          throw error;
        });
        if (!found.isFile) {
          await next.close();
          throw new VaultFailure('vault.not-a-vault', facts);
        }
        sharers.count += 1;
        return {
          file: joinVaultFile({ ...opened, handle: next, identity: found, sharers, isNew: false }),
          isAnother: found.identity !== identity,
        };
      }),
    unmake() {
      if (opened.isNew) {
        everSynced = false;
      }
    },
    async close() {
      await last;
      if (closed) {
        return;
      }
      closed = true;
      await handle.close().catch(() => undefined);
      if (!everSynced) {
        // A vault that was never saved once, or was taken back, is no vault; left there, it would stand in the way of the next try.
        await disk.unlink(path).catch(() => undefined);
      }
      sharers.count -= 1;
      if (sharers.count === 0) {
        await freeFileLock(opened.lock);
      }
    },
  };
}
