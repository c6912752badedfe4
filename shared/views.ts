/**
 * What the page may see. A value of a concealed field has no place in any of these: it crosses only through `field.reveal`.
 * The gate rebuilds every reply with these parsers, so what is not named here cannot leave.
 */
import { z } from 'zod';
import { id } from './ids.ts';
import { attachmentMeta, attributes, change, fieldType, instant, itemUrl, limits } from './item.ts';
import { kindName } from './kinds/kinds.ts';

export const slotKind = z.enum(['passphrase', 'passphrase+key', 'key', 'recovery']);
export type SlotKind = z.infer<typeof slotKind>;

export const slotView = z.object({
  slotId: id,
  kind: slotKind,
  name: z.string(),
  createdAt: instant,
  /** On this computer; null when never seen here. */
  lastUsedAt: instant.nullable(),
  /** Whether its hardware key opens items that need a touch; false until an older key was touched once. Null without one. */
  opensTouchItems: z.boolean().nullable(),
});
export type SlotView = z.infer<typeof slotView>;

export const openNotice = z.enum(['torn-tail', 'header-copy-repaired', 'read-only', 'counter-stepped-back', 'rollback-accepted', 'memory-lost', 'key-changed']);
export type OpenNoticeName = z.infer<typeof openNotice>;

/** Which face the window shows, and what it needs for it. */
export const appState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('no-vault') }),
  z.object({
    phase: z.literal('locked'),
    /** Known before opening: the vault's file name without its ending. Its own name is sealed inside. */
    name: z.string(),
    place: z.string(),
    slotKinds: z.array(slotKind),
    /** Names of the hardware keys enrolled. */
    keyNames: z.array(z.string()),
    lockedBecause: z.enum(['start', 'asked', 'idle', 'sleep', 'screen-lock', 'minimised', 'page-gone', 'restored']).nullable(),
  }),
  z.object({
    phase: z.literal('open'),
    vaultId: id,
    name: z.string(),
    place: z.string(),
    writable: z.boolean(),
    /** True until there is a second hardware key or a recovery kit. */
    setupIncomplete: z.boolean(),
    /** A kit is for the day everything else is gone: nothing else opens the vault, or it was opened with one and no way was added since. */
    kitReliance: z.enum(['only-way', 'opened-with']).nullable(),
    notices: z.array(openNotice),
  }),
]);
export type AppState = z.infer<typeof appState>;

export const recentVault = z.object({ token: z.string(), name: z.string(), place: z.string(), openedAt: instant });
export type RecentVault = z.infer<typeof recentVault>;

/** Places in the sidebar. */
export const scope = z.discriminatedUnion('in', [
  z.object({ in: z.literal('all') }),
  z.object({ in: z.literal('favourites') }),
  z.object({ in: z.literal('trash') }),
  z.object({ in: z.literal('group'), group: z.enum(['logins', 'notes', 'cards', 'identities', 'keys', 'systems', 'certificates']) }),
  z.object({ in: z.literal('collection'), collection: z.string() }),
  z.object({ in: z.literal('tag'), tag: z.string() }),
]);
export type Scope = z.infer<typeof scope>;

/** Half-open range of UTF-16 units in the text it belongs to. */
export const matchRange = z.tuple([z.number().int().min(0), z.number().int().min(0)]);

export const row = z.object({
  id,
  versionId: id,
  kind: kindName,
  title: z.string(),
  subtitle: z.string(),
  favourite: z.boolean(),
  touchRequired: z.boolean(),
  hasTotp: z.boolean(),
  enabled: z.boolean(),
  notBefore: instant.nullable(),
  expires: instant.nullable(),
  updatedAt: instant,
  deletedAt: instant.nullable(),
  purgeAt: instant.nullable(),
  /** Where the query stands in the title and the subtitle. */
  titleMatches: z.array(matchRange),
  subtitleMatches: z.array(matchRange),
  /** Set when neither title nor subtitle shows the match: the url or tag that does. */
  otherMatch: z.object({ in: z.enum(['url', 'tag']), text: z.string(), matches: z.array(matchRange) }).nullable(),
});
export type Row = z.infer<typeof row>;

export const sortOrder = z.enum(['relevance', 'title', 'updated', 'created']);
export type SortOrder = z.infer<typeof sortOrder>;

export const counts = z.object({
  all: z.number().int(),
  favourites: z.number().int(),
  trash: z.number().int(),
  groups: z.record(z.string(), z.number().int()),
  collections: z.array(z.object({ name: z.string(), count: z.number().int() })),
  tags: z.array(z.object({ name: z.string(), count: z.number().int() })),
});
export type Counts = z.infer<typeof counts>;

/** Judgement of a password, 0 (guessed at once) to 4 (out of reach); the words for it stand in `renderer/text`. */
export const strength = z.object({
  score: z.number().int().min(0).max(4),
  /** Base-10 logarithm of the guesses needed. */
  guessesLog10: z.number(),
  /** Keys of zxcvbn's feedback, `null` where it has none. */
  warning: z.string().nullable(),
  suggestions: z.array(z.string()),
});
export type Strength = z.infer<typeof strength>;

/** A field without its value where that is concealed. */
export const fieldView = z.object({
  id,
  name: z.string().nullable(),
  label: z.string(),
  type: fieldType,
  concealed: z.boolean(),
  /** Null for a concealed field. */
  value: z.string().nullable(),
  filled: z.boolean(),
  /** For filled fields of type `password`. */
  strength: strength.pick({ score: true }).nullable(),
});
export type FieldView = z.infer<typeof fieldView>;

export const itemView = z.object({
  id,
  versionId: id,
  kind: kindName,
  title: z.string(),
  subtitle: z.string(),
  urls: z.array(itemUrl),
  tags: z.array(z.string()),
  collection: z.string().nullable(),
  favourite: z.boolean(),
  attributes,
  touchRequired: z.boolean(),
  purgeProtected: z.boolean(),
  fields: z.array(fieldView),
  notes: z.string(),
  attachments: z.array(attachmentMeta),
  createdAt: instant,
  updatedAt: instant,
  device: z.string(),
  deletedAt: instant.nullable(),
  purgeAt: instant.nullable(),
  /** Place of this version in the item's history, counted from 1, and how many there are. */
  versionNumber: z.number().int().min(1),
  versionCount: z.number().int().min(1),
  /** Whether its fields, notes and attachments want a touch of a hardware key; they are empty here then. */
  isSealed: z.boolean(),
  /** When they will want one again; null where none was given. */
  touchEndsAt: instant.nullable(),
});
export type ItemView = z.infer<typeof itemView>;

export const versionView = z.object({
  versionId: id,
  change,
  at: instant,
  device: z.string(),
  current: z.boolean(),
  /** What differs from the version before: kind's field names, labels, or the words title, urls, tags, notes, ... */
  changed: z.array(z.object({ what: z.string(), name: z.string().nullable() })),
});
export type VersionView = z.infer<typeof versionView>;

/** A field as the form sends it: a concealed value that was not touched stays where it is. */
export const fieldDraft = z.object({
  /** Null for a new field. */
  id: id.nullable(),
  name: z.string().max(60).nullable(),
  label: z.string().max(limits.labelLength),
  type: fieldType,
  concealed: z.boolean(),
  value: z.discriminatedUnion('is', [
    z.object({ is: z.literal('kept') }),
    z.object({ is: z.literal('set'), to: z.string().max(limits.valueLength) }),
  ]),
});
export type FieldDraft = z.infer<typeof fieldDraft>;

export const itemDraft = z.object({
  kind: kindName,
  title: z.string().trim().min(1).max(limits.titleLength),
  urls: z.array(itemUrl).max(limits.urls),
  tags: z.array(z.string().trim().min(1).max(limits.tagLength)).max(limits.tags),
  collection: z.string().trim().min(1).max(limits.collectionLength).nullable(),
  favourite: z.boolean(),
  attributes,
  touchRequired: z.boolean(),
  purgeProtected: z.boolean(),
  fields: z.array(fieldDraft).max(limits.fields),
  notes: z.string().max(limits.notesLength),
  /** Attachments to keep; one that is not named here is left out of the new version. */
  keepAttachments: z.array(id).max(limits.attachments),
  /** Tokens of files chosen through `attachment.choose` or `attachment.offer`. */
  newAttachments: z.array(z.string().max(64)).max(limits.attachments),
});
export type ItemDraft = z.infer<typeof itemDraft>;

/** Why a backup was made: before a rewrite of the file, once a day, or because somebody asked. */
export const backupReason = z.enum(['daily', 'compaction', 'withdrawal', 'merge', 'restore', 'asked']);
export type BackupReason = z.infer<typeof backupReason>;

export const backupView = z.object({
  backupId: z.string(),
  at: instant,
  why: backupReason,
  sizeBytes: z.number(),
  /** What opens it, which may be other than what opens the vault now. */
  slotKinds: z.array(slotKind),
  keyNames: z.array(z.string()),
  /** Names of ways that open it and do not open the vault any more. */
  withdrawn: z.array(z.string()),
  /** False where its header cannot be read. */
  isReadable: z.boolean(),
});
export type BackupView = z.infer<typeof backupView>;

/** A row of a backup, and how the item stands in the vault now. */
export const backupRow = row.extend({ standing: z.enum(['same', 'changed', 'trash', 'gone']) });
export type BackupRow = z.infer<typeof backupRow>;

/** A file read and waiting in the main process. */
export const offeredFile = z.object({ token: z.string(), fileName: z.string(), size: z.number().int(), mediaType: z.string() });
export type OfferedFile = z.infer<typeof offeredFile>;
