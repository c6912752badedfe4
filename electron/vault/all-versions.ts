/**
 * Every version of every item as it stood at one moment, for whoever goes through all of them while others write: the rows in
 * slices, and the sealed blobs they point at. Used by compaction and by the check of the whole file.
 */
import type { BlobIdentity } from './details-blob.ts';
import type { Breathe } from './breath.ts';
import type { FrameWalk } from './frame-walk.ts';
import type { ItemIndex } from './item-index.ts';
import { movePlaces } from './move-places.ts';
import type { FindMoved } from './move-places.ts';
import { partsOf } from './pack-block.ts';
import type { RowParts } from './pack-block.ts';
import { placesByFrame, takeRows } from './read-items.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';

const rowsAtOnce = 1_000;

export type AllVersions = {
  readonly index: ItemIndex;
  /** Numbers of the rows that are newest. */
  readonly newest: Int32Array;
  /** By frame, ascending: places of the rows that are not. */
  readonly older: readonly (readonly [frame: number, places: readonly number[]])[];
  readonly count: number;
};

/** At once, so that it agrees with the log. */
export function takeAllVersions(index: ItemIndex): AllVersions {
  const older = [...index.items.older.values()].flatMap((versions) => versions.map(({ row }) => row));
  const newest = index.rows.living();
  return { index, newest, older: [...placesByFrame(older)].sort(([left], [right]) => left - right), count: older.length + newest.length };
}

/** All rows in pieces, their blobs where `find` says; the newest first: an overview list could be had from the first blocks alone. */
export async function* eachMoved(all: AllVersions, walk: FrameWalk, find: FindMoved, breathe: Breathe): AsyncGenerator<readonly RowParts[]> {
  const { rows } = all.index;
  let parts: RowParts[] = [];
  for (const number of all.newest) {
    parts.push(rows.blockOf(number).moved(rows.rowOf(number), find));
    if (parts.length >= rowsAtOnce) {
      yield parts;
      parts = [];
    }
    await breathe();
  }
  for await (const older of eachOlder(all, walk, breathe)) {
    parts.push(...older.map((row) => partsOf(movePlaces(row, find))));
    if (parts.length >= rowsAtOnce) {
      yield parts;
      parts = [];
    }
  }
  if (parts.length > 0) {
    yield parts;
  }
}

/** The versions that are not the newest, frame by frame. */
async function* eachOlder({ index, older }: AllVersions, walk: FrameWalk, breathe: Breathe): AsyncGenerator<readonly VersionRow[]> {
  let rows: VersionRow[] = [];
  for (const [frame, places] of older) {
    rows.push(...takeRows((await walk.frame(frame)).payload, places, index.words));
    if (rows.length >= rowsAtOnce) {
      yield rows;
      rows = [];
    }
    await breathe();
  }
  if (rows.length > 0) {
    yield rows;
  }
}

/** Small, for there are hundreds of thousands: what it is is said only when asked for. */
export class LiveBlob {
  readonly place: BlobPlace;
  /** Where it lies after a rewrite. */
  moved: BlobPlace | null = null;
  private readonly identify: (blob: LiveBlob) => BlobIdentity;
  /** Of the row whose own details it is; -1 where `identify` needs none. */
  readonly number: number;

  constructor(place: BlobPlace, number: number, identify: (blob: LiveBlob) => BlobIdentity) {
    this.place = place;
    this.number = number;
    this.identify = identify;
  }

  get identity(): BlobIdentity {
    return this.identify(this);
  }
}

export type LiveBlobs = {
  readonly count: number;
  /** By offset. */
  inFrame(frame: number): readonly LiveBlob[];
  at(place: BlobPlace): LiveBlob | undefined;
};

const none: readonly LiveBlob[] = Object.freeze([]);

/** Every blob that a version points at, once. `tell` hears how many versions were looked at. */
export async function collectBlobs(vaultId: string, all: AllVersions, walk: FrameWalk, breathe: Breathe, tell: (done: number) => void): Promise<LiveBlobs> {
  const frames = new Map<number, Map<number, LiveBlob>>();
  const { rows } = all.index;
  let [count, done] = [0, 0];

  function add(place: BlobPlace, number: number, identify: (blob: LiveBlob) => BlobIdentity): void {
    const blobs = frames.get(place.frame) ?? new Map<number, LiveBlob>();
    frames.set(place.frame, blobs);
    if (!blobs.has(place.offset)) {
      blobs.set(place.offset, new LiveBlob(place, number, identify));
      count += 1;
    }
  }

  function ownDetails({ number }: LiveBlob): BlobIdentity {
    const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
    return { purpose: 'details', vaultId, itemId: block.itemId(row), ownerId: block.versionId(row) };
  }

  function addNamed(place: BlobPlace, itemId: string, purpose: BlobIdentity['purpose'], ownerId: string): void {
    add(place, -1, () => ({ purpose, vaultId, itemId, ownerId }));
  }

  for (const number of all.newest) {
    const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
    const { owner, details, attachments } = block.blobs(row);
    if (owner === null) {
      add(details, number, ownDetails);
    } else {
      addNamed(details, block.itemId(row), 'details', owner);
    }
    attachments.forEach((place) => addNamed(place, block.itemId(row), 'attachment', place.attachmentId));
    done += 1;
    if (done % rowsAtOnce === 0) {
      tell(done);
    }
    await breathe();
  }
  for await (const older of eachOlder(all, walk, breathe)) {
    for (const { overview, details, attachments } of older) {
      addNamed(details, overview.id, 'details', details.versionId);
      attachments.forEach((place) => addNamed(place, overview.id, 'attachment', place.attachmentId));
    }
    done += older.length;
    tell(done);
    await breathe();
  }
  tell(done);
  return {
    count,
    inFrame(frame) {
      const blobs = frames.get(frame);
      return blobs ? [...blobs.values()].sort((left, right) => left.place.offset - right.place.offset) : none;
    },
    at: ({ frame, offset }) => frames.get(frame)?.get(offset),
  };
}
