/**
 * What was saved in the old file while compaction made the new one: carried over transaction by transaction, each sealed anew in its
 * new place, its rows pointing at where the blobs lie now. Used by `rewrite-file.ts`, several times until little is left.
 */
import type { LiveBlobs } from './all-versions.ts';
import type { Breathe } from './breath.ts';
import { encodeCommit, packRows, parseCommit } from './commit-payload.ts';
import type { Commit } from './commit-payload.ts';
import { frameKinds } from './frame.ts';
import type { FrameWalk } from './frame-walk.ts';
import { addBlock, addRow, purgeItem } from './item-index.ts';
import { movePlaces } from './move-places.ts';
import type { NewLog } from './new-log.ts';
import { openBlock } from './overview-block.ts';
import type { VaultState } from './vault-state.ts';
import { encodeRow, parseRow } from './version-row.ts';
import type { VersionRow } from './version-row.ts';

/** Goes through the frames of `walk` from `from` on, which begin a transaction. */
export function carryOver(next: VaultState, blobs: LiveBlobs, log: NewLog, breathe: Breathe): (walk: FrameWalk, from: number) => Promise<void> {
  const { index } = next;
  /** Old number to new one. */
  const detailsFrames = new Map<number, number>();
  let first = next.log.offsets.length;
  let blocks: { readonly payload: Buffer; readonly frame: number }[] = [];

  function move(row: VersionRow): VersionRow {
    return movePlaces(row, (place) => {
      const frame = detailsFrames.get(place.frame);
      return frame === undefined ? (blobs.at(place)?.moved ?? null) : { ...place, frame };
    });
  }

  async function carryBlock(payload: Buffer): Promise<void> {
    const block = openBlock(payload);
    const rows = Array.from({ length: block.count }, (_, row) => move(block.row(row, index.words)));
    block.forget();
    for (const packed of packRows(rows)) {
      blocks.push({ payload: packed, frame: await log.add(frameKinds.overview, packed) });
    }
  }

  /** Into memory in the order in which a reader of the new file would take it. */
  async function carryCommit(commit: Commit): Promise<void> {
    const rows = commit.rows.map((row) => move(parseRow(row, index.words)));
    const frame = await log.add(frameKinds.commit, encodeCommit({ ...commit, first, rows: rows.map(encodeRow) }));
    for (const [itemId, at] of commit.purged) {
      purgeItem(index, itemId, at);
    }
    for (const block of blocks) {
      addBlock(index, block.payload, block.frame);
      await breathe();
    }
    rows.forEach((row, place) => addRow(index, row, { frame, index: place }));
    first = frame + 1;
    blocks = [];
  }

  return async (walk, from) => {
    first = next.log.offsets.length;
    for (let number = from; number < walk.frames; number += 1) {
      const { kind, payload } = await walk.frame(number);
      if (kind === frameKinds.details) {
        detailsFrames.set(number, await log.add(kind, Buffer.from(payload)));
      } else if (kind === frameKinds.overview) {
        await carryBlock(payload);
      } else {
        await carryCommit(parseCommit(payload));
      }
      await breathe();
    }
  };
}
