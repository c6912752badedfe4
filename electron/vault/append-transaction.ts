/**
 * Saving: one transaction, written at the end of the log and durable when this returns. Memory changes only after the disk agreed;
 * a write that failed is cut off again, at once or before the next one. The only way by which items and settings change.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { requireWritable, repairHeader } from './change-header.ts';
import { encodeCommit, packRows } from './commit-payload.ts';
import { frameKinds, sealFrame } from './frame.ts';
import type { FrameKind, SealedFrame } from './frame.ts';
import { addBlock, addRow, purgeItem } from './item-index.ts';
import { framePlace } from './vault-state.ts';
import type { LogState, VaultState } from './vault-state.ts';
import { encodeRow } from './version-row.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';
import type { Progress } from './vault-port.ts';
import type { VaultSettings } from './vault-types.ts';

/** Rows fewer than this, and not longer than this together, stand in the commit itself. */
const rowsInCommit = 50;
const rowBytesInCommit = 1 << 18;
export const detailsFrameBytes = 1 << 22;

export type Draft = {
  readonly at: number;
  /** Sealed blobs, in the order in which `rows` is told their places. */
  readonly blobs?: readonly Uint8Array[];
  readonly rows?: (places: readonly BlobPlace[]) => readonly VersionRow[];
  readonly purged?: readonly (readonly [itemId: string, at: number])[];
  readonly settings?: VaultSettings;
};

export type Saving = { readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined };

export async function appendTransaction(state: VaultState, draft: Draft, saving: Saving = {}): Promise<void> {
  requireWritable(state);
  await prepareTail(state);
  const first = state.log.offsets.length;
  const frames = frameMaker(state);
  const { groups, places } = packBlobs(draft.blobs ?? [], first);
  for (const group of groups) {
    frames.add(frameKinds.details, Buffer.concat(group));
  }
  // Many details: durable before the commit that counts them, so that opening need not check them again.
  const settled = groups.length === 0 || frames.length() > detailsFrameBytes;
  const detailsFrames = frames.take();

  const rows = draft.rows?.(places) ?? [];
  const packed = packRows(rows);
  const inline = rows.length <= rowsInCommit && packed.every(({ payload }) => payload.length <= rowBytesInCommit);
  const blocks = inline ? [] : packed.map(({ payload }) => ({ payload, frame: frames.add(frameKinds.overview, payload) }));
  const commitFrame = frames.add(
    frameKinds.commit,
    encodeCommit({
      first,
      at: draft.at,
      device: state.deps.device,
      settled,
      rows: inline ? rows.map(encodeRow) : [],
      purged: draft.purged ?? [],
      settings: draft.settings ?? null,
      audit: [],
    }),
  );
  await writeFrames(state, settled ? [detailsFrames, frames.take()] : [[...detailsFrames, ...frames.take()]], saving);

  state.log = frames.logAfter();
  blocks.forEach(({ payload, frame }) => addBlock(state.index, payload, frame));
  if (inline) {
    rows.forEach((row, index) => addRow(state.index, row, { frame: commitFrame, index }));
  }
  for (const [itemId, at] of draft.purged ?? []) {
    purgeItem(state.index, itemId, at);
  }
  state.settings = draft.settings ?? state.settings;
  state.revision += 1;
}

/** Makes the file end where the log ends, and both headers whole, before anything is added. */
async function prepareTail(state: VaultState): Promise<void> {
  const { file } = state.deps;
  await repairHeader(state);
  if (state.log.sizeOnDisk !== null && (await file.size()) !== state.log.sizeOnDisk) {
    throw new VaultFailure('vault.changed-on-disk', { fileName: file.fileName });
  }
  if (state.log.sizeOnDisk !== state.log.end) {
    await cutTail(state);
  }
}

async function cutTail(state: VaultState): Promise<void> {
  state.log.sizeOnDisk = null;
  await state.deps.file.truncate(state.log.end);
  await state.deps.file.sync();
  state.log.sizeOnDisk = state.log.end;
}

async function writeFrames(state: VaultState, parts: readonly (readonly SealedFrame[])[], saving: Saving): Promise<void> {
  const { file } = state.deps;
  const writes = parts.map(gatherWrites);
  const total = writes.flat().length;
  let done = 0;
  let offset = state.log.end;
  try {
    for (const part of writes.filter((gathered) => gathered.length > 0)) {
      for (const bytes of part) {
        // The commit is in the last write: until then nothing has been added.
        if (saving.signal?.aborted) {
          throw new VaultFailure('cancelled');
        }
        state.log.sizeOnDisk = null;
        await file.write(offset, bytes);
        offset += bytes.length;
        done += 1;
        saving.progress?.('write', done, total);
      }
      await file.sync();
    }
  } catch (error) {
    await cutTail(state).catch(() => undefined);
    throw error;
  }
}

/** One write for a small part, one a frame for a large one. */
function gatherWrites(frames: readonly SealedFrame[]): readonly Buffer[] {
  const length = frames.reduce((sum, frame) => sum + frame.length, 0);
  const groups = length <= 2 * detailsFrameBytes ? [frames] : frames.map((frame) => [frame]);
  return groups.filter((group) => group.length > 0).map((group) => Buffer.concat(group.flatMap((frame) => frame.parts)));
}

/** Seals frames one behind the other; changes nothing in the state until asked for the log after them. */
function frameMaker(state: VaultState) {
  const { offsets } = state.log;
  const added: number[] = [];
  let { end, last } = state.log;
  let made: SealedFrame[] = [];
  return {
    add(kind: FrameKind, payload: Uint8Array): number {
      const number = offsets.length + added.length;
      const frame = sealFrame(state.keys.frames, state.deps.random, kind, payload, framePlace(state, number, last));
      added.push(end);
      end += frame.length;
      last = frame.link;
      made.push(frame);
      return number;
    },
    length: () => end - state.log.end,
    take(): readonly SealedFrame[] {
      const taken = made;
      made = [];
      return taken;
    },
    /** Called once, after the frames are durable. */
    logAfter(): LogState {
      offsets.push(...added);
      return { offsets, end, last, sizeOnDisk: end };
    },
  };
}

/** Puts blobs into frames of a few megabytes; a blob never spans two. */
function packBlobs(blobs: readonly Uint8Array[], firstFrame: number) {
  const groups: Uint8Array[][] = [];
  const places: BlobPlace[] = [];
  let size = 0;
  for (const blob of blobs) {
    const open = groups.at(-1);
    const fits = open !== undefined && size + blob.length <= detailsFrameBytes;
    size = fits ? size : 0;
    places.push({ frame: firstFrame + groups.length - (fits ? 1 : 0), offset: size, length: blob.length });
    if (fits) {
      open.push(blob);
    } else {
      groups.push([blob]);
    }
    size += blob.length;
  }
  return { groups, places };
}
