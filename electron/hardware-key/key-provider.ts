/**
 * A way to reach a hardware key. `webauthn` runs the ceremony in the page; `libfido2` will run it in the main process.
 * The app knows only this interface; both give the same PRF secret for the same credential.
 */
import type { SlotCredential } from '../vault/vault-types.ts';

/**
 * Which of a credential's two inputs is evaluated: `open` is its `prfInput`, whose output opens the vault; `touch` is its `touchInput`, whose
 * output opens items that need a touch. SECURITY: never both in one assertion: whoever touches to unlock has not agreed to show an item.
 */
export type KeyUse = 'open' | 'touch';

export type EnrolledKey = {
  readonly credential: SlotCredential;
  /** For `prfInput`; 32 bytes; overwritten by whoever asked, once used. */
  readonly prfOutput: Uint8Array;
  /** For `touchInput`; the same. */
  readonly touchOutput: Uint8Array;
  readonly counter: number;
};

export type AssertedKey = {
  readonly credentialId: string;
  /** For the input of the use asked for. 32 bytes; overwritten by whoever asked, once used. */
  readonly prfOutput: Uint8Array;
  readonly counter: number;
  /**
   * Whether origin, challenge, flags and signature held. Where they did not, the secret is tried all the same,
   * only to say which of the two failed; the vault stays shut either way.
   */
  readonly assertionHolds: boolean;
};

/** A credential that may answer, with the name its owner gave it. */
export type NamedCredential = { readonly name: string; readonly credential: SlotCredential };

export type AssertRequest = {
  readonly use: KeyUse;
  readonly allowed: readonly NamedCredential[];
  /** Title of the item that the touch is for, to be shown beside the question; null where it is for no single item. */
  readonly forItem: string | null;
  readonly signal: AbortSignal;
};

export type KeyProvider = {
  readonly name: SlotCredential['provider'];
  /**
   * Makes a credential with two random inputs of its own and evaluates both of them twice; each pair of outputs must be equal
   * (`key.unstable-prf`), 32 bytes and not all zero (`key.no-prf`).
   * @throws VaultFailure `key.*`
   */
  enrol(request: { readonly keyName: string; readonly existing: readonly NamedCredential[]; readonly signal: AbortSignal }): Promise<EnrolledKey>;
  /** @throws VaultFailure `key.*` */
  assert(request: AssertRequest): Promise<AssertedKey>;
};

/** For good: another RP ID would orphan every enrolled key. */
export const relyingPartyId = 'latchkey.internal';
export const expectedOrigin = 'https://latchkey.internal';

/** How long a challenge, and the wait for a touch, lasts. */
export const touchSeconds = 60;
