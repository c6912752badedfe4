/**
 * What the answers to a browser need of the application, declared here and joined in main.ts: the open vault, the clipboard, the window.
 * No Electron, no disk.
 */
import type { Id } from '../../shared/ids.ts';
import type { Details } from '../../shared/item.ts';
import type { AppState } from '../../shared/views.ts';
import type { VaultSession } from '../vault/vault-types.ts';

/** A vault this computer knows, under a token. */
export type KnownVault = { readonly token: string; readonly name: string; readonly place: string; readonly isChosen: boolean };

export type FillPort = {
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
  readonly appVersion: string;
  readonly state: () => Promise<AppState>;
  readonly locksAt: () => number | null;
  /** @throws VaultFailure `vault.locked` */
  readonly session: () => VaultSession;
  /** @throws VaultFailure `vault.locked` where `session` was locked meanwhile. */
  readonly requireStill: (session: VaultSession) => void;
  /** After anything was written. */
  readonly noteChanges: () => void;
  /** Asks for a touch in the window where the item wants one. @throws VaultFailure where none is given. */
  readonly details: (session: VaultSession, itemId: Id) => Promise<Details>;
  readonly copy: (text: string, from: { readonly itemId: Id; readonly fieldId: Id }, concealed: boolean) => Promise<number | null>;
  readonly bringUp: () => void;
  readonly lock: () => Promise<void>;
  readonly vaults: () => Promise<readonly KnownVault[]>;
  readonly chooseVault: (token: string) => Promise<void>;
  /** Items used last, the last first; and one that was used just now. */
  readonly recentItems: (vaultId: Id) => readonly Id[];
  readonly noteUse: (vaultId: Id, itemId: Id) => void;
};
