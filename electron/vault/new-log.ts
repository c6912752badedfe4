/** The log of a file that is being made, written front to back. Used by compaction and what it carries over. */
import { sealFrame } from './frame.ts';
import type { FrameKind } from './frame.ts';
import { framePlace } from './vault-state.ts';
import type { WriteTarget } from './vault-port.ts';
import type { VaultState } from './vault-state.ts';

export type NewLog = {
  /** Seals and writes a frame; its number. */
  add(kind: FrameKind, payload: Uint8Array): Promise<number>;
};

/** `next` is the vault as it will be once the file is in place; its log grows. */
export function makeNewLog(next: VaultState, target: WriteTarget): NewLog {
  return {
    async add(kind, payload) {
      const number = next.log.offsets.length;
      const frame = sealFrame(next.keys.frames, next.deps.random, kind, payload, framePlace(next, number, next.log.last));
      next.log.offsets.push(next.log.end);
      next.log.end += frame.length;
      next.log.last = frame.link;
      for (const part of frame.parts) {
        await target.write(part);
      }
      return number;
    },
  };
}
