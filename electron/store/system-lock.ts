/**
 * The operating system's own lock on a file, which dies with the process that holds it: `flock` on Linux and macOS, a
 * handle that others may only read beside on Windows. Not here: where the lock file stands and what it says (`file-lock.ts`).
 *
 * The Windows half was written against Microsoft's documentation and has not been run yet.
 */
import { constants } from 'node:fs';
import koffi from 'koffi';
import type { Disk } from './disk.ts';

/** A held lock. `writeText` replaces what the lock file says; `release` frees the lock and removes the file. */
export type HeldLock = {
  writeText(text: string): Promise<void>;
  release(): Promise<void>;
};

/** `held`: by another. `unsupported`: this filesystem cannot lock. Errors of the operating system are thrown as they are. */
export type LockAttempt =
  | { readonly outcome: 'taken'; readonly lock: HeldLock }
  | { readonly outcome: 'held' }
  | { readonly outcome: 'unsupported' };

export type SystemLock = (disk: Disk, lockPath: string) => Promise<LockAttempt>;

const exclusiveWithoutWaiting = 2 | 4;

let flockFunction: ((fd: number, operation: number) => number) | null = null;

function flock(fd: number, operation: number): number {
  // The process itself is loaded, so that it does not matter which C library it is linked with.
  flockFunction ??= koffi.load(null).func('int flock(int fd, int operation)');
  return flockFunction(fd, operation);
}

/** Linux and macOS. */
export const posixLock: SystemLock = async (disk, lockPath) => {
  for (;;) {
    // SECURITY: O_NOFOLLOW, so that a link in a shared folder cannot make us write our process id into another file.
    const handle = await disk.open(lockPath, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o600);
    let keep = false;
    try {
      if (flock(handle.fd, exclusiveWithoutWaiting) !== 0) {
        const errno = koffi.errno();
        const codes = koffi.os.errno;
        if (errno === codes['EWOULDBLOCK'] || errno === codes['EAGAIN']) {
          return { outcome: 'held' };
        }
        if (errno === codes['EINTR']) {
          continue;
        }
        return { outcome: 'unsupported' };
      }
      const ours = await disk.statHandle(handle);
      const atPath = await disk.lstat(lockPath).catch(() => null);
      if (atPath === null || atPath.identity !== ours.identity) {
        // The one who held it has just removed the file: what we locked is no longer what others will open.
        continue;
      }
      keep = true;
      return {
        outcome: 'taken',
        lock: {
          async writeText(text) {
            const bytes = new TextEncoder().encode(text);
            await handle.truncate(0);
            await handle.write(bytes, 0, bytes.length, 0);
          },
          async release() {
            // Removed while still held: nobody can be holding the file of this name but us.
            await disk.unlink(lockPath).catch(() => undefined);
            await handle.close();
          },
        },
      };
    } finally {
      if (!keep) {
        await handle.close();
      }
    }
  }
};

const genericReadWrite = 0xc0000000;
const shareRead = 1;
const openAlways = 4;
const attributeNormal = 0x80;
const errorFileNotFound = 2;
const errorPathNotFound = 3;
const errorAccessDenied = 5;
const errorWriteProtect = 19;
const errorSharingViolation = 32;
const errorDiskFull = 112;

type WindowsCalls = {
  create(path: string, access: number, share: number, security: null, disposition: number, flags: number, template: number): number | bigint;
  write(handle: number | bigint, bytes: Uint8Array, length: number, written: Uint32Array, overlapped: null): number;
  close(handle: number | bigint): number;
  lastError(): number;
};

let windowsCalls: WindowsCalls | null = null;

function windows(): WindowsCalls {
  if (windowsCalls === null) {
    const library = koffi.load('kernel32.dll');
    windowsCalls = {
      create: library.func(
        'intptr_t __stdcall CreateFileW(str16 path, uint32_t access, uint32_t share, void *security, uint32_t disposition, uint32_t flags, intptr_t template)',
      ),
      write: library.func('int __stdcall WriteFile(intptr_t handle, uint8_t *bytes, uint32_t length, uint32_t *written, void *overlapped)'),
      close: library.func('int __stdcall CloseHandle(intptr_t handle)'),
      lastError: library.func('uint32_t __stdcall GetLastError()'),
    };
  }
  return windowsCalls;
}

function windowsError(code: number): Error {
  const names = new Map([
    [errorFileNotFound, 'ENOENT'],
    [errorPathNotFound, 'ENOENT'],
    [errorAccessDenied, 'EACCES'],
    [errorWriteProtect, 'EROFS'],
    [errorDiskFull, 'ENOSPC'],
  ]);
  return Object.assign(new Error('lock file'), { code: names.get(code) ?? 'EIO', errno: code, syscall: 'CreateFileW' });
}

/** Windows: whoever has the file open for writing keeps others from opening it so. Not run yet. */
export const windowsLock: SystemLock = async (disk, lockPath) => {
  const calls = windows();
  // No security attributes: the handle is not inherited by child processes.
  const handle = calls.create(lockPath, genericReadWrite, shareRead, null, openAlways, attributeNormal, 0);
  if (BigInt(handle) === -1n) {
    const code = calls.lastError();
    if (code === errorSharingViolation) {
      return { outcome: 'held' };
    }
    throw windowsError(code);
  }
  return {
    outcome: 'taken',
    lock: {
      async writeText(text) {
        const bytes = new TextEncoder().encode(text);
        calls.write(handle, bytes, bytes.length, new Uint32Array(1), null);
      },
      async release() {
        calls.close(handle);
        // Fails, as it should, when the next one has opened it meanwhile: that handle does not share deletion.
        await disk.unlink(lockPath).catch(() => undefined);
      },
    },
  };
};

export const systemLock: SystemLock = process.platform === 'win32' ? windowsLock : posixLock;
