/**
 * Takes the versions, tombstones and settings of another copy of the vault into the open one: the union of both, in one transaction.
 * Sealed blobs are copied as they are; where the copy has another vault key their item keys are wrapped anew. The header is not touched: ways
 * to open come from nowhere else. See "Merging" in docs/vault-format.md. Called by the session.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { sameKey } from '../crypto/secret-key.ts';
import { appendTransaction } from './append-transaction.ts';
import type { DraftContent, Saving } from './append-transaction.ts';
import { makeBreath } from './breath.ts';
import type { Breathe } from './breath.ts';
import { changeHeader, requireWritable } from './change-header.ts';
import { requireWhole } from './details-blob.ts';
import type { BlobIdentity } from './details-blob.ts';
import { recordOf } from './item-index.ts';
import type { RowPlace } from './item-index.ts';
import type { MergePlan } from './merge-plan.ts';
import { movePlaces } from './move-places.ts';
import { placesByTitle } from './places-by-title.ts';
import { placesByFrame, takeRows } from './read-items.ts';
import { requireMeantRow } from './require-meant.ts';
import { makeBlobCarrier } from './touch/carry-blob.ts';
import { touchPublicKey, uniteTouch } from './touch/touch-key.ts';
import { damagedFrame, readFrameAgain } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';

/** `plan` is what `planMerge` says, and not nothing. Durable when it returns; cancelled or failed, nothing was added. */
export async function mergeVault(here: VaultState, other: VaultState, plan: MergePlan, saving: Saving = {}): Promise<void> {
  requireWritable(here);
  await takeTouchKey(here, other);
  const breathe = makeBreath(saving.signal);
  const versions = plan.missing.flatMap(({ versions: missing }) => missing);
  const rows = await readAt(other, versions.map(({ row }) => row), saving, breathe);
  requireVersions(rows, versions.map(({ versionId }) => versionId));
  rows.forEach(requireMeantRow);
  const { known, wanted } = sortBlobs(rows, await blobsHere(here, plan, saving, breathe), here.vaultId);
  await requireRoomFor(wanted, other);
  const marked = touchItems(here, rows);
  const order = await placesByTitle(rows.map(({ overview }) => overview.title), breathe);
  const fill = async (into: DraftContent): Promise<void> => {
    const places = new Map<string, BlobPlace>(known);
    for await (const { name, sealed } of copyBlobs(here, other, wanted, marked, saving, breathe)) {
      places.set(name, into.addBlob(sealed));
      await into.writeFull();
      await breathe();
    }
    for (const row of order.flatMap((place) => rows[place] ?? [])) {
      into.addRow(movePlaces(row, (_, purpose, ownerId) => places.get(nameOf(purpose, row.overview.id, ownerId)) ?? null));
      await into.writeFull();
      await breathe();
    }
  };
  await appendTransaction(here, { at: here.deps.clock.now(), fill, purged: plan.purged, ...plan.settings }, saving);
}

/** Ways to open do not travel. The pair that items are sealed to which need a touch does, where there is none here: they could not be had else. */
async function takeTouchKey(here: VaultState, other: VaultState): Promise<void> {
  const united = uniteTouch(here, other);
  if (united) {
    await changeHeader(here, united.slots, united.touch);
  }
}

/** Items that need a touch here, or in a version that comes in: what comes with them is sealed for one, though it was not before. */
function touchItems({ index }: VaultState, rows: readonly VersionRow[]): ReadonlySet<string> {
  const ids = new Set(rows.map(({ overview }) => overview.id));
  const here = [...ids].filter((itemId) => index.items.has(itemId) && recordOf(index, itemId).current.overview.touchRequired);
  return new Set([...here, ...rows.filter(({ overview }) => overview.touchRequired).map(({ overview }) => overview.id)]);
}

/** Rows at these places, each frame read once. */
async function readAt(state: VaultState, places: readonly RowPlace[], saving: Saving, breathe: Breathe): Promise<readonly VersionRow[]> {
  const byFrame = placesByFrame(places);
  const rows: VersionRow[] = [];
  for (const [done, [frame, indexes]] of [...byFrame].entries()) {
    saving.progress?.('compare', done, byFrame.size);
    await breathe();
    rows.push(...takeRows(await readFrameAgain(state, frame), indexes, state.index.words));
  }
  return rows;
}

/** SECURITY: a file that was written over since it was read may hold other rows in the same places, as authentic as those that were there. */
function requireVersions(rows: readonly VersionRow[], versionIds: readonly string[]): void {
  const read = new Set(rows.map(({ overview }) => overview.versionId));
  if (!versionIds.every((versionId) => read.has(versionId))) {
    throw damagedFrame();
  }
}

type Blob = { readonly name: string; readonly place: BlobPlace; readonly identity: BlobIdentity };

/** SECURITY: with the purpose: a row that names a file as its details must not make it pass for some, or no new key could be made any more. */
function nameOf(purpose: BlobIdentity['purpose'], itemId: string, ownerId: string): string {
  return `${purpose} ${itemId} ${ownerId}`;
}

/** A blob is bound to its purpose, item and owner, and never changes: one of this name is the same in every copy. */
function blobsOf({ overview, details, attachments }: VersionRow, vaultId: string): readonly Blob[] {
  const itemId = overview.id;
  const blob = (purpose: BlobIdentity['purpose'], ownerId: string, place: BlobPlace): Blob => ({
    name: nameOf(purpose, itemId, ownerId),
    place,
    identity: { purpose, vaultId, itemId, ownerId },
  });
  return [blob('details', details.versionId, details), ...attachments.map((place) => blob('attachment', place.attachmentId, place))];
}

/** What the open vault already holds of the items concerned: a version that shares its details with one that is here brings none. */
async function blobsHere(here: VaultState, plan: MergePlan, saving: Saving, breathe: Breathe): Promise<ReadonlyMap<string, BlobPlace>> {
  const places = plan.missing.flatMap(({ itemId }) => {
    const ours = here.index.items.newestOf(itemId);
    return ours ? [...ours.older, ours.version()].map(({ row }) => row) : [];
  });
  const rows = await readAt(here, places, saving, breathe);
  return new Map(rows.flatMap((row) => blobsOf(row, here.vaultId).map(({ name, place }) => [name, place] as const)));
}

/** Those that are here, and those to be copied: each once, in the order in which they lie in the other file. */
function sortBlobs(rows: readonly VersionRow[], here: ReadonlyMap<string, BlobPlace>, vaultId: string) {
  const known = new Map<string, BlobPlace>();
  const wanted = new Map<string, Blob>();
  for (const blob of rows.flatMap((row) => blobsOf(row, vaultId))) {
    const place = here.get(blob.name);
    if (place) {
      known.set(blob.name, place);
    } else {
      wanted.set(blob.name, blob);
    }
  }
  const inOrder = [...wanted.values()].sort((a, b) => a.place.frame - b.place.frame || a.place.offset - b.place.offset);
  return { known, wanted: inOrder };
}

/** SECURITY: each blob lies in the file once. Rows that point into one another's could make a disk full out of a small file. */
async function requireRoomFor(wanted: readonly Blob[], other: VaultState): Promise<void> {
  const bytes = wanted.reduce((sum, { place }) => sum + place.length, 0);
  if (bytes > (await other.deps.file.size())) {
    throw damagedFrame();
  }
}

/** Reads each source frame once, checks it, and keeps no more of it than the blob asked for. */
async function* copyBlobs(
  here: VaultState,
  other: VaultState,
  blobs: readonly Blob[],
  marked: ReadonlySet<string>,
  saving: Saving,
  breathe: Breathe,
): AsyncGenerator<{ readonly name: string; readonly sealed: Buffer }> {
  const rekeyed = !sameKey(here.keys.vault, other.keys.vault);
  const isOnePair = here.header.touch?.publicKey === other.header.touch?.publicKey;
  const publicKey = touchPublicKey(here.header);
  const carry = makeBlobCarrier(other.keys, here.keys, here.deps.random, isOnePair ? { is: 'kept', publicKey } : { is: 'refused', code: 'merge.other-touch-key', publicKey }, marked);
  let frame = -1;
  let payload: Buffer = Buffer.alloc(0);
  for (const [done, blob] of blobs.entries()) {
    const { name, place, identity } = blob;
    if (place.frame !== frame) {
      saving.progress?.('copy', done, blobs.length);
      await breathe();
      payload = await readFrameAgain(other, place.frame);
      frame = place.frame;
    }
    const sealed = payload.subarray(place.offset, place.offset + place.length);
    if (sealed.length !== place.length) {
      throw new VaultFailure('item.damaged');
    }
    if (rekeyed) {
      // SECURITY: under another key it may be a stranger's: what does not open would stay in this vault, and make every check of it fail.
      requireWhole(other.keys.itemWrapping, sealed, identity);
    }
    yield { name, sealed: await carry(sealed, blob) };
  }
}
