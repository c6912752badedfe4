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
import { stampSettings } from './settings-times.ts';
import type { SettingsTimes } from './settings-times.ts';
import { endsAsLeft, framePlace } from './vault-state.ts';
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
  /** Sealed blobs, in the order in which `rows` is told their places; read one after another, and not kept once they are written. */
  readonly blobs?: readonly Uint8Array[] | AsyncIterable<Uint8Array>;
  readonly rows?: (places: readonly BlobPlace[]) => readonly VersionRow[];
  readonly purged?: readonly (readonly [itemId: string, at: number])[];
  readonly settings?: VaultSettings;
  /** When they were chosen, where that is not now. */
  readonly settingsAt?: SettingsTimes;
};

export type Saving = { readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined };

export async function appendTransaction(state: VaultState, draft: Draft, saving: Saving = {}): Promise<void> {
  requireWritable(state);
  await prepareTail(state);
  const first = state.log.offsets.length;
  const frames = frameMaker(state);
  const tail = tailWriter(state, saving);
  const settingsAt = draft.settings ? (draft.settingsAt ?? stampSettings(state, draft.settings, draft.at)) : null;
  try {
    const places: BlobPlace[] = [];
    for await (const payload of packBlobs(draft.blobs ?? [], first, places)) {
      frames.add(frameKinds.details, payload);
      if (frames.waiting() > 2 * detailsFrameBytes) {
        await tail.write(frames.take());
      }
    }
    // Many details: durable before the commit that counts them, so that opening need not check them again.
    const settled = places.length === 0 || frames.length() > detailsFrameBytes;
    if (settled && places.length > 0) {
      await tail.write(frames.take());
      await tail.sync();
    }

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
        settingsAt,
        audit: [],
      }),
    );
    await tail.write(frames.take());
    await tail.sync();

    state.log = frames.logAfter();
    blocks.forEach(({ payload, frame }) => addBlock(state.index, payload, frame));
    if (inline) {
      rows.forEach((row, index) => addRow(state.index, row, { frame: commitFrame, index }));
    }
  } catch (error) {
    await tail.cut();
    throw error;
  }
  for (const [itemId, at] of draft.purged ?? []) {
    purgeItem(state.index, itemId, at);
  }
  state.settings = draft.settings ?? state.settings;
  state.settingsAt = settingsAt ?? state.settingsAt;
  state.revision += 1;
}

/** Makes the file end where the log ends, and both headers whole, before anything is added. */
async function prepareTail(state: VaultState): Promise<void> {
  const { file } = state.deps;
  await repairHeader(state);
  // Another program may have written over it, to the same length.
  const isOurs = state.log.sizeOnDisk === null || ((await file.size()) === state.log.sizeOnDisk && (state.log.offsets.length === 0 || (await endsAsLeft(state, file))));
  if (!isOurs) {
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

/** Writes behind the end of the log, part by part. Nothing counts before the commit, which is in the last part. */
function tailWriter(state: VaultState, saving: Saving) {
  const { file } = state.deps;
  let offset = state.log.end;
  return {
    async write(frames: readonly SealedFrame[]): Promise<void> {
      const gathered = gatherWrites(frames);
      for (const [done, bytes] of gathered.entries()) {
        if (saving.signal?.aborted) {
          throw new VaultFailure('cancelled');
        }
        state.log.sizeOnDisk = null;
        await file.write(offset, bytes);
        offset += bytes.length;
        saving.progress?.('write', done + 1, gathered.length);
      }
    },
    sync: () => file.sync(),
    async cut(): Promise<void> {
      if (state.log.sizeOnDisk === null) {
        await cutTail(state).catch(() => undefined);
      }
    },
  };
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
    waiting: () => made.reduce((sum, frame) => sum + frame.length, 0),
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

/** Puts blobs into payloads of a few megabytes, and says into `places` where each will stand; a blob never spans two. */
async function* packBlobs(
  blobs: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  firstFrame: number,
  places: BlobPlace[],
): AsyncGenerator<Buffer> {
  let open: Uint8Array[] = [];
  let size = 0;
  let frame = firstFrame;
  for await (const blob of blobs) {
    if (open.length > 0 && size + blob.length > detailsFrameBytes) {
      yield Buffer.concat(open);
      frame += 1;
      open = [];
      size = 0;
    }
    places.push({ frame, offset: size, length: blob.length });
    open.push(blob);
    size += blob.length;
  }
  if (open.length > 0) {
    yield Buffer.concat(open);
  }
}
