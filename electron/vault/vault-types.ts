/**
 * The open vault as the rest of the main process sees it. Implemented by `vault-session.ts`, the only holder of the vault key.
 * Every method throws `VaultFailure`; after `lock` every method throws `vault.locked`.
 */
import type { Attributes, AttachmentMeta, Change, Details, Overview, OverviewContent } from '../../shared/item.ts';
import type { Counts } from '../../shared/views.ts';
import type { FoundItems } from './browse-items.ts';
import type { Query } from './item-search.ts';
import type { KdfCost } from '../crypto/password-kdf.ts';
import type { Progress, VaultFile, WriteTarget } from './vault-port.ts';

export type { KdfCost } from '../crypto/password-kdf.ts';

/** A WebAuthn credential enrolled for a slot; all byte strings are base64url without padding. */
export type SlotCredential = {
  readonly credentialId: string;
  /** COSE_Key (RFC 9052). */
  readonly publicKey: string;
  readonly transports: readonly string[];
  /** 32 bytes, the PRF input whose output opens the vault. */
  readonly prfInput: string;
  /** 32 bytes, the PRF input whose output opens items that need a touch. */
  readonly touchInput: string;
  readonly userHandle: string;
  readonly provider: 'webauthn' | 'libfido2';
};

export type SlotKind = 'passphrase' | 'passphrase+key' | 'key' | 'recovery';

/** What a header tells without any key. */
export type SlotInfo = {
  readonly slotId: string;
  readonly kind: SlotKind;
  readonly name: string;
  readonly createdAt: number;
  readonly kdf: KdfCost | null;
  readonly credential: SlotCredential | null;
  /** Whether its hardware key opens items that need a touch: not yet, where it was added and no older key was touched since. Null without one. */
  readonly opensTouchItems: boolean | null;
};

/** 32 bytes; null for a slot that takes the place of one with the same hardware key, whose part it takes over. */
export type TouchOutput = Uint8Array | null;

/** What a slot is made from. Secrets are overwritten by whoever made them once the call returns. */
export type NewSlot =
  | { readonly kind: 'passphrase'; readonly name: string; readonly passphrase: Uint8Array }
  | {
      readonly kind: 'passphrase+key';
      readonly name: string;
      readonly passphrase: Uint8Array;
      readonly credential: SlotCredential;
      /** 32 bytes. */
      readonly prfOutput: Uint8Array;
      readonly touchOutput: TouchOutput;
    }
  | {
      readonly kind: 'key';
      readonly name: string;
      readonly credential: SlotCredential;
      readonly prfOutput: Uint8Array;
      readonly touchOutput: TouchOutput;
    }
  /** `code` is 20 bytes. */
  | { readonly kind: 'recovery'; readonly name: string; readonly code: Uint8Array };

/** What the person at the window has presented. */
export type Presented = {
  readonly passphrase?: Uint8Array;
  readonly hardwareKey?: { readonly credentialId: string; readonly prfOutput: Uint8Array };
  /** 20 bytes. */
  readonly recoveryCode?: Uint8Array;
};

/** A touch of a hardware key: what it gave for the credential's `touchInput`, 32 bytes. Overwritten by whoever asked for it. */
export type GivenTouch = { readonly credentialId: string; readonly touchOutput: Uint8Array };

/** Kept outside the file, by machine, to notice an older copy. Opaque to everyone but the vault. */
export type SeenHead = {
  readonly vaultId: string;
  readonly epoch: number;
  readonly generation: number;
  readonly frameCount: number;
  /** Tag of the last frame, base64url. */
  readonly headTag: string;
  /** HMAC under a key derived from the vault key, base64url. */
  readonly mac: string;
};

/** Things noticed at open that the user is told of. */
export type OpenNotice =
  | { readonly kind: 'torn-tail'; readonly droppedBytes: number }
  | { readonly kind: 'header-copy-repaired' }
  | { readonly kind: 'read-only' }
  /** The file is newer than what this machine last saw, and has another vault key. */
  | { readonly kind: 'key-changed' };

export type VersionInfo = {
  readonly versionId: string;
  readonly change: Change;
  readonly at: number;
  readonly device: string;
  readonly current: boolean;
};

/** What the owner writes. `subtitle`, `hasTotp` and `attachmentCount` of the overview are derived by the session. */
export type ItemContent = {
  readonly overview: Omit<OverviewContent, 'subtitle' | 'hasTotp' | 'attachmentCount'>;
  readonly details: Details;
};

export type NewAttachment = { readonly meta: AttachmentMeta; readonly content: Uint8Array };

/** Changes of an item that leave its details as they are. */
export type Marks = {
  readonly favourite?: boolean;
  readonly tags?: readonly string[];
  readonly collection?: string | null;
  readonly attributes?: Attributes;
  readonly purgeProtected?: boolean;
};

/** Settings that travel with the vault. */
export type VaultSettings = {
  readonly name: string;
  /** Days an item stays in the trash: 7 to 90, as in Azure Key Vault. */
  readonly retentionDays: number;
  /** Item that holds this vault's age identity for receiving shares. */
  readonly sharingItemId: string | null;
};

/** A way to open, as a report of a merge names it. */
export type WayThere = { readonly kind: SlotKind; readonly name: string };

/** What a merge brings into the open vault. */
export type MergeCounts = {
  readonly newItems: number;
  /** Items here whose newest version is in the other copy. */
  readonly newerItems: number;
  /** Of those, items that are in use here and in the trash there: once their time has run out, they go for good. */
  readonly trashedItems: number;
  /** Versions that go into the history of items, behind the current ones. */
  readonly olderVersions: number;
  /** Items here that were deleted for good there; and how many of them are not in the trash here. */
  readonly purgedItems: number;
  readonly purgedInUse: number;
  /** Tombstones taken over, those of items that are not here among them. */
  readonly tombstones: number;
  /** Settings that become others. */
  readonly settings: readonly (keyof VaultSettings)[];
  readonly settingsSaved: boolean;
  readonly waysOnlyThere: readonly WayThere[];
  readonly waysOnlyHere: readonly WayThere[];
};

/** Another copy of the open vault, opened beside it to be merged. */
export type VaultCopy = {
  readonly fileName: string;
  /** Bytes at its end that do not count: a write cut short, or a copy that has not wholly arrived. */
  readonly tornBytes: number;
  /** Forgets its keys and closes its file. */
  close(): Promise<void>;
};

/** What became of a vault file that another program changed under the open session. */
export type CaughtUp = {
  /** What came in from the file. */
  readonly counts: MergeCounts;
  /** Versions of this session that the file had not, and has now. */
  readonly carriedOver: number;
  /** Versions of this session that the other program wrote over: nobody can read them any more. */
  readonly lost: number;
};

export interface VaultSession {
  readonly vaultId: string;
  readonly writable: boolean;
  readonly notices: readonly OpenNotice[];
  settings(): VaultSettings;
  slots(): readonly SlotInfo[];
  /** The slot that opened this session; null for a vault just made. */
  openedWith(): string | null;
  /** Counts up with every change in memory; lets callers cache. */
  revision(): number;
  seenHead(): SeenHead;
  /** Size of the file. */
  sizeBytes(): Promise<number>;

  /** The rows from `from` on, `count` at most, of all that is found; best first. */
  search(query: Query, from: number, count: number): FoundItems;
  counts(): Counts;
  /** Items in use whose addresses may lie at one of these hosts or below, at most `count`; `total` counts them all. */
  atSite(hosts: readonly string[], count: number): FoundItems;
  /**
   * Current versions, the trash included; each is put together as it is asked for. Whoever takes a breath while walking them fails with
   * `vault.locked` when they were forgotten meanwhile: by a lock, or because another list took their place (then the revision is another).
   */
  overviews(): Iterable<Overview>;
  overview(itemId: string): Overview;
  /** True for an item that is not in the trash. */
  holds(itemId: string): boolean;
  /** Decrypts the details of the current or an older version. */
  details(itemId: string, versionId?: string): Promise<Details>;
  versionOverview(itemId: string, versionId: string): Promise<Overview>;
  attachment(itemId: string, attachmentId: string): Promise<Uint8Array>;
  history(itemId: string): readonly VersionInfo[];

  /**
   * Items that need a touch: `details` and `attachment` fail with `item.needs-touch` for them, for their older versions too, until a touch
   * opened that one item, and again when the minute is over, `endTouch` was called or something newer was saved. Null while not opened.
   */
  touchedUntil(itemId: string): number | null;
  /** @returns when it ends. `key.*` where the touch is none of this vault's, `touch.*` where it cannot open such items. */
  touch(itemId: string, given: GivenTouch): Promise<number>;
  endTouch(itemId: string): void;
  /** Lets hardware keys that were added since (`opensTouchItems` false) open such items too. Changes the header only. */
  shareTouch(given: GivenTouch): Promise<void>;

  create(content: ItemContent, change?: Change, attachments?: readonly NewAttachment[]): Promise<Overview>;
  /** The item and the setting that names it as the vault's sharing identity, in one transaction. */
  createSharingItem(content: ItemContent): Promise<Overview>;
  /** All or nothing, durable when it returns. Cancelled by the signal before the last write: nothing was added. */
  createMany(
    contents: readonly { readonly content: ItemContent; readonly attachments?: readonly NewAttachment[] }[],
    options: { readonly change: Change; readonly progress?: Progress; readonly signal?: AbortSignal },
  ): Promise<readonly Overview[]>;
  /** Fails with `item.conflict` when `baseVersionId` is no longer current. */
  update(itemId: string, baseVersionId: string, content: ItemContent, attachments?: readonly NewAttachment[], change?: Change): Promise<Overview>;
  mark(itemId: string, marks: Marks): Promise<Overview>;
  restore(itemId: string, versionId: string): Promise<Overview>;
  /** Into the trash. */
  remove(itemIds: readonly string[]): Promise<void>;
  recover(itemIds: readonly string[]): Promise<void>;
  /** For good: `item.purge-protected` where protected and still within retention. Bytes go at the next compaction. */
  purge(itemIds: readonly string[]): Promise<void>;
  /** Purges what has outlived its retention; called at open and daily. Returns how many. */
  purgeExpired(): Promise<number>;
  changeSettings(settings: Partial<VaultSettings>): Promise<void>;

  addSlot(slot: NewSlot, options?: { readonly progress?: Progress }): Promise<SlotInfo>;
  renameSlot(slotId: string, name: string): Promise<void>;
  /**
   * Withdraws a way to open: rotates the vault key and rewrites the file. `slot.last` for the last one that is no recovery kit, `item.needs-touch` where its
   * hardware key opened items that need a touch and no touch is given, `slot.touch-items` where it is the only key that opens them.
   */
  removeSlot(slotId: string, options?: { readonly touch?: GivenTouch; readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<void>;
  /** Replaces one slot by another of any kind: rotates and rewrites, in one step. */
  replaceSlot(slotId: string, slot: NewSlot, options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<SlotInfo>;
  /** Proves once more that what is presented opens this vault. */
  prove(presented: Presented, options?: { readonly progress?: Progress }): Promise<boolean>;
  /** Copies the file as it is now. False where it was rewritten meanwhile: what was written by then is no copy. */
  copyTo(target: WriteTarget, options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<boolean>;
  /** Puts another file in the place of this one. This session is over then, and only waits for `lock`; when it fails, nothing has changed. */
  replaceFile(fill: (target: WriteTarget) => Promise<void>): Promise<void>;
  compact(options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<void>;
  /** Reads and checks every byte of the file. */
  verify(options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<void>;

  /**
   * Opens another copy of this vault: with this session's key where nothing is presented. Takes `file` over, and closes it when it fails.
   * `merge.other-vault` for another vault's file, `merge.needs-unlock` where the key does not fit.
   */
  openCopy(file: VaultFile, presented: Presented | null, options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<VaultCopy>;
  /** What merging would bring, as things are now. */
  previewMerge(copy: VaultCopy): Promise<MergeCounts>;
  /**
   * Takes everything in that the copy has and this vault lacks, in one transaction; what was purged in either is gone in both. All or
   * nothing, durable when it returns; writes nothing where there is nothing to take.
   */
  merge(copy: VaultCopy, options?: { readonly progress?: Progress; readonly signal?: AbortSignal }): Promise<MergeCounts>;
  /**
   * Looks whether another program changed the file, and goes on with what stands there now, united with what this session has; null where
   * the file is as it was left. Fails as opening would, and with `merge.needs-unlock` where the session's key does not open it: then
   * nothing was changed, in memory or on disk. Acts that meet such a file do this by themselves.
   */
  catchUp(): Promise<CaughtUp | null>;
  /** What was caught up with since this was last called, in order. */
  takeCaughtUp(): readonly CaughtUp[];
  /** Hands over the file as this session left it, in parts, though another stands in its place; false where its bytes were written over. */
  saveAside(write: (bytes: Uint8Array) => Promise<void>): Promise<boolean>;
  /**
   * Forgets every key and decrypted value and closes the file. `keep` is called, when the keys are gone, where something was saved here and
   * another program's file took the place of this one since: with what copies it, encrypted as it is, as `saveAside` does.
   */
  lock(keep?: (copy: (write: (bytes: Uint8Array) => Promise<void>) => Promise<boolean>) => Promise<unknown>): Promise<void>;
}
