/**
 * Reads a vault file forward through a window, so that a thousand small frames are not a thousand reads, and reads ahead, so that
 * the disk works while a frame is being decrypted. Two buffers take turns; no new memory for each piece. Used by `scan-log.ts`.
 */
import type { VaultFile } from './vault-port.ts';

const pieceBytes = 1 << 20;
/** Room before a piece for the end of the one before it, so that a frame across both lies in one run of bytes. */
const carryBytes = 1 << 19;

export type FileReader = {
  /** `length` bytes from `offset`, or fewer at the end of the file. They stay as they are only until the next call. */
  read(offset: number, length: number): Promise<Buffer>;
};

/** The same bytes as a Buffer, not a copy of them. */
export function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes of the file from `start` on. */
type Window = { readonly start: number; readonly bytes: Buffer };

export function makeFileReader(file: VaultFile): FileReader {
  let [used, spare] = [Buffer.alloc(0), Buffer.alloc(0)];
  let window: Window = { start: 0, bytes: used };
  let ahead: { readonly start: number; readonly done: Promise<Buffer | null> } | null = null;

  function room(): Buffer {
    spare = spare.length === 0 ? Buffer.alloc(carryBytes + pieceBytes) : spare;
    return spare.subarray(carryBytes);
  }

  async function load(start: number, into: Buffer): Promise<Buffer> {
    return viewOf(await file.read(start, into.length, into));
  }

  /** A failure is met again, and told, when these bytes are asked for. */
  function readAhead(): void {
    const start = window.start + window.bytes.length;
    ahead = { start, done: load(start, room()).catch(() => null) };
  }

  function take(bytes: Window): void {
    window = bytes;
    [used, spare] = [spare, used];
  }

  /** What was read ahead, behind what of the window is still wanted; null where it does not serve. */
  async function follow(offset: number, length: number): Promise<Window | null> {
    const next = ahead;
    ahead = null;
    const bytes = next && (await next.done);
    const carried = next && offset >= window.start && offset <= next.start ? window.bytes.subarray(offset - window.start) : null;
    if (!bytes || !carried || carried.length > carryBytes || carried.length + bytes.length < length) {
      return null;
    }
    if (bytes.buffer !== spare.buffer) {
      return { start: offset, bytes: Buffer.concat([carried, bytes]) };
    }
    const from = carryBytes - carried.length;
    spare.set(carried, from);
    return { start: offset, bytes: spare.subarray(from, carryBytes + bytes.length) };
  }

  async function move(offset: number, length: number): Promise<void> {
    const following = await follow(offset, length);
    if (following) {
      take(following);
    } else if (length <= pieceBytes) {
      take({ start: offset, bytes: await load(offset, room()) });
    } else {
      window = { start: offset, bytes: viewOf(await file.read(offset, length)) };
    }
    if (window.bytes.length >= pieceBytes) {
      readAhead();
    }
  }

  return {
    async read(offset, length) {
      if (offset < window.start || offset + length > window.start + window.bytes.length) {
        await move(offset, length);
      }
      return window.bytes.subarray(offset - window.start, offset - window.start + length);
    },
  };
}
