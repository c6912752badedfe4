/**
 * Reads frames of the open vault in ascending order, each checked, through one window over the file. What is read is the log as it
 * stood when the walk was made: what was appended since does not matter to it, and a file that took the place of the old one shows
 * as damage. Used by compaction and by the check of the whole file.
 */
import { tagBytes } from '../crypto/aead.ts';
import { makeFileReader } from './file-reader.ts';
import { firstLink, frameHeadBytes, linkOf, openWholeFrame } from './frame.ts';
import type { ChainLink, FrameKind } from './frame.ts';
import { damagedFrame, framePlace } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';

/** The payload of details stays as it is only until the next frame is asked for. */
export type WalkedFrame = { readonly kind: FrameKind; readonly payload: Buffer };

export type FrameWalk = {
  /** How many frames the log has. */
  readonly frames: number;
  /** Bytes from that frame on. */
  bytesFrom(number: number): number;
  frame(number: number): Promise<WalkedFrame>;
};

export function makeFrameWalk(state: VaultState): FrameWalk {
  const { keys, header, vaultIdBytes } = state;
  const { offsets, end: logEnd } = state.log;
  const frames = offsets.length;
  const reader = makeFileReader(state.deps.file);
  let before: { readonly number: number; readonly link: ChainLink } = { number: 0, link: firstLink };

  function spanOf(number: number): { readonly offset: number; readonly end: number } {
    const offset = offsets[number];
    if (offset === undefined || number >= frames) {
      throw damagedFrame();
    }
    return { offset, end: number + 1 < frames ? (offsets[number + 1] ?? logEnd) : logEnd };
  }

  /** Head and tag of the frame before; nothing of it is checked but by whoever uses the link. */
  async function linkBefore(number: number): Promise<ChainLink> {
    if (before.number === number) {
      return before.link;
    }
    if (number === 0) {
      return firstLink;
    }
    const { offset, end } = spanOf(number - 1);
    const head = Buffer.from(await reader.read(offset, frameHeadBytes));
    return linkOf(head, await reader.read(end - tagBytes, tagBytes));
  }

  return {
    frames,
    bytesFrom: (number) => (number >= frames ? 0 : logEnd - spanOf(number).offset),
    async frame(number) {
      const previous = await linkBefore(number);
      const { offset, end } = spanOf(number);
      const bytes = await reader.read(offset, end - offset);
      const opened = openWholeFrame(keys.frames, bytes, framePlace({ vaultIdBytes, header }, number, previous));
      if (!opened) {
        throw damagedFrame();
      }
      before = { number: number + 1, link: opened.link };
      return { kind: opened.head.kind, payload: opened.payload };
    },
  };
}
