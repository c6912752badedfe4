/**
 * One version of an item as it stands in commits and overview frames: a compact JSON array, positional (docs/vault-format.md).
 * Rows are parsed only after their frame was authenticated, a hundred thousand at a time: hence plain checks and no schema.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { change } from '../../shared/item.ts';
import type { Attributes, Change, ItemUrl, Overview } from '../../shared/item.ts';
import { kindName } from '../../shared/kinds/kinds.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

/** Where a sealed blob lies: in which frame, and where in its payload. */
export type BlobPlace = { readonly frame: number; readonly offset: number; readonly length: number };
/** `versionId` is that of the version the details were written for, to which they are bound. */
export type DetailsPlace = BlobPlace & { readonly versionId: string };
export type AttachmentPlace = BlobPlace & { readonly attachmentId: string };

export type VersionRow = {
  readonly overview: Overview;
  readonly details: DetailsPlace;
  readonly attachments: readonly AttachmentPlace[];
};

export const flagBits = { favourite: 1, touchRequired: 2, purgeProtected: 4, hasTotp: 8, disabled: 16 } as const;

export function encodeRow({ overview: o, details: d, attachments }: VersionRow): unknown[] {
  const flags =
    (o.favourite ? flagBits.favourite : 0) |
    (o.touchRequired ? flagBits.touchRequired : 0) |
    (o.purgeProtected ? flagBits.purgeProtected : 0) |
    (o.hasTotp ? flagBits.hasTotp : 0) |
    (o.attributes.enabled ? 0 : flagBits.disabled);
  return [
    o.id,
    o.versionId,
    o.change,
    o.updatedAt,
    o.createdAt,
    o.device,
    o.kind,
    o.title,
    o.subtitle,
    o.urls.map(({ url, match }) => [url, match]),
    o.tags,
    o.collection,
    flags,
    o.attributes.notBefore,
    o.attributes.expires,
    o.attachmentCount,
    o.deletedAt,
    o.purgeAt,
    d.versionId === o.versionId ? null : d.versionId,
    ...encodePlaces({ details: d, attachments }),
  ];
}

/** The last two places of a row: where its blobs lie. */
export function encodePlaces({ details: { frame, offset, length }, attachments }: Omit<RowBlobs, 'owner'>): readonly unknown[] {
  return [[frame, offset, length], attachments.map((a) => [a.attachmentId, a.frame, a.offset, a.length])];
}

const rowLength = 21;
const changes: ReadonlyMap<unknown, Change> = new Map(change.options.map((name) => [name, name]));
const kindNames: ReadonlyMap<unknown, KindName> = new Map(kindName.options.map((name) => [name, name]));
const matches: ReadonlyMap<unknown, ItemUrl['match']> = new Map(
  (['domain', 'host', 'exact', 'never'] as const).map((name) => [name, name]),
);

// Shared by all rows that say the same, which is nearly all: memory at a hundred thousand items.
const enabledAlways: Attributes = Object.freeze({ enabled: true, notBefore: null, expires: null });
const noUrls: ItemUrl[] = [];
const noTags: string[] = [];
const noAttachments: readonly AttachmentPlace[] = Object.freeze([]);

/** Gives equal words one string in memory. */
export type WordPool = Map<string, string>;

function pooled(pool: WordPool, word: string): string {
  const known = pool.get(word);
  if (known !== undefined) {
    return known;
  }
  pool.set(word, word);
  return word;
}

export function parseRow(value: unknown, pool: WordPool): VersionRow {
  const row = list(value);
  if (row.length !== rowLength) {
    throw wrongRow();
  }
  const versionId = text(row[1]);
  const flags = count(row[12]);
  const collection = orNull(row[11], text);
  const { details, attachments } = parsePlaces(versionId, row[18], row[19], row[20]);
  return {
    overview: {
      id: text(row[0]),
      versionId,
      change: known(changes, row[2]),
      updatedAt: count(row[3]),
      createdAt: count(row[4]),
      device: pooled(pool, text(row[5])),
      kind: known(kindNames, row[6]),
      title: text(row[7]),
      subtitle: text(row[8]),
      urls: parseUrls(row[9]),
      tags: parseTags(row[10], pool),
      collection: collection === null ? null : pooled(pool, collection),
      favourite: (flags & flagBits.favourite) !== 0,
      touchRequired: (flags & flagBits.touchRequired) !== 0,
      purgeProtected: (flags & flagBits.purgeProtected) !== 0,
      hasTotp: (flags & flagBits.hasTotp) !== 0,
      attributes: parseAttributes((flags & flagBits.disabled) === 0, orNull(row[13], count), orNull(row[14], count)),
      attachmentCount: count(row[15]),
      deletedAt: orNull(row[16], count),
      purgeAt: orNull(row[17], count),
    },
    details,
    attachments,
  };
}

export type RowPlaces = Pick<VersionRow, 'details' | 'attachments'>;

/** Where a row's blobs lie; `owner` is the version that the details were written for, null where that is the row's own. */
export type RowBlobs = { readonly owner: string | null; readonly details: BlobPlace; readonly attachments: readonly AttachmentPlace[] };

/** The end of a row: whose details it has where they are an older version's, where those lie, and where the attachments do. */
export function parseBlobs(owner: unknown, detailsPlace: unknown, attachmentPlaces: unknown): RowBlobs {
  const place = list(detailsPlace);
  return {
    owner: orNull(owner, text),
    details: { frame: count(place[0]), offset: count(place[1]), length: count(place[2]) },
    attachments: parseAttachments(attachmentPlaces),
  };
}

function parsePlaces(versionId: string, owner: unknown, detailsPlace: unknown, attachmentPlaces: unknown): RowPlaces {
  const { owner: other, details, attachments } = parseBlobs(owner, detailsPlace, attachmentPlaces);
  return { details: { versionId: other ?? versionId, frame: details.frame, offset: details.offset, length: details.length }, attachments };
}

function parseAttributes(enabled: boolean, notBefore: number | null, expires: number | null): Attributes {
  return enabled && notBefore === null && expires === null ? enabledAlways : { enabled, notBefore, expires };
}

function parseUrls(value: unknown): ItemUrl[] {
  const urls = list(value);
  return urls.length === 0
    ? noUrls
    : urls.map((entry) => {
        const [url, match] = list(entry);
        return { url: text(url), match: known(matches, match) };
      });
}

function parseTags(value: unknown, pool: WordPool): string[] {
  const tags = list(value);
  return tags.length === 0 ? noTags : tags.map((tag) => pooled(pool, text(tag)));
}

function parseAttachments(value: unknown): readonly AttachmentPlace[] {
  const places = list(value);
  return places.length === 0
    ? noAttachments
    : places.map((entry) => {
        const [attachmentId, frame, offset, length] = list(entry);
        return { attachmentId: text(attachmentId), frame: count(frame), offset: count(offset), length: count(length) };
      });
}

function text(value: unknown): string {
  if (typeof value !== 'string') {
    throw wrongRow();
  }
  return value;
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw wrongRow();
  }
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw wrongRow();
  }
  return value;
}

function orNull<T>(value: unknown, parse: (value: unknown) => T): T | null {
  return value === null ? null : parse(value);
}

function known<T>(names: ReadonlyMap<unknown, T>, value: unknown): T {
  const name = names.get(value);
  if (name === undefined) {
    throw wrongRow();
  }
  return name;
}

function wrongRow(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'row' });
}
