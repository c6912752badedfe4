/**
 * Compaction and change of the vault key: the whole file anew, without what was purged. Sealed details are copied as they are, their
 * item keys wrapped anew where the vault key changes; every source frame is checked on the way. A crash or a cancellation leaves
 * the old file whole; afterwards it is one large transaction of a new epoch.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { detailsFrameBytes } from './blob-group.ts';
import type { Saving } from './append-transaction.ts';
import { requireWritable } from './change-header.ts';
import { encodeCommit, packRows } from './commit-payload.ts';
import { rewrapBlob } from './details-blob.ts';
import type { BlobIdentity } from './details-blob.ts';
import { logOffset } from './file-layout.ts';
import { firstLink, frameKinds, sealFrame } from './frame.ts';
import type { FrameKind } from './frame.ts';
import type { HeaderSlot } from './header-body.ts';
import { encodeHeaderCopy } from './header-copy.ts';
import { addBlock, makeItemIndex } from './item-index.ts';
import { readRowsAt } from './read-items.ts';
import { requireKeys } from './vault-keys.ts';
import type { VaultKeys } from './vault-keys.ts';
import { framePlace, readFrameAgain } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';

const versionsAtOnce = 1_000;

type NewFile = { readonly keys: VaultKeys; readonly slots: readonly HeaderSlot[] };
type Target = { write(bytes: Uint8Array): Promise<void> };

/** The keys given replace those of the state when the new file is in place; until then they are the caller's. */
export async function rewriteFile(state: VaultState, { keys, slots }: NewFile, saving: Saving = {}): Promise<void> {
  requireWritable(state);
  const next: VaultState = {
    ...state,
    keys,
    header: { ...state.header, slots, epoch: state.header.epoch + 1, generation: state.header.generation + 1 },
    servingCopy: 0,
    otherCopyIsStale: false,
    log: { offsets: [], end: logOffset, last: firstLink, sizeOnDisk: logOffset },
    index: { ...makeItemIndex(), words: state.index.words },
    revision: state.revision + 1,
  };
  const header = encodeHeaderCopy(next.header, next.prefix, keys.headerMac);
  const versions = await collectVersions(state, saving);
  await state.deps.file.replace(async (target) => {
    await target.write(next.prefix);
    await target.write(header);
    await target.write(header);
    const places = await copyBlobs(state, next, versions, target, saving);
    await writeRows(next, versions, places, target, saving);
    await writeFrame(next, target, frameKinds.commit, encodeCommit(closing(state, next)));
    stopIfCancelled(saving);
    // SECURITY: a lock empties the index at once. A file made from an emptied one must never take the place of the whole one.
    requireKeys(state.keys);
  });
  next.log.sizeOnDisk = next.log.end;
  for (const [itemId, at] of state.index.purged) {
    next.index.purged.set(itemId, at);
  }
  Object.assign(state, next);
}

/** Current versions first: an overview list could be had from the first blocks alone. */
async function collectVersions(state: VaultState, saving: Saving): Promise<readonly VersionRow[]> {
  const records = [...state.index.items.values()];
  const wanted = new Map<number, Set<number>>();
  for (const { row } of records.flatMap((record) => record.older)) {
    wanted.set(row.frame, (wanted.get(row.frame) ?? new Set()).add(row.index));
  }
  const older: VersionRow[] = [];
  for (const [frame, places] of wanted) {
    stopIfCancelled(saving);
    older.push(...(await readRowsAt(state, frame, [...places])));
  }
  return [...records.map((record) => record.current), ...older];
}

type LiveBlob = { readonly place: BlobPlace; readonly identity: BlobIdentity };

/** Every blob that a version points at, once, by source frame. */
function liveBlobs(vaultId: string, versions: readonly VersionRow[]): Map<number, Map<number, LiveBlob>> {
  const frames = new Map<number, Map<number, LiveBlob>>();
  const add = (place: BlobPlace, identity: BlobIdentity): void => {
    frames.set(place.frame, (frames.get(place.frame) ?? new Map<number, LiveBlob>()).set(place.offset, { place, identity }));
  };
  for (const { overview, details, attachments } of versions) {
    const base = { vaultId, itemId: overview.id };
    add(details, { ...base, purpose: 'details', ownerId: details.versionId });
    attachments.forEach((place) => add(place, { ...base, purpose: 'attachment', ownerId: place.attachmentId }));
  }
  return frames;
}

type Places = ReadonlyMap<string, BlobPlace>;

function placeName({ frame, offset }: BlobPlace): string {
  return `${frame}:${offset}`;
}

async function copyBlobs(state: VaultState, next: VaultState, versions: readonly VersionRow[], target: Target, saving: Saving): Promise<Places> {
  const frames = [...liveBlobs(state.vaultId, versions)].sort(([left], [right]) => left - right);
  const rekeyed = next.keys !== state.keys;
  const places = new Map<string, BlobPlace>();
  let pending: Buffer[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (pending.length > 0) {
      await writeFrame(next, target, frameKinds.details, Buffer.concat(pending));
    }
    pending = [];
    size = 0;
  };
  for (const [done, [frame, blobs]] of frames.entries()) {
    stopIfCancelled(saving);
    saving.progress?.('rewrite', done, frames.length);
    const payload = await readFrameAgain(state, frame);
    for (const { place, identity } of blobs.values()) {
      const sealed = payload.subarray(place.offset, place.offset + place.length);
      if (sealed.length !== place.length) {
        throw new VaultFailure('item.damaged');
      }
      const blob = rekeyed ? rewrapBlob(state.keys.itemWrapping, next.keys.itemWrapping, state.deps.random, sealed, identity) : Buffer.from(sealed);
      if (size + blob.length > detailsFrameBytes) {
        await flush();
      }
      places.set(placeName(place), { frame: next.log.offsets.length, offset: size, length: blob.length });
      pending.push(blob);
      size += blob.length;
    }
  }
  await flush();
  return places;
}

async function writeRows(next: VaultState, versions: readonly VersionRow[], places: Places, target: Target, saving: Saving): Promise<void> {
  const moved = <P extends BlobPlace>(place: P): P => {
    const found = places.get(placeName(place));
    if (!found) {
      throw new RangeError('a blob was not copied');
    }
    return { ...place, ...found };
  };
  for (let from = 0; from < versions.length; from += versionsAtOnce) {
    stopIfCancelled(saving);
    const block = versions.slice(from, from + versionsAtOnce).map((row) => ({
      overview: row.overview,
      details: moved(row.details),
      attachments: row.attachments.map(moved),
    }));
    for (const { payload } of packRows(block)) {
      const frame = await writeFrame(next, target, frameKinds.overview, payload);
      addBlock(next.index, payload, frame);
    }
  }
}

function closing(state: VaultState, next: VaultState) {
  return {
    first: 0,
    at: next.deps.clock.now(),
    device: next.deps.device,
    settled: true,
    rows: [],
    purged: [...state.index.purged],
    settings: state.settings,
    audit: [],
  };
}

async function writeFrame(next: VaultState, target: Target, kind: FrameKind, payload: Uint8Array): Promise<number> {
  const number = next.log.offsets.length;
  const frame = sealFrame(next.keys.frames, next.deps.random, kind, payload, framePlace(next, number, next.log.last));
  for (const part of frame.parts) {
    await target.write(part);
  }
  next.log.offsets.push(next.log.end);
  next.log.end += frame.length;
  next.log.last = frame.link;
  return number;
}

function stopIfCancelled(saving: Saving): void {
  if (saving.signal?.aborted) {
    throw new VaultFailure('cancelled');
  }
}
