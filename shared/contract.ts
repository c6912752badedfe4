/**
 * THE table: every call the page may make and every event it may hear. From it come, by type, the client's methods,
 * the preload's names, the gate's handler map, and the tests that throw garbage at each call.
 * A call: what it takes, what it gives, whether it is answered while the vault is locked, whether its reply carries a secret.
 */
import { z } from 'zod';
import { browserCalls } from './browser-contract.ts';
import { bytes, call, jobId, none, nothing, passphrase, type CallShape } from './call-shape.ts';
import { copyCalls } from './copy-contract.ts';
import { failureCodes } from './failure.ts';
import { fileLimits } from './file-limits.ts';
import { id } from './ids.ts';
import { importReport } from './import-report.ts';
import { instant, limits } from './item.ts';
import { keyAsk, keyAwait, keyCalls } from './key-contract.ts';
import { kindName } from './kinds/kinds.ts';
import { caughtUp } from './merge-report.ts';
import { passwordRecipe } from './password.ts';
import { quickCalls, quickEvents } from './quick-contract.ts';
import { backupCalls } from './backup-contract.ts';
import { appSettings, settingsPatch } from './settings.ts';
import {
  appState, counts, itemDraft, itemView, offeredFile, recentVault, row, scope, slotView, sortOrder, strength, versionView,
} from './views.ts';

/** Where an enrolled key goes and what it needs beside itself. */
const keyMode = z.enum(['passphrase+key', 'key']);

const recoveryKit = z.object({ words: z.array(z.string()).length(13), qrText: z.string(), vaultName: z.string(), madeAt: instant });

const sharePreviewItem = z.object({
  index: z.number().int(),
  kind: kindName,
  title: z.string(),
  fields: z.array(z.object({ label: z.string(), name: z.string().nullable(), concealed: z.boolean(), value: z.string().nullable() })),
  notes: z.string(),
  urls: z.array(z.string()),
  attachments: z.array(z.object({ fileName: z.string(), size: z.number().int() })),
});

export const calls = {
  // The application and the choice of vault
  'app.state': call(nothing, appState, { whileLocked: true }),
  'app.version': call(nothing, z.object({ version: z.string(), standIn: z.boolean(), platform: z.string() }), { whileLocked: true }),
  /** When the vault locks by itself, unless somebody is at the window; null when it does not. */
  'autoLock.read': call(nothing, z.object({ locksAt: instant.nullable() }), { whileLocked: true }),
  'settings.read': call(nothing, appSettings, { whileLocked: true }),
  'settings.change': call(settingsPatch, appSettings, { whileLocked: true }),
  'vault.recent': call(nothing, z.array(recentVault), { whileLocked: true }),
  /** Main's dialog; null when the user thought better of it. */
  'vault.chooseExisting': call(nothing, appState.nullable(), { whileLocked: true }),
  'vault.choosePlace': call(z.object({ name: z.string().min(1).max(100) }), z.object({ token: z.string(), place: z.string() }).nullable(), { whileLocked: true }),
  'vault.select': call(z.object({ token: z.string() }), appState, { whileLocked: true }),
  'vault.forget': call(z.object({ token: z.string() }), none, { whileLocked: true }),
  /** Makes the vault and opens it. Without `placeToken` it goes to the default place. */
  'vault.create': call(
    z.object({
      jobId,
      name: z.string().trim().min(1).max(100),
      placeToken: z.string().nullable(),
      passphrase,
      /** From `key.enrol`; null makes a vault without a hardware key. */
      enrolmentToken: z.string().nullable(),
      keyName: z.string().trim().max(100).nullable(),
    }),
    appState,
    { whileLocked: true },
  ),
  'vault.settings': call(nothing, z.object({ name: z.string(), retentionDays: z.number().int(), place: z.string(), sizeBytes: z.number(), itemCount: z.number().int() })),
  'vault.changeSettings': call(z.object({ name: z.string().trim().min(1).max(100).optional(), retentionDays: z.number().int().min(7).max(90).optional() }), none),
  'vault.compact': call(z.object({ jobId }), none),
  'vault.verify': call(z.object({ jobId }), none),
  'vault.showInFolder': call(nothing, none),
  'vault.lock': call(nothing, none, { whileLocked: true }),

  // Opening: one call; main asks for the touch through `key.asked`
  'unlock.open': call(
    z.object({
      jobId,
      passphrase: passphrase.nullable(),
      useKey: z.boolean(),
      recoveryWords: z.string().max(1_000).nullable(),
      acceptRollback: z.boolean(),
    }),
    appState,
    { whileLocked: true },
  ),
  /** Which of the words typed from a recovery kit stand in no kit, and what was likely meant. */
  'unlock.judgeWords': call(
    z.object({ words: z.array(z.string().max(60)).max(13) }),
    z.object({ wrong: z.array(z.object({ place: z.number().int(), meant: z.string().nullable() })) }),
    // What was meant is a word of the kit, most likely.
    { whileLocked: true, secret: true },
  ),
  /** The page's answer to `key.asked`. `prf` and `prfSecond` are the PRF outputs (32 bytes each), taken out of the response before it was made JSON. */
  'key.answer': call(
    z.object({ askId: id, response: z.string().max(65_536), prf: bytes(32).nullable(), prfSecond: bytes(32).nullable() }),
    none,
    { whileLocked: true },
  ),
  /** The ceremony failed in the page: the DOMException's name, from a closed list. */
  'key.decline': call(
    z.object({
      askId: id,
      reason: z.enum(['NotAllowedError', 'InvalidStateError', 'AbortError', 'SecurityError', 'NotSupportedError', 'ConstraintError', 'UnknownError']),
    }),
    none,
    { whileLocked: true },
  ),
  /** Registers a hardware key and evaluates its PRF twice, for both of its inputs. The token is good once, within ten minutes. */
  'key.enrol': call(z.object({ jobId, name: z.string().trim().min(1).max(100) }), z.object({ enrolmentToken: z.string() }), { whileLocked: true }),

  ...keyCalls,

  // Slots. `proof` opens the vault once more before anything about opening changes.
  'slot.list': call(nothing, z.array(slotView)),
  'slot.prove': call(z.object({ jobId, passphrase: passphrase.nullable(), useKey: z.boolean(), recoveryWords: z.string().max(1_000).nullable() }), z.object({ proofToken: z.string() })),
  'slot.addPassphrase': call(z.object({ jobId, proofToken: z.string(), name: z.string().trim().min(1).max(100), passphrase }), slotView),
  'slot.addKey': call(
    z.object({ jobId, proofToken: z.string(), enrolmentToken: z.string(), name: z.string().trim().min(1).max(100), mode: keyMode, passphrase: passphrase.nullable() }),
    slotView,
  ),
  'slot.addRecovery': call(z.object({ jobId, proofToken: z.string(), name: z.string().trim().min(1).max(100) }), recoveryKit, { secret: true }),
  'slot.rename': call(z.object({ slotId: id, name: z.string().trim().min(1).max(100) }), none),
  'slot.remove': call(z.object({ jobId, proofToken: z.string(), slotId: id }), none),
  /** For slots with a passphrase; one with a hardware key asks for its touch. */
  'slot.changePassphrase': call(z.object({ jobId, proofToken: z.string(), slotId: id, passphrase }), slotView),
  /** Prints what the window shows for print: the recovery kit. */
  'recovery.print': call(nothing, none),
  'recovery.savePdf': call(nothing, z.object({ saved: z.boolean() })),
  /** The kit is not on the page any more: nothing there is worth printing. */
  'recovery.close': call(nothing, none),

  // Backups
  ...backupCalls,

  // Items
  'item.counts': call(nothing, counts),
  'item.search': call(
    z.object({ text: z.string().max(500), scope, sort: sortOrder, from: z.number().int().min(0), count: z.number().int().min(1).max(500) }),
    z.object({ revision: z.number().int(), total: z.number().int(), rows: z.array(row) }),
  ),
  /** Never asks for a touch: an item that wants one is told sealed. */
  'item.read': call(z.object({ itemId: id, versionId: id.nullable() }), itemView),
  'item.create': call(itemDraft, z.object({ itemId: id })),
  /** `olderSealed` is false where the item was marked to need a touch, and its older versions could not be sealed for one too as yet. */
  'item.update': call(z.object({ itemId: id, baseVersionId: id, draft: itemDraft }), z.object({ versionId: id, olderSealed: z.boolean() })),
  /** Asks for a touch that opens the item, and no other, for a minute. */
  'item.touch': call(z.object({ jobId, itemId: id }), z.object({ touchEndsAt: instant })),
  /** Ends every wait for a touch of an item, whatever asked for it. */
  'item.stopTouch': call(nothing, none),
  'item.endTouch': call(z.object({ itemId: id }), none),
  'item.setFavourite': call(z.object({ itemId: id, favourite: z.boolean() }), none),
  'item.duplicate': call(z.object({ itemId: id }), z.object({ itemId: id })),
  'item.remove': call(z.object({ itemIds: z.array(id).min(1).max(limits.itemsAtOnce) }), none),
  'item.recover': call(z.object({ itemIds: z.array(id).min(1).max(limits.itemsAtOnce) }), none),
  'item.purge': call(z.object({ itemIds: z.array(id).min(1).max(limits.itemsAtOnce) }), none),
  'item.history': call(z.object({ itemId: id }), z.array(versionView)),
  'item.restore': call(z.object({ itemId: id, versionId: id }), z.object({ versionId: id })),
  'field.reveal': call(z.object({ itemId: id, versionId: id.nullable(), fieldId: id }), z.object({ value: z.string() }), { secret: true }),
  /** From main to the clipboard; for a one-time code field it copies the code. */
  'field.copy': call(z.object({ itemId: id, versionId: id.nullable(), fieldId: id }), z.object({ clearsAt: instant.nullable() })),
  /** What Ctrl+C means on a list row: the kind's primary field. */
  'item.copyPrimary': call(z.object({ itemId: id }), z.object({ fieldId: id, clearsAt: instant.nullable() })),
  'item.copyUsername': call(z.object({ itemId: id }), z.object({ fieldId: id, clearsAt: instant.nullable() })),
  'totp.current': call(
    z.object({ itemId: id, fieldId: id }),
    z.object({ code: z.string(), periodSeconds: z.number().int(), endsAt: instant }),
    { secret: true },
  ),
  /** Always marked as concealed: what the page says of a text is not believed. */
  'clipboard.copyText': call(z.object({ text: z.string().max(limits.notesLength) }), z.object({ clearsAt: instant.nullable() })),
  'clipboard.clear': call(nothing, none),
  'site.open': call(z.object({ itemId: id, url: z.string().max(limits.urlLength) }), none),

  // Attachments
  'attachment.choose': call(nothing, z.array(offeredFile)),
  /** A file dropped on the window. */
  'attachment.offer': call(z.object({ fileName: z.string().min(1).max(limits.fileNameLength), content: bytes(limits.attachmentBytes) }), offeredFile),
  'attachment.save': call(z.object({ itemId: id, attachmentId: id }), z.object({ saved: z.boolean() })),

  // Generator and strength
  'password.generate': call(z.object({ recipe: passwordRecipe }), z.object({ value: z.string(), bits: z.number() }), { whileLocked: true, secret: true }),
  'password.judge': call(z.object({ password: z.string().max(1_024), userInputs: z.array(z.string().max(100)).max(10) }), strength, { whileLocked: true }),

  // Import
  'import.choose': call(z.object({ jobId }), z.object({ importToken: z.string(), fileName: z.string(), report: importReport, sample: z.array(z.object({ kind: kindName, title: z.string(), subtitle: z.string(), url: z.string().nullable() })), duplicates: z.number().int() }).nullable()),
  'import.offer': call(
    z.object({ jobId, fileName: z.string().max(limits.fileNameLength), content: bytes(fileLimits.import) }),
    z.object({ importToken: z.string(), fileName: z.string(), report: importReport, sample: z.array(z.object({ kind: kindName, title: z.string(), subtitle: z.string(), url: z.string().nullable() })), duplicates: z.number().int() }),
  ),
  'import.take': call(
    z.object({ jobId, importToken: z.string(), collection: z.string().trim().min(1).max(limits.collectionLength).nullable(), skipDuplicates: z.boolean() }),
    importReport,
  ),
  'import.discard': call(z.object({ importToken: z.string() }), none),

  // Sharing
  /** This vault's age recipient; null while it has none. Reads only. */
  'share.address': call(nothing, z.object({ recipient: z.string().nullable() })),
  /** Makes the vault an age identity, kept as an item, where it has none. */
  'share.makeAddress': call(nothing, z.object({ recipient: z.string() })),
  'share.seal': call(
    z.object({
      jobId,
      items: z.array(z.object({ itemId: id, fieldIds: z.array(id).max(limits.fields), withUrls: z.boolean(), withNotes: z.boolean(), withAttachments: z.boolean() })).min(1).max(limits.sharedItems),
      to: z.discriminatedUnion('by', [
        z.object({ by: z.literal('recipients'), recipients: z.array(z.string().trim().min(1).max(4_096)).min(1).max(20) }),
        z.object({ by: z.literal('passphrase'), passphrase }),
      ]),
    }),
    z.object({ shareToken: z.string(), armored: z.string() }),
    // Sealed, but for recipients that the page names.
    { secret: true },
  ),
  'share.save': call(z.object({ shareToken: z.string() }), z.object({ saved: z.boolean() })),
  'share.chooseFile': call(nothing, z.object({ offerToken: z.string(), fileName: z.string(), needs: z.enum(['passphrase', 'identity']) }).nullable()),
  'share.offer': call(
    z.object({ fileName: z.string().max(limits.fileNameLength), content: bytes(fileLimits.share) }),
    z.object({ offerToken: z.string(), needs: z.enum(['passphrase', 'identity']) }),
  ),
  /** Opens what was offered, for a look. `identity` is an AGE-SECRET-KEY of the user's own; null tries the vault's. */
  'share.open': call(
    z.object({ jobId, offerToken: z.string(), passphrase: passphrase.nullable(), identity: z.string().max(8_192).nullable() }),
    z.object({ items: z.array(sharePreviewItem) }),
  ),
  'share.take': call(z.object({ offerToken: z.string(), indexes: z.array(z.number().int().min(0)).min(1).max(1_000) }), z.object({ itemIds: z.array(id) })),
  'share.discard': call(z.object({ offerToken: z.string() }), none),

  // Other copies of the open vault
  ...copyCalls,

  // Browsers
  ...browserCalls,
  // Quick copy, shortcut, tray
  ...quickCalls,

  // Long work
  'job.cancel': call(z.object({ jobId }), none, { whileLocked: true }),
} as const satisfies Record<string, CallShape>;

export type CallName = keyof typeof calls;
export type Takes<Name extends CallName> = z.input<(typeof calls)[Name]['takes']>;
export type Parsed<Name extends CallName> = z.output<(typeof calls)[Name]['takes']>;
export type Gives<Name extends CallName> = z.output<(typeof calls)[Name]['gives']>;

export const events = {
  ...quickEvents,
  'app.changed': appState,
  'settings.changed': appSettings,
  /** Something in the open vault changed: cached rows are stale. */
  'vault.changed': z.object({ revision: z.number().int() }),
  /** Another program changed the vault file, and the session went on with what stands there now. */
  'vault.caughtUp': caughtUp,
  /** What `copy.beside` tells is stale. */
  'copy.changed': z.object({}),
  /** What `browser.list` tells is stale. */
  'browser.changed': z.object({}),
  'job.progressed': z.object({ jobId, stage: z.enum(['deriving', 'touch', 'opening', 'reading', 'sealing', 'writing', 'checking']), done: z.number(), total: z.number() }),
  'key.asked': keyAsk,
  /** As `key.asked`, where the main process speaks to the key itself; told again at each step, with the same id. */
  'key.awaited': keyAwait,
  /** The ask is over: cancelled, timed out, or answered by another way. */
  'key.withdrawn': z.object({ askId: id }),
  'clipboard.changed': z.object({ itemId: id.nullable(), fieldId: id.nullable(), clearsAt: instant.nullable(), empty: z.boolean() }),
  /** What was copied could not be taken off again, though tried several times. */
  'clipboard.clearFailed': z.object({}),
  /** Seconds until the vault locks by itself; null when it does not. */
  'autoLock.changed': z.object({ locksAt: instant.nullable() }),
  /** A command from the application menu or a system shortcut. */
  'menu.chosen': z.object({ command: z.enum(['new-item', 'find', 'lock', 'settings', 'generator', 'import', 'receive']) }),
} as const;

export type EventName = keyof typeof events;
export type Heard<Name extends EventName> = z.output<(typeof events)[Name]>;

const failure = z.object({
  code: z.enum(failureCodes),
  facts: z.object({
    holderPid: z.number().optional(),
    fileName: z.string().optional(),
    formatVersion: z.number().optional(),
    limitBytes: z.number().optional(),
    line: z.number().optional(),
    reference: z.string().optional(),
    check: z.string().optional(),
  }),
});

/** The envelope of every reply. */
export function replyOf<Gives extends z.ZodType>(gives: Gives) {
  return z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), value: gives }), z.object({ ok: z.literal(false), failure })]);
}
