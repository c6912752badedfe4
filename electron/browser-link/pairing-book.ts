/**
 * The pairings as a connection asks for them: by id, with our half of the keys and theirs. Ports: where they are kept is the store's
 * business (`electron/store/paired-browsers.ts`).
 */
import type { DhKey } from '../../shared/noise-kk.ts';

/** A pairing as it is kept. Key texts are base64; `ownKey` is what `makeStoredDhKey` made. */
export type Pairing = {
  readonly pairingId: string;
  /** What the extension calls its browser. */
  readonly browser: string;
  readonly ownKey: string;
  readonly extensionKey: string;
  readonly pairedAt: number;
  readonly lastUsedAt: number | null;
};

export type PairingBook = {
  all(): readonly Pairing[];
  add(pairing: Pairing): Promise<void>;
  noteUse(pairingId: string, at: number): Promise<void>;
  /** Cut off: its keys are gone, and what was made with them opens nothing more. */
  remove(pairingId: string): Promise<void>;
};

/** What a handshake needs of a pairing. */
export type PairingKeyPair = { readonly own: DhKey; readonly theirs: Uint8Array };
