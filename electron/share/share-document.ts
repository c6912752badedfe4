/**
 * What stands inside a sealed share: a JSON document, described in `docs/sharing.md`. Writing it from items and reading it
 * from strangers, whose every word is checked. Not here: sealing and opening.
 */
import { z } from 'zod';
import { VaultFailure } from '../../shared/failure.ts';
import { fieldType, itemUrl, limits, type Details, type OverviewContent } from '../../shared/item.ts';
import { plainLine } from '../../shared/plain-line.ts';
import { kindName, kindOf } from '../../shared/kinds/kinds.ts';
import type { NewAttachment } from '../vault/vault-types.ts';
import { makeReceived, type NewIds, type ReceivedItem } from './received-item.ts';

export const shareDocumentType = 'latchkey-share';
const version = 1;

/** What the sender chose of one item. Its kind and title always go with it. */
export type ShareChoice = {
  readonly overview: Pick<OverviewContent, 'kind' | 'title' | 'urls'>;
  readonly details: Pick<Details, 'fields' | 'notes'>;
  readonly fieldIds: readonly string[];
  readonly withUrls: boolean;
  readonly withNotes: boolean;
  readonly attachments: readonly NewAttachment[];
};

const sharedField = z.object({
  name: z.string().max(60).nullable().default(null),
  label: z.string().max(limits.labelLength).default(''),
  type: fieldType.catch('text'),
  concealed: z.boolean().default(true),
  value: z.string().max(limits.valueLength),
});

const sharedItem = z.object({
  // A kind of a later version arrives as a note with the same fields.
  kind: kindName.catch('note'),
  title: z.string().max(limits.titleLength),
  urls: z.array(itemUrl).max(limits.urls).default([]),
  fields: z.array(sharedField).max(limits.fields).default([]),
  notes: z.string().max(limits.notesLength).default(''),
  attachments: z
    .array(
      z.object({
        fileName: z.string().min(1).max(limits.fileNameLength),
        mediaType: z.string().max(200).default('application/octet-stream'),
        content: z.base64().max(Math.ceil(limits.attachmentBytes / 3) * 4),
      }),
    )
    .max(limits.attachments)
    .default([]),
});
type SharedItem = z.infer<typeof sharedItem>;

const shareDocument = z.object({
  type: z.literal(shareDocumentType),
  version: z.literal(version),
  items: z.array(sharedItem).min(1).max(1_000),
});

/** `share.nothing-chosen` where there would be nothing but titles. */
export function encodeShareDocument(choices: readonly ShareChoice[]): Uint8Array {
  const items = choices.map(({ overview, details, fieldIds, withUrls, withNotes, attachments }): SharedItem => {
    const chosen = new Set(fieldIds);
    return {
      kind: overview.kind,
      title: overview.title,
      urls: withUrls ? [...overview.urls] : [],
      // Rebuilt word by word, so that what was not chosen, ids included, cannot slip through.
      fields: details.fields
        .filter(({ id, value }) => chosen.has(id) && value !== '')
        .map(({ name, label, type, concealed, value }) => ({ name, label, type, concealed, value })),
      notes: withNotes ? details.notes : '',
      attachments: attachments.map(({ meta, content }) => ({
        fileName: meta.fileName,
        mediaType: meta.mediaType,
        content: Buffer.from(content).toString('base64'),
      })),
    };
  });
  if (!items.some(({ urls, fields, notes, attachments }) => urls.length > 0 || fields.length > 0 || notes !== '' || attachments.length > 0)) {
    throw new VaultFailure('share.nothing-chosen');
  }
  return new TextEncoder().encode(`${JSON.stringify({ type: shareDocumentType, version, items }, null, 1)}\n`);
}

function readItem(item: SharedItem, ids: NewIds): ReceivedItem {
  const own = new Map(kindOf(item.kind).fields.map((field) => [field.name, field]));
  const taken = new Set<string>();
  const fields = item.fields.map((field) => {
    const known = field.name === null ? undefined : own.get(field.name);
    if (!known || taken.has(known.name)) {
      return { ...field, name: null, label: plainLine(field.label || field.name || '') };
    }
    taken.add(known.name);
    // SECURITY: the kind says what is concealed, not the sender.
    return { ...field, label: '', type: known.type, concealed: known.concealed };
  });
  return makeReceived(
    {
      kind: item.kind,
      title: plainLine(item.title),
      urls: item.urls,
      fields,
      notes: item.notes,
      files: item.attachments.map((file) => ({ ...file, content: new Uint8Array(Buffer.from(file.content, 'base64')) })),
    },
    ids,
  );
}

/** Null where this is not our document; `share.damaged` where it is, but says what cannot be taken. */
export function parseShareDocument(text: string, ids: NewIds): readonly ReceivedItem[] | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!z.object({ type: z.literal(shareDocumentType) }).safeParse(json).success) {
    return null;
  }
  const parsed = shareDocument.safeParse(json);
  if (!parsed.success) {
    const newer = z.object({ version: z.number().gt(version) }).safeParse(json).success;
    throw new VaultFailure('share.damaged', { check: newer ? 'newer-version' : 'content' });
  }
  return parsed.data.items.map((item) => readItem(item, ids));
}
