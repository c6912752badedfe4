/**
 * Details and files that a new version takes over from an older one, where the item was marked or its mark taken away in between: copied once with
 * another wrapping, their content as it is. Called by `write-items.ts`.
 */
import { VaultFailure } from '../../../shared/failure.ts';
import type { DraftContent } from '../append-transaction.ts';
import { needsTouch } from '../details-blob.ts';
import type { BlobIdentity } from '../details-blob.ts';
import { readBlob } from '../vault-state.ts';
import type { VaultState } from '../vault-state.ts';
import type { AttachmentPlace, BlobPlace, VersionRow } from '../version-row.ts';
import { itemKeyName } from './item-keys.ts';
import type { ItemKeys } from './item-keys.ts';
import { resealBlob, toTouchBlob } from './touch-blob.ts';
import { requireTouchKey } from './touch-key.ts';

/** The version with its details and files for a touch alone, where they are from before the item was marked. */
export async function sealedAgain(state: VaultState, into: DraftContent, row: VersionRow): Promise<VersionRow> {
  const { id } = row.overview;
  const details = await moveBlob(state, null, into, { purpose: 'details', vaultId: state.vaultId, itemId: id, ownerId: row.details.versionId }, row.details, true);
  return { ...row, details: { ...details, versionId: row.details.versionId }, attachments: await moveAttachments(state, null, into, id, row.attachments, true) };
}

export async function moveAttachments(
  state: VaultState,
  keys: ItemKeys | null,
  into: DraftContent,
  itemId: string,
  places: readonly AttachmentPlace[],
  touchRequired: boolean,
): Promise<readonly AttachmentPlace[]> {
  const moved: AttachmentPlace[] = [];
  for (const place of places) {
    const blob = { purpose: 'attachment', vaultId: state.vaultId, itemId, ownerId: place.attachmentId } as const;
    moved.push({ ...(await moveBlob(state, keys, into, blob, place, touchRequired)), attachmentId: place.attachmentId });
  }
  return moved;
}

/** Where the blob lies that is sealed as wanted: where it does already, or a copy of it with another wrapping. */
async function moveBlob(state: VaultState, keys: ItemKeys | null, into: DraftContent, blob: BlobIdentity, place: BlobPlace, touchRequired: boolean): Promise<BlobPlace> {
  const sealed = await readBlob(state, place);
  if (needsTouch(sealed) === touchRequired) {
    return place;
  }
  const { itemWrapping } = state.keys;
  const { random } = state.deps;
  if (touchRequired) {
    return into.addBlob(await toTouchBlob(itemWrapping, requireTouchKey(state.header), random, sealed, blob));
  }
  const itemKey = keys?.get(itemKeyName(blob));
  if (!itemKey) {
    throw new VaultFailure('item.needs-touch');
  }
  return into.addBlob(await resealBlob(itemWrapping, null, random, itemKey, sealed, blob));
}
