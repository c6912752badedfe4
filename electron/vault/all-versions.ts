/**
 * Every version of every item as it stood at one moment, for whoever goes through all of them while others write: the rows in
 * slices, and the sealed blobs they point at. Used by compaction and by the check of the whole file.
 */
import type { BlobIdentity } from './details-blob.ts';
import type { Breathe } from './breath.ts';
import type { FrameWalk } from './frame-walk.ts';
import { rowOf } from './item-index.ts';
import type { ItemIndex } from './item-index.ts';
import { placesByFrame, takeRows } from './read-items.ts';
import type { BlobPlace, RowPlaces, VersionRow } from './version-row.ts';

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

/** The newest first: an overview list could be had from the first blocks alone. */
export async function* eachRows({ index, newest, older }: AllVersions, walk: FrameWalk, breathe: Breathe): AsyncGenerator<readonly VersionRow[]> {
  let rows: VersionRow[] = [];
  for (const number of newest) {
    rows.push(rowOf(index, number));
    if (rows.length >= rowsAtOnce) {
      yield rows;
      rows = [];
    }
    await breathe();
  }
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

export type LiveBlob = {
  readonly place: BlobPlace;
  readonly identity: BlobIdentity;
  /** Where it lies after a rewrite. */
  moved: BlobPlace | null;
};

export type LiveBlobs = {
  readonly count: number;
  /** By offset. */
  inFrame(frame: number): readonly LiveBlob[];
  at(place: BlobPlace): LiveBlob | undefined;
};

const none: readonly LiveBlob[] = Object.freeze([]);
const noNumbers = new Int32Array(0);

/** Every blob that a version points at, once. `tell` hears how many versions were looked at. */
export async function collectBlobs(vaultId: string, all: AllVersions, walk: FrameWalk, breathe: Breathe, tell: (done: number) => void): Promise<LiveBlobs> {
  const frames = new Map<number, Map<number, LiveBlob>>();
  let [count, done] = [0, 0];

  function add(place: BlobPlace, itemId: string, purpose: BlobIdentity['purpose'], ownerId: string): void {
    const blobs = frames.get(place.frame) ?? new Map<number, LiveBlob>();
    frames.set(place.frame, blobs);
    if (!blobs.has(place.offset)) {
      blobs.set(place.offset, { place, identity: { purpose, vaultId, itemId, ownerId }, moved: null });
      count += 1;
    }
  }

  function addAll(itemId: string, { details, attachments }: RowPlaces): void {
    add(details, itemId, 'details', details.versionId);
    for (const place of attachments) {
      add(place, itemId, 'attachment', place.attachmentId);
    }
    done += 1;
  }

  const { rows } = all.index;
  for (const number of all.newest) {
    const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
    addAll(block.itemId(row), block.places(row));
    if (done % rowsAtOnce === 0) {
      tell(done);
    }
    await breathe();
  }
  for await (const older of eachRows({ ...all, newest: noNumbers }, walk, breathe)) {
    older.forEach((row) => addAll(row.overview.id, row));
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
