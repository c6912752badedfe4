/**
 * A disk in memory with one folder: it can be made to fail at any call, and it keeps a log of what was asked of it, from which
 * `crash-states.ts` says what a crash at any moment may leave. The store's own code runs over it unchanged.
 */
import { constants } from 'node:fs';
import type { Disk, FileHandle, FileIdentity } from '../../electron/store/disk.ts';
import type { SystemLock } from '../../electron/store/system-lock.ts';
import { errnoError } from './failing-disk.ts';

export const simulatedFolder = '/simulated';

export type CallName = 'open' | 'stat' | 'lstat' | 'statHandle' | 'realpath' | 'rename' | 'unlink' | 'readdir' | 'read' | 'write' | 'truncate' | 'sync' | 'datasync' | 'close';
/** `path` is the one the file was opened by, or the first one of the call; `bytes` how many a write is asked to put down. */
export type DiskCall = { readonly name: CallName; readonly path: string; readonly byPath: boolean; readonly changes: boolean; readonly bytes: number };
/** With `afterBytes`, a write puts down so many first; without `errno` it then says so, as a short write does. */
export type DiskFault = { readonly errno?: string; readonly afterBytes?: number };

export type DiskOp =
  | { readonly op: 'create'; readonly name: string; readonly inode: number }
  | { readonly op: 'rename'; readonly from: string; readonly to: string }
  | { readonly op: 'unlink'; readonly name: string }
  | { readonly op: 'write'; readonly inode: number; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly op: 'truncate'; readonly inode: number; readonly length: number }
  | { readonly op: 'sync'; readonly inode: number }
  /** What was written since the last sync may be lost though a later one succeeds. */
  | { readonly op: 'sync-failed'; readonly inode: number }
  | { readonly op: 'sync-folder' };

/** Content by path. */
export type DiskContent = ReadonlyMap<string, Buffer>;

export type SimulatedDisk = {
  readonly disk: Disk;
  /** Holds within this disk only. */
  readonly lock: SystemLock;
  readonly log: readonly DiskOp[];
  content(): DiskContent;
  /** Asked before each call; what it gives is what happens instead. Null: all is well. */
  breakWith(fault: ((call: DiskCall) => DiskFault | null) | null): void;
};

const folderInode = 1;

export function makeSimulatedDisk(start: DiskContent = new Map()): SimulatedDisk {
  const names = new Map<string, number>();
  const files = new Map<number, Buffer>();
  const locked = new Set<string>();
  const log: DiskOp[] = [];
  let lastInode = folderInode;
  let fault: ((call: DiskCall) => DiskFault | null) | null = null;

  function makeFile(path: string, bytes: Buffer): number {
    lastInode += 1;
    names.set(path, lastInode);
    files.set(lastInode, bytes);
    return lastInode;
  }
  for (const [path, bytes] of start) {
    makeFile(path, Buffer.from(bytes));
  }

  function ask(name: CallName, path: string, changes = false, bytes = 0): DiskFault {
    const byPath = !['statHandle', 'read', 'write', 'truncate', 'sync', 'datasync', 'close'].includes(name);
    return fault?.({ name, path, byPath, changes, bytes }) ?? {};
  }
  function check(name: CallName, path: string, changes = false): void {
    const { errno } = ask(name, path, changes);
    if (errno !== undefined) {
      throw errnoError(errno);
    }
  }
  function inodeAt(path: string): number {
    const inode = path === simulatedFolder ? folderInode : names.get(path);
    if (inode === undefined) {
      throw errnoError('ENOENT');
    }
    return inode;
  }
  function bytesOf(inode: number): Buffer {
    return files.get(inode) ?? Buffer.alloc(0);
  }
  function identityOf(inode: number): FileIdentity {
    return { isFile: inode !== folderInode, isFolder: inode === folderInode, size: bytesOf(inode).length, identity: `1:${inode}` };
  }
  function put(inode: number, offset: number, bytes: Uint8Array): void {
    log.push({ op: 'write', inode, offset, bytes: Uint8Array.from(bytes) });
    files.set(inode, writtenInto(bytesOf(inode), offset, bytes));
  }

  function handleOf(inode: number, path: string): FileHandle & { readonly inode: number } {
    const sync = (name: 'sync' | 'datasync') => async () => {
      const { errno } = ask(name, path, true);
      if (errno !== undefined) {
        log.push({ op: 'sync-failed', inode });
        throw errnoError(errno);
      }
      log.push(inode === folderInode ? { op: 'sync-folder' } : { op: 'sync', inode });
    };
    return {
      inode,
      fd: -1,
      async read(buffer, offset, length, position) {
        check('read', path);
        const part = bytesOf(inode).subarray(position, position + length);
        buffer.set(part, offset);
        return { bytesRead: part.length };
      },
      async write(buffer, offset, length, position) {
        const { errno, afterBytes = errno === undefined ? length : 0 } = ask('write', path, true, length);
        const part = buffer.subarray(offset, offset + Math.min(length, afterBytes));
        if (part.length > 0) {
          put(inode, position, part);
        }
        if (errno !== undefined) {
          throw errnoError(errno);
        }
        return { bytesWritten: part.length };
      },
      async truncate(length) {
        check('truncate', path, true);
        log.push({ op: 'truncate', inode, length });
        files.set(inode, truncatedTo(bytesOf(inode), length));
      },
      sync: sync('sync'),
      datasync: sync('datasync'),
      async stat() {
        throw new Error('the disk is asked for that');
      },
      async close() {
        check('close', path);
      },
    };
  }

  const inodes = new WeakMap<FileHandle, number>();
  const disk: Disk = {
    async open(path, flags) {
      const create = (flags & constants.O_CREAT) !== 0;
      const writing = (flags & (constants.O_RDWR | constants.O_WRONLY)) !== 0;
      check('open', path, create || writing);
      if (create && (flags & constants.O_EXCL) !== 0 && names.has(path)) {
        throw errnoError('EEXIST');
      }
      if (create && !names.has(path)) {
        log.push({ op: 'create', name: path, inode: makeFile(path, Buffer.alloc(0)) });
      }
      const handle = handleOf(inodeAt(path), path);
      inodes.set(handle, handle.inode);
      return handle;
    },
    async stat(path) {
      check('stat', path);
      return identityOf(inodeAt(path));
    },
    async lstat(path) {
      check('lstat', path);
      return identityOf(inodeAt(path));
    },
    async statHandle(handle) {
      check('statHandle', '');
      return identityOf(inodes.get(handle) ?? 0);
    },
    async realpath(path) {
      check('realpath', path);
      inodeAt(path);
      return path;
    },
    async rename(from, to) {
      check('rename', from, true);
      const inode = inodeAt(from);
      log.push({ op: 'rename', from, to });
      names.delete(from);
      names.set(to, inode);
    },
    async unlink(path) {
      check('unlink', path, true);
      inodeAt(path);
      log.push({ op: 'unlink', name: path });
      names.delete(path);
    },
    async readdir(path) {
      check('readdir', path);
      return [...names.keys()].map((name) => name.slice(simulatedFolder.length + 1));
    },
    async makeFolder() {
      throw errnoError('EROFS');
    },
  };

  return {
    disk,
    log,
    async lock(_, lockPath) {
      check('open', lockPath, true);
      if (locked.has(lockPath)) {
        return { outcome: 'held' };
      }
      locked.add(lockPath);
      const release = async (): Promise<void> => void locked.delete(lockPath);
      return { outcome: 'taken', lock: { writeText: async () => undefined, release } };
    },
    content: () => new Map([...names].map(([path, inode]) => [path, Buffer.from(bytesOf(inode))])),
    breakWith(next) {
      fault = next;
    },
  };
}

export function writtenInto(content: Buffer, offset: number, bytes: Uint8Array): Buffer {
  const grown = Buffer.alloc(Math.max(content.length, offset + bytes.length));
  grown.set(content);
  grown.set(bytes, offset);
  return grown;
}

export function truncatedTo(content: Buffer, length: number): Buffer {
  const cut = Buffer.alloc(length);
  cut.set(content.subarray(0, length));
  return cut;
}
