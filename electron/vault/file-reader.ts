/** Reads a vault file forward through a window, so that a thousand small frames are not a thousand reads. Used by `scan-log.ts`. */
import type { VaultFile } from './vault-port.ts';

const windowBytes = 1 << 18;

export type FileReader = {
  /** `length` bytes from `offset`, or fewer at the end of the file. The bytes may be overwritten by no one. */
  read(offset: number, length: number): Promise<Buffer>;
};

/** The same bytes as a Buffer, not a copy of them. */
export function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function makeFileReader(file: VaultFile): FileReader {
  let start = 0;
  let window: Buffer = Buffer.alloc(0);
  return {
    async read(offset, length) {
      if (offset < start || offset + length > start + window.length) {
        const wanted = Math.max(length, windowBytes);
        window = viewOf(await file.read(offset, wanted));
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
  };
}
