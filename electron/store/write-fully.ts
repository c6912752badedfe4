/**
 * Writing and reading all of it: the operating system may take or give less than it was asked to.
 * Called by the vault file, the temporary file and the JSON file.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { FileHandle } from './disk.ts';

export async function writeFully(handle: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
    if (bytesWritten <= 0) {
      throw new VaultFailure('disk.failed', { check: 'short-write' });
    }
    done += bytesWritten;
  }
}

/** Reads `length` bytes from `offset`, into `bytes` where they are given; fewer only at the end of the file. */
export async function readFully(handle: FileHandle, offset: number, length: number, bytes: Uint8Array = new Uint8Array(length)): Promise<Uint8Array> {
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead <= 0) {
      return bytes.subarray(0, done);
    }
    done += bytesRead;
  }
  return bytes.subarray(0, length);
}
