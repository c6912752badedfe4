/**
 * Frames of native messaging: four bytes of length, little end first, then so many bytes. One read of a socket is no message: it may hold
 * half of one or several. Used by the host, by the listener, and by tests that play a browser. Not here: what stands in a frame.
 */
import { messageBytes } from '../../shared/browser-names.ts';

const headBytes = 4;

export type FrameReader = {
  /** The frames that are whole now, in order. Null from the moment a length was announced that nobody sends; nothing is read after it. */
  take(chunk: Uint8Array): readonly Buffer[] | null;
  /** True in the middle of a frame. */
  isAmid(): boolean;
};

export function makeFrameReader(most: number = messageBytes): FrameReader {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isOver = false;

  /** The first `count` bytes, which are there. */
  function peel(count: number): Buffer {
    const whole = held.length === 1 ? (held[0] ?? Buffer.alloc(0)) : Buffer.concat(held);
    held = [whole.subarray(count)];
    heldBytes -= count;
    return whole.subarray(0, count);
  }

  let awaited: number | null = null;
  return {
    isAmid: () => awaited !== null || heldBytes > 0,
    take(chunk) {
      if (isOver) {
        return null;
      }
      // Nothing is set aside for what is announced: what is kept is what has come.
      held.push(Buffer.from(chunk));
      heldBytes += chunk.length;
      const frames: Buffer[] = [];
      for (;;) {
        if (awaited === null) {
          if (heldBytes < headBytes) {
            return frames;
          }
          awaited = peel(headBytes).readUInt32LE();
          if (awaited > most) {
            isOver = true;
            held = [];
            return null;
          }
        }
        if (heldBytes < awaited) {
          return frames;
        }
        frames.push(peel(awaited));
        awaited = null;
      }
    },
  };
}

export function encodeFrame(body: Uint8Array): Buffer {
  if (body.length > messageBytes) {
    throw new RangeError('too large for a frame');
  }
  const frame = Buffer.alloc(headBytes + body.length);
  frame.writeUInt32LE(body.length);
  frame.set(body, headBytes);
  return frame;
}

export function encodeMessage(message: unknown): Buffer {
  return encodeFrame(Buffer.from(JSON.stringify(message), 'utf8'));
}

/** Undefined where the bytes are no JSON. */
export function parseMessage(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
