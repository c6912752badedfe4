/**
 * The few calls of `node:fs` that the store makes, as a port, so that tests can hand in a disk that fails.
 * Not here: what the calls are for. Used by every file of this room; `machineDisk` is the real one.
 */
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Opening a pipe would wait for its other end, for ever, and hold a thread that every file needs. Of no meaning for a file, or where there is no such flag. */
export const doesNotWait = constants.O_NONBLOCK ?? 0;

type Stats = { isFile(): boolean; isDirectory(): boolean; readonly size: bigint; readonly dev: bigint; readonly ino: bigint };

/** What the store does with an open file; Node's own handle is one. */
export interface FileHandle {
  readonly fd: number;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesWritten: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  datasync(): Promise<void>;
  stat(options: { readonly bigint: true }): Promise<Stats>;
  close(): Promise<void>;
}

/** Which file an open handle or a path names: two with the same words are the same file. */
export type FileIdentity = {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  readonly size: number;
  /** Device and inode. */
  readonly identity: string;
};

export interface Disk {
  open(path: string, flags: number, mode?: number): Promise<FileHandle>;
  /** Follows links. */
  stat(path: string): Promise<FileIdentity>;
  /** Does not follow a link. */
  lstat(path: string): Promise<FileIdentity>;
  statHandle(handle: FileHandle): Promise<FileIdentity>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  readdir(path: string): Promise<readonly string[]>;
  /** With those above it, for its owner alone; content where there is one. */
  makeFolder(path: string): Promise<void>;
}

function identityOf(stats: Stats): FileIdentity {
  return {
    isFile: stats.isFile(),
    isFolder: stats.isDirectory(),
    size: Number(stats.size),
    identity: `${stats.dev}:${stats.ino}`,
  };
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Not Node's own `recursive`: it tries for ever where a folder that is there says that it is not, as /proc does. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' && dirname(path) !== path && !(await isFolder(dirname(path)))) {
      await makeFolder(dirname(path));
      await mkdir(path, { mode: 0o700 });
    } else if (code !== 'EEXIST' || !(await isFolder(path))) {
      throw error;
    }
  }
}

export const machineDisk: Disk = {
  open: (path, flags, mode) => open(path, flags, mode),
  stat: async (path) => identityOf(await stat(path, { bigint: true })),
  lstat: async (path) => identityOf(await lstat(path, { bigint: true })),
  statHandle: async (handle) => identityOf(await handle.stat({ bigint: true })),
  realpath: (path) => realpath(path),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  readdir: (path) => readdir(path),
  makeFolder,
};
