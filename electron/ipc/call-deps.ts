/** What the calls work with: made once in `main.ts` and handed to each group of calls. No singletons. */
import type { BrowserPlace, PairedBrowserView } from '../../shared/browser-contract.ts';
import type { AppSettings } from '../../shared/settings.ts';
import type { Id } from '../../shared/ids.ts';
import type { DesktopState } from '../../shared/quick-contract.ts';
import type { BackupKeeper } from '../backup/keep-backups.ts';
import type { BackupReader } from '../backup/opened-backup.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { RecentUse } from '../desk/recent-use.ts';
import type { TokenBox } from '../desk/token-box.ts';
import type { VaultDesk } from '../desk/vault-desk.ts';
import type { HeldImport } from './import-duplicates.ts';
import type { EnrolledKey } from '../hardware-key/key-provider.ts';
import type { KeyTalk } from '../hardware-key/key-talk.ts';
import type { KeyWays } from '../hardware-key/key-ways.ts';
import type { PageCeremony } from '../hardware-key/page-ceremony.ts';
import type { AgeFile } from '../share/read-age-file.ts';
import type { ReceivedItem } from '../share/received-item.ts';
import type { MachineMemory } from '../store/machine-memory.ts';
import type { SettingsFile } from '../store/settings-file.ts';
import type { PasswordKdf } from '../crypto/password-kdf.ts';
import type { Clock, RandomBytes, VaultFile } from '../vault/vault-port.ts';
import type { VaultCopy } from '../vault/vault-types.ts';

/** A file read by the main process and waiting for its use. */
export type HeldFile = { readonly fileName: string; readonly content: Uint8Array; readonly mediaType: string };

/** What a proof is good for: any change of the ways to open, or the first recovery kit of a vault just made. Each once. */
export type Proof = 'any' | 'first-kit';

/** An age file on its way in; `opened` once somebody looked. */
export type OfferedShare = { readonly file: AgeFile; readonly fileName: string; opened: readonly ReceivedItem[] | null };

/** A copy of the vault on its way in: where it is, what it was when it was opened, and whether all of it is in the vault now. */
export type HeldCopy = { readonly path: string; fingerprint: string; opened: VaultCopy | null; isMerged: boolean };

/** What the calls about copies ask of the disk. */
export type CopyFilesPort = {
  /** Files beside the vault that look like copies of it, by their names. */
  beside(vaultPath: string): Promise<readonly string[]>;
  /** Another one when the file is not what it was. */
  fingerprint(path: string): Promise<string>;
  isSame(one: string, other: string): Promise<boolean>;
  /** For reading, without a lock. */
  openFile(path: string): Promise<VaultFile>;
  /** Into the system's trash. */
  trash(path: string): Promise<void>;
};

/** What is about to be sealed, as the user is asked about it. */
export type ShareQuestion = {
  /** Titles of the items. */
  readonly items: readonly string[];
  readonly fieldCount: number;
  readonly urlCount: number;
  readonly withNotes: boolean;
  readonly attachmentCount: number;
  /** Null where it is sealed under a passphrase. */
  readonly recipients: readonly string[] | null;
};

/** What the calls ask of the desktop; `desktop/` answers. Null means that the user thought better of it. */
export type DesktopPort = {
  settingsChanged(settings: AppSettings): void;
  describePlace(path: string): { readonly name: string; readonly place: string };
  chooseVaultFile(): Promise<string | null>;
  chooseNewVaultPlace(name: string): Promise<string | null>;
  /** A path for a new vault where nothing stands yet; its folder is made where there is none. */
  defaultVaultPlace(name: string): Promise<string>;
  /** Asks which, then reads them. `requireStill` throws where nobody waits for them any more: a dialog can outlive the lock. */
  chooseFiles(purpose: 'attachment' | 'import' | 'share', mostBytes: number, requireStill: () => void): Promise<readonly HeldFile[]>;
  /**
   * Asks where, then reads `content` and writes it with mode 0600. False when the user thought better of it.
   * SECURITY: read only after the answer: a vault locked while the dialog stood open gives nothing any more.
   */
  saveFile(suggestedName: string, content: () => Promise<Uint8Array>): Promise<boolean>;
  showInFolder(path: string): void;
  /** Opens the user's browser; asks first, but for an address of this version that was opened before. */
  openSite(url: string, versionId: string): Promise<void>;
  /** True when the user wants these sealed for them. */
  askToShare(question: ShareQuestion): Promise<boolean>;
  print(): Promise<void>;
  /** Prints the page into a file; `requireShown` throws where what was to be printed does not stand on it any more. */
  savePdf(suggestedName: string, requireShown: () => void): Promise<boolean>;
};

export type ClipboardPort = {
  /** @returns when the clipboard will be cleared, null for never. */
  copy(text: string, from: { readonly itemId: Id; readonly fieldId: Id } | null, concealed: boolean): Promise<number | null>;
  clear(): Promise<void>;
};

/** What the calls ask of the bridge; `electron/browser-link` answers. */
export type BrowsersPort = {
  isListening(): boolean;
  paired(): readonly PairedBrowserView[];
  cutOff(pairingId: string): Promise<void>;
  places(): Promise<readonly BrowserPlace[]>;
  setUp(placeId: string): Promise<void>;
  takeAway(placeId: string): Promise<void>;
};

/** The quick window; there is one while the application runs. */
export type QuickPort = { hide(): void; openMain(): void };

/** Shortcut, tray and start at login, as the desktop lets us have them. */
export type BackgroundPort = {
  state(): Promise<DesktopState>;
  setStartAtLogin(on: boolean): Promise<void>;
  recordShortcut(recording: boolean): void;
};

export type AutoLockPort = { locksAt(): number | null };

export type CallDeps = {
  readonly desk: VaultDesk;
  readonly jobs: Jobs;
  readonly window: DesktopPort;
  readonly clipboard: ClipboardPort;
  readonly autoLock: AutoLockPort;
  readonly settings: SettingsFile;
  readonly memory: MachineMemory;
  readonly keys: KeyWays;
  readonly backups: BackupKeeper;
  readonly backupReader: BackupReader;
  readonly device: string;
  readonly ceremony: PageCeremony;
  readonly keyTalk: Pick<KeyTalk, 'givePin' | 'giveNewPin'>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly kdf: PasswordKdf;
  /** Logs that something beside the vault failed, and lets the call go on. */
  readonly trouble: (where: string, error: unknown) => void;
  readonly version: string;
  readonly standIn: boolean;
  /** Where a new vault shall stand. */
  readonly places: TokenBox<string>;
  /** Vaults opened before; apart, so that listing them again and again crowds out no place that was chosen. */
  readonly recents: TokenBox<string>;
  readonly enrolments: TokenBox<EnrolledKey>;
  readonly proofs: TokenBox<Proof>;
  readonly files: TokenBox<HeldFile>;
  readonly imports: TokenBox<HeldImport>;
  readonly offers: TokenBox<OfferedShare>;
  readonly sealed: TokenBox<Uint8Array>;
  readonly copies: TokenBox<HeldCopy>;
  readonly copyFiles: CopyFilesPort;
  readonly browsers: BrowsersPort;
  readonly recentUse: RecentUse;
  readonly quick: QuickPort;
  readonly background: BackgroundPort;
  /** Items for the page that the browser shows, best first, where one is connected. */
  readonly matchesCurrentPage?: () => Promise<readonly Id[]>;
};
