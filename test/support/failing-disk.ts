/**
 * The real disk with chosen calls made to fail, as a full, broken or read-only one would. Used by tests of `electron/store`.
 */
import { machineDisk, type Disk, type FileHandle } from '../../electron/store/disk.ts';

/** An error as the operating system gives it. */
export function errnoError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code, errno: -1, syscall: 'test' });
}

export type HandleChanges = Partial<Pick<FileHandle, 'write' | 'read' | 'sync' | 'datasync' | 'truncate' | 'close'>>;

/** The real disk, some of whose calls and handles are changed. */
export function changedDisk(changes: Partial<Disk>, changeHandle?: (path: string, handle: FileHandle) => HandleChanges): Disk {
  return {
    ...machineDisk,
    async open(path, flags, mode) {
      const handle = await machineDisk.open(path, flags, mode);
      return changeHandle === undefined ? handle : Object.assign(handle, changeHandle(path, handle));
    },
    ...changes,
  };
}
