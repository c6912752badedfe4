/**
 * Seals frames one behind the other and writes them at the end of the log. Changes nothing in the state but what is known of the
 * file's size; whoever appends takes the log over once the frames are durable, or cuts them off again.
 */
import { sealFrame } from './frame.ts';
import type { FrameKind, SealedFrame } from './frame.ts';
import { framePlace } from './vault-state.ts';
import type { LogState, VaultState } from './vault-state.ts';

/** Frames are gathered into writes of about this many bytes. */
const writeBytes = 1 << 22;

export type LogWriter = {
  /** Seals a frame, to be written later; its number. */
  add(kind: FrameKind, payload: Uint8Array): number;
  /** Bytes of all frames so far. */
  length(): number;
  /** Writes what waits; nothing happens where nothing does. */
  write(): Promise<void>;
  /** Writes what waits where it is much. */
  writeIfMuch(): Promise<void>;
  /** Called once, after the frames are durable. */
  logAfter(): LogState;
};

export function makeLogWriter(state: VaultState): LogWriter {
  const { offsets } = state.log;
  const { file } = state.deps;
  const added: number[] = [];
  let { end, last } = state.log;
  let written = end;
  let waiting: SealedFrame[] = [];

  async function write(): Promise<void> {
    if (waiting.length === 0) {
      return;
    }
    const bytes = Buffer.concat(waiting.flatMap((frame) => frame.parts));
    waiting = [];
    state.log.sizeOnDisk = null;
    await file.write(written, bytes);
    written += bytes.length;
  }

  return {
    add(kind, payload) {
      const number = offsets.length + added.length;
      const frame = sealFrame(state.keys.frames, state.deps.random, kind, payload, framePlace(state, number, last));
      added.push(end);
      end += frame.length;
      last = frame.link;
      waiting.push(frame);
      return number;
    },
    length: () => end - state.log.end,
    write,
    async writeIfMuch() {
      if (end - written >= writeBytes) {
        await write();
      }
    },
    logAfter() {
      for (const offset of added) {
        offsets.push(offset);
      }
      return { offsets, end, last, sizeOnDisk: end };
    },
  };
}
