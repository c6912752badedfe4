/**
 * The item as the vault keeps it: an overview, which stays in memory while the vault is open, and details,
 * which are decrypted one item at a time. Not here: what the page may see of it (`views.ts`).
 */
import { z } from 'zod';
import { id } from './ids.ts';
import { kindName } from './kinds/kinds.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const instant = z.number().int().min(0).max(8_640_000_000_000_000);

export const fieldType = z.enum([
  'text',
  'multiline',
  'username',
  'password',
  'secret',
  'email',
  'phone',
  'url',
  'number',
  'date',
  'month',
  'totp',
]);
export type FieldType = z.infer<typeof fieldType>;

export const limits = {
  titleLength: 500,
  labelLength: 200,
  valueLength: 262_144,
  notesLength: 1_048_576,
  fields: 200,
  urls: 100,
  urlLength: 4_096,
  tags: 15,
  tagLength: 100,
  collectionLength: 200,
  attachments: 100,
  attachmentBytes: 26_214_400,
  /** All fields and notes of one item together, as they are written. */
  detailsBytes: 26_214_400,
  fileNameLength: 255,
  /** In one call; more go in several. */
  itemsAtOnce: 10_000,
  /** In one age file that is made here. */
  sharedItems: 100,
} as const;

/**
 * One value of an item. `name` is the kind's own word for it (`username`); a field the user added has `name: null`
 * and a label. `date` is `YYYY-MM-DD`, `month` is `YYYY-MM`, `totp` is an `otpauth://` URI.
 */
export const field = z.object({
  id,
  name: z.string().max(60).nullable(),
  label: z.string().max(limits.labelLength),
  type: fieldType,
  concealed: z.boolean(),
  value: z.string().max(limits.valueLength),
});
export type Field = z.infer<typeof field>;

/** How a site must agree with a saved address before anything is offered there. */
export const urlMatch = z.enum(['domain', 'host', 'exact', 'never']);

export const itemUrl = z.object({ url: z.string().max(limits.urlLength), match: urlMatch });
export type ItemUrl = z.infer<typeof itemUrl>;

export const attachmentMeta = z.object({
  id,
  fileName: z.string().min(1).max(limits.fileNameLength),
  mediaType: z.string().max(200),
  /** Size of the content in bytes. */
  size: z.number().int().min(0),
});
export type AttachmentMeta = z.infer<typeof attachmentMeta>;

/** What is decrypted only when asked for. */
export const details = z.object({
  fields: z.array(field).max(limits.fields),
  notes: z.string().max(limits.notesLength),
  attachments: z.array(attachmentMeta).max(limits.attachments),
});
export type Details = z.infer<typeof details>;

/** Why a version exists. */
export const change = z.enum(['create', 'edit', 'import', 'receive', 'restore', 'mark', 'delete', 'recover', 'merge']);
export type Change = z.infer<typeof change>;

/** Attributes in Key Vault's sense; `notBefore` and `expires` bound the time of use. */
export const attributes = z.object({
  enabled: z.boolean(),
  notBefore: instant.nullable(),
  expires: instant.nullable(),
});
export type Attributes = z.infer<typeof attributes>;

/** The part of an item its owner writes that may stay in memory: never a value of a concealed field. */
export const overviewContent = z.object({
  kind: kindName,
  title: z.string().max(limits.titleLength),
  /** Second line of a list row: a username, a host, an expiry. Made by the kind, never secret. */
  subtitle: z.string().max(limits.titleLength),
  urls: z.array(itemUrl).max(limits.urls),
  tags: z.array(z.string().min(1).max(limits.tagLength)).max(limits.tags),
  collection: z.string().min(1).max(limits.collectionLength).nullable(),
  favourite: z.boolean(),
  attributes,
  touchRequired: z.boolean(),
  purgeProtected: z.boolean(),
  hasTotp: z.boolean(),
  attachmentCount: z.number().int().min(0),
});
export type OverviewContent = z.infer<typeof overviewContent>;

/** An overview in its place: which item, which version, when, on which computer. */
export type Overview = OverviewContent & {
  readonly id: string;
  readonly versionId: string;
  readonly change: Change;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The name of the computer that wrote this version. */
  readonly device: string;
  /** Set while the item is in the trash. */
  readonly deletedAt: number | null;
  readonly purgeAt: number | null;
};
