/** Making new versions of items that carry content: create, edit, mark, restore. Each is one transaction. */
import { VaultFailure } from '../../shared/failure.ts';
import { makeId } from '../../shared/ids.ts';
import { limits } from '../../shared/item.ts';
import type { AttachmentMeta, Change, Overview, OverviewContent } from '../../shared/item.ts';
import { appendTransaction } from './append-transaction.ts';
import type { DraftContent, Saving } from './append-transaction.ts';
import { makeBreath } from './breath.ts';
import { checkSettings } from './commit-payload.ts';
import { encodeDetails, sealBlob } from './details-blob.ts';
import { checkContent, checkMarks } from './item-overview.ts';
import { recordOf } from './item-index.ts';
import type { ItemRecord } from './item-index.ts';
import { placesByTitle } from './places-by-title.ts';
import { readVersion } from './read-items.ts';
import { requireTouched } from './touch/item-keys.ts';
import type { ItemKeys } from './touch/item-keys.ts';
import { moveAttachments, sealedAgain } from './touch/move-blobs.ts';
import { sealTouchBlob } from './touch/touch-blob.ts';
import { requireTouchKey } from './touch/touch-key.ts';
import type { VaultState } from './vault-state.ts';
import type { AttachmentPlace, BlobPlace, VersionRow } from './version-row.ts';
import type { ItemContent, Marks, NewAttachment, VaultSettings } from './vault-types.ts';

type VersionOf = {
  readonly itemId: string;
  readonly versionId: string;
  readonly change: Change;
  readonly at: number;
  readonly createdAt: number;
};

export type NewItem = { readonly content: ItemContent; readonly attachments?: readonly NewAttachment[] };

/** In the order of their titles, in which lists show them; what is given back is in the order of `items`. */
export async function createItems(state: VaultState, items: readonly NewItem[], change: Change, saving: Saving = {}): Promise<readonly Overview[]> {
  const at = state.deps.clock.now();
  const made: Overview[] = [];
  const breathe = makeBreath(saving.signal);
  const places = await placesByTitle(items.map(({ content }) => content.overview.title), breathe);
  const fill = async (into: DraftContent): Promise<void> => {
    for (const [done, place] of places.entries()) {
      const { content, attachments = [] } = items[place] ?? missingItem();
      const version = { itemId: newId(state, at), versionId: newId(state, at), change, at, createdAt: at };
      const row = await sealVersion(state, into, version, content, attachments, []);
      into.addRow(row);
      made[place] = row.overview;
      saving.progress?.('seal', done + 1, items.length);
      await into.writeFull();
      await breathe();
    }
  };
  await appendTransaction(state, { at, fill }, saving);
  return made;
}

function missingItem(): never {
  throw new RangeError('no such item');
}

export async function createSharingItem(state: VaultState, content: ItemContent): Promise<Overview> {
  const at = state.deps.clock.now();
  const version: VersionOf = { itemId: newId(state, at), versionId: newId(state, at), change: 'create', at, createdAt: at };
  const settings = checkSettings({ ...state.settings, sharingItemId: version.itemId });
  return saveOne(state, at, (into) => sealVersion(state, into, version, content, [], []), settings);
}

/** `keys` are what a touch opened of the item: wanted to take its mark away, and its kept files out of the seal. */
export async function updateItem(
  state: VaultState,
  keys: ItemKeys | null,
  itemId: string,
  baseVersionId: string,
  content: ItemContent,
  attachments: readonly NewAttachment[],
  change: Change = 'edit',
): Promise<Overview> {
  const { current } = liveRecord(state, itemId);
  if (current.overview.versionId !== baseVersionId) {
    throw new VaultFailure('item.conflict');
  }
  const { touchRequired } = content.overview;
  requireTouched(keys, current.overview.touchRequired && !touchRequired);
  const version = nextVersion(state, current, change);
  return saveOne(state, version.at, async (into) => {
    const isSame = current.overview.touchRequired === touchRequired;
    const kept = isSame ? current.attachments : await moveAttachments(state, keys, into, itemId, namedOf(current.attachments, content), touchRequired);
    return sealVersion(state, into, version, content, attachments, kept);
  });
}

export async function markItem(state: VaultState, itemId: string, marks: Marks): Promise<Overview> {
  const { current } = liveRecord(state, itemId);
  return only(await saveRows(state, [derivedRow(state, current, 'mark', checkMarks(current.overview, marks))]));
}

/** Also brings an item back from the trash. */
export async function restoreItem(state: VaultState, itemId: string, versionId: string): Promise<Overview> {
  const { current } = recordOf(state.index, itemId);
  const then = await readVersion(state, itemId, versionId);
  const { id, updatedAt, touchRequired } = current.overview;
  // The older content under the newest time, so that the new version is the newest.
  const base = { ...then, overview: { ...then.overview, id, updatedAt, createdAt: current.overview.createdAt } };
  const marks = { deletedAt: null, purgeAt: null, touchRequired: touchRequired || then.overview.touchRequired };
  return saveOne(state, state.deps.clock.now(), async (into) => derivedRow(state, marks.touchRequired ? await sealedAgain(state, into, base) : base, 'restore', marks));
}

/** Those that the new version keeps: others need not be written again. */
function namedOf(places: readonly AttachmentPlace[], { details }: ItemContent): readonly AttachmentPlace[] {
  const named = new Set(details.attachments.map(({ id }) => id));
  return places.filter(({ attachmentId }) => named.has(attachmentId));
}

/** A new version that points at the details of the one before. */
export function derivedRow(state: VaultState, base: VersionRow, change: Change, changes: Partial<Overview>): VersionRow {
  const { versionId, at, createdAt } = nextVersion(state, base, change);
  const place = { versionId, change, updatedAt: at, createdAt, device: state.deps.device };
  return { ...base, overview: { ...base.overview, ...changes, ...place } };
}

export async function saveRows(state: VaultState, rows: readonly VersionRow[]): Promise<readonly Overview[]> {
  await appendTransaction(state, { at: state.deps.clock.now(), fill: ({ addRow }) => rows.forEach(addRow) });
  return rows.map((row) => row.overview);
}

async function saveOne(state: VaultState, at: number, make: (into: DraftContent) => Promise<VersionRow>, settings?: VaultSettings): Promise<Overview> {
  const saved: Overview[] = [];
  const fill = async (into: DraftContent): Promise<void> => {
    const row = await make(into);
    into.addRow(row);
    saved.push(row.overview);
  };
  await appendTransaction(state, { at, fill, ...(settings === undefined ? {} : { settings }) });
  return only(saved);
}

async function sealVersion(
  state: VaultState,
  into: DraftContent,
  version: VersionOf,
  content: ItemContent,
  added: readonly NewAttachment[],
  kept: readonly AttachmentPlace[],
): Promise<VersionRow> {
  const metas = listAttachments(content.details.attachments, added);
  const { overview, details } = checkContent({ overview: content.overview, details: { fields: content.details.fields, notes: content.details.notes, attachments: metas } });
  const places = keptPlaces(metas, added, kept);
  const touchKey = overview.touchRequired ? requireTouchKey(state.header) : null;
  const seal = async (purpose: 'details' | 'attachment', ownerId: string, bytes: Uint8Array): Promise<BlobPlace> => {
    const blob = { purpose, vaultId: state.vaultId, itemId: version.itemId, ownerId };
    const { keys: { itemWrapping }, deps: { random } } = state;
    // Waits only where it must: an import seals a hundred thousand.
    return into.addBlob(touchKey === null ? sealBlob(itemWrapping, random, bytes, blob) : await sealTouchBlob(itemWrapping, touchKey, random, bytes, blob));
  };
  const plaintext = encodeDetails(details);
  if (plaintext.length > limits.detailsBytes) {
    plaintext.fill(0);
    throw new VaultFailure('item.too-large', { limitBytes: limits.detailsBytes });
  }
  const { frame, offset, length } = await seal('details', version.versionId, plaintext).finally(() => plaintext.fill(0));
  const fresh: AttachmentPlace[] = [];
  for (const { meta, content: bytes } of added) {
    fresh.push({ ...(await seal('attachment', meta.id, bytes)), attachmentId: meta.id });
  }
  return {
    overview: placed(overview, version, state.deps.device),
    details: { frame, offset, length, versionId: version.versionId },
    attachments: [...places, ...fresh],
  };
}

/** Every field by its name: an import makes a hundred thousand of them, and spreading takes longer than sealing. */
function placed(content: OverviewContent, version: VersionOf, device: string): Overview {
  return {
    id: version.itemId,
    versionId: version.versionId,
    change: version.change,
    createdAt: version.createdAt,
    updatedAt: version.at,
    device,
    deletedAt: null,
    purgeAt: null,
    kind: content.kind,
    title: content.title,
    subtitle: content.subtitle,
    urls: content.urls,
    tags: content.tags,
    collection: content.collection,
    favourite: content.favourite,
    attributes: content.attributes,
    touchRequired: content.touchRequired,
    purgeProtected: content.purgeProtected,
    hasTotp: content.hasTotp,
    attachmentCount: content.attachmentCount,
  };
}

/** Those the details name, with the true size of new ones; new ones that they forgot are added. */
function listAttachments(named: readonly AttachmentMeta[], added: readonly NewAttachment[]): AttachmentMeta[] {
  for (const { content } of added) {
    if (content.length > limits.attachmentBytes) {
      throw new VaultFailure('attachment.too-large', { limitBytes: limits.attachmentBytes });
    }
  }
  if (added.length === 0) {
    return [...named];
  }
  const sized = new Map(added.map(({ meta, content }) => [meta.id, { ...meta, size: content.length }]));
  const known = new Set(named.map((meta) => meta.id));
  return [...named.map((meta) => sized.get(meta.id) ?? meta), ...[...sized.values()].filter((meta) => !known.has(meta.id))];
}

/** Every attachment named has its bytes: new, or kept from the version before. Content never changes under one id. */
function keptPlaces(metas: readonly AttachmentMeta[], added: readonly NewAttachment[], kept: readonly AttachmentPlace[]): AttachmentPlace[] {
  if (metas.length === 0 && kept.length === 0) {
    return [];
  }
  const fresh = new Set(added.map(({ meta }) => meta.id));
  if (fresh.size !== added.length || new Set(metas.map((meta) => meta.id)).size !== metas.length || kept.some((place) => fresh.has(place.attachmentId))) {
    throw new VaultFailure('request.malformed');
  }
  return metas
    .filter((meta) => !fresh.has(meta.id))
    .map((meta) => {
      const place = kept.find((entry) => entry.attachmentId === meta.id);
      if (!place) {
        throw new VaultFailure('attachment.not-found');
      }
      return place;
    });
}

function liveRecord(state: VaultState, itemId: string): ItemRecord {
  const record = recordOf(state.index, itemId);
  if (record.current.overview.deletedAt !== null) {
    throw new VaultFailure('item.conflict');
  }
  return record;
}

/** Later than the version before, whatever the clock says: the newest version is the one of the greatest time. */
function nextVersion(state: VaultState, base: VersionRow, change: Change): VersionOf {
  const at = Math.max(state.deps.clock.now(), base.overview.updatedAt + 1);
  return { itemId: base.overview.id, versionId: newId(state, at), change, at, createdAt: base.overview.createdAt };
}

function newId(state: VaultState, at: number): string {
  return makeId(at, state.deps.random(10));
}

function only(overviews: readonly Overview[]): Overview {
  const [overview] = overviews;
  if (!overview) {
    throw new RangeError('nothing was saved');
  }
  return overview;
}
