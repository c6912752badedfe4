/** Reading what is decrypted only when asked for: details, attachments, the overview of an older version. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Details } from '../../shared/item.ts';
import { needsTouch, openBlob, openContent, parseDetails } from './details-blob.ts';
import type { BlobIdentity } from './details-blob.ts';
import { parseCommit } from './commit-payload.ts';
import { recordOf } from './item-index.ts';
import type { RowPlace } from './item-index.ts';
import { isBlock, openBlock } from './overview-block.ts';
import { itemKeyName, requireTouched } from './touch/item-keys.ts';
import type { ItemKeys } from './touch/item-keys.ts';
import { damagedFrame, readBlob, readFrameAgain } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import { parseRow } from './version-row.ts';
import type { VersionRow, WordPool } from './version-row.ts';
import type { VersionInfo } from './vault-types.ts';

/** The row of any version of an item. */
export async function readVersion(state: VaultState, itemId: string, versionId?: string): Promise<VersionRow> {
  const record = recordOf(state.index, itemId);
  if (versionId === undefined || record.current.overview.versionId === versionId) {
    return record.current;
  }
  const older = record.older.find((version) => version.versionId === versionId);
  if (!older) {
    throw new VaultFailure('item.version-not-found');
  }
  const row = await readRow(state, older.row);
  if (row.overview.id !== itemId || row.overview.versionId !== versionId) {
    throw damagedFrame();
  }
  return row;
}

async function readRow(state: VaultState, place: RowPlace): Promise<VersionRow> {
  const [row] = await readRowsAt(state, place.frame, [place.index]);
  if (!row) {
    throw damagedFrame();
  }
  return row;
}

/** Some rows of a commit or overview frame, in the order asked for. */
async function readRowsAt(state: VaultState, frame: number, places: readonly number[]): Promise<readonly VersionRow[]> {
  return takeRows(await readFrameAgain(state, frame), places, state.index.words);
}

/** The places in each frame's list of rows, so that a frame is read once for all of them. */
export function placesByFrame(places: readonly RowPlace[]): ReadonlyMap<number, readonly number[]> {
  const byFrame = new Map<number, number[]>();
  for (const { frame, index } of places) {
    const indexes = byFrame.get(frame);
    if (indexes) {
      indexes.push(index);
    } else {
      byFrame.set(frame, [index]);
    }
  }
  return byFrame;
}

/** Some rows of a payload, which is overwritten. */
export function takeRows(payload: Buffer, places: readonly number[], words: WordPool): readonly VersionRow[] {
  try {
    return places.map(isBlock(payload) ? rowsOfBlock(payload, words) : rowsOfCommit(payload, words));
  } finally {
    payload.fill(0);
  }
}

function rowsOfBlock(payload: Buffer, words: WordPool): (place: number) => VersionRow {
  const block = openBlock(payload);
  return (place) => {
    if (place >= block.count) {
      throw damagedFrame();
    }
    return block.row(place, words);
  };
}

function rowsOfCommit(payload: Buffer, words: WordPool): (place: number) => VersionRow {
  const { rows } = parseCommit(payload);
  return (place) => parseRow(rows[place], words);
}

/** Every version of an item, the newest first. */
export async function readVersions(state: VaultState, itemId: string): Promise<readonly VersionRow[]> {
  const { current, older } = recordOf(state.index, itemId);
  const versions = [current];
  for (const [frame, places] of placesByFrame(older.toReversed().map(({ row }) => row))) {
    versions.push(...(await readRowsAt(state, frame, places)));
  }
  return versions;
}

/** `keys` are what a touch opened of the item; without them `item.needs-touch` for one that needs a touch. */
export async function readDetails(state: VaultState, keys: ItemKeys | null, itemId: string, versionId?: string): Promise<Details> {
  const { touchRequired } = recordOf(state.index, itemId).current.overview;
  const { details, overview } = await readVersion(state, itemId, versionId);
  requireTouched(keys, touchRequired, overview.touchRequired);
  const bytes = openWith(state, keys, await readBlob(state, details), { purpose: 'details', vaultId: state.vaultId, itemId, ownerId: details.versionId });
  try {
    return parseDetails(bytes);
  } finally {
    bytes.fill(0);
  }
}

/** Searches the current version first, then older ones: a restored history view shows its attachments too. */
export async function readAttachment(state: VaultState, keys: ItemKeys | null, itemId: string, attachmentId: string): Promise<Uint8Array> {
  const record = recordOf(state.index, itemId);
  requireTouched(keys, record.current.overview.touchRequired);
  let place = record.current.attachments.find((entry) => entry.attachmentId === attachmentId);
  for (const older of place ? [] : record.older.toReversed()) {
    place ??= (await readRow(state, older.row)).attachments.find((entry) => entry.attachmentId === attachmentId);
  }
  if (!place) {
    throw new VaultFailure('attachment.not-found');
  }
  return openWith(state, keys, await readBlob(state, place), { purpose: 'attachment', vaultId: state.vaultId, itemId, ownerId: attachmentId });
}

function openWith(state: VaultState, keys: ItemKeys | null, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = needsTouch(sealed) ? keys?.get(itemKeyName(blob)) : undefined;
  return itemKey ? openContent(itemKey, sealed, blob) : openBlob(state.keys.itemWrapping, sealed, blob);
}

/** Newest first. */
export function historyOf(state: VaultState, itemId: string): readonly VersionInfo[] {
  const { current, older } = recordOf(state.index, itemId);
  const { versionId, change, updatedAt, device } = current.overview;
  return [
    { versionId, change, at: updatedAt, device, current: true },
    ...older.toReversed().map((version) => ({
      versionId: version.versionId,
      change: version.change,
      at: version.at,
      device: version.device,
      current: false,
    })),
  ];
}
