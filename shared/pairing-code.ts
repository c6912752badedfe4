/**
 * Pairing by comparing numbers: each side gets the other's long-lived public key, and a person sees whether somebody sits between them.
 * The construction is Bluetooth's Numeric Comparison (Core Specification, Vol 3, Part H, 2.3.5.6.2; shown sound by Lindell, CT-RSA 2009),
 * with HMAC-SHA256 and SHA-256 where Bluetooth has AES-CMAC. Used by both sides (`browser-caller.ts`, `browser-link/pairing.ts`).
 *
 * The application commits to its nonce before it sees the extension's, and the extension shows its own before it sees the application's:
 * whoever sits between has to choose before knowing which code comes out, and is right once in a million times, each try before a person's eyes.
 */
import { equalBytes, joinBytes, textToBytes } from './text-bytes.ts';
import type { ChannelCrypto } from './noise-kk.ts';

export type PairingKeys = {
  /** What was agreed in hello (`agreementOf`): a version that was forced on the two makes another code. */
  readonly agreement: Uint8Array;
  readonly extensionKey: Uint8Array;
  readonly appKey: Uint8Array;
};

const labels = { commitment: 'latchkey pairing commitment v1', code: 'latchkey pairing code v1' } as const;

const labelled = (label: keyof typeof labels, ...parts: readonly Uint8Array[]): Uint8Array => joinBytes(textToBytes(labels[label]), Uint8Array.of(0), ...parts);

/** `Cb = f4(PKb, PKa, Nb, 0)`: the nonce is the key, so that the commitment tells nothing of it. */
export async function commitTo(crypto: ChannelCrypto, keys: PairingKeys, appNonce: Uint8Array): Promise<Uint8Array> {
  const agreed = await crypto.sha256(keys.agreement);
  return crypto.hmacSha256(appNonce, labelled('commitment', agreed, keys.appKey, keys.extensionKey));
}

export async function keepsCommitment(crypto: ChannelCrypto, keys: PairingKeys, appNonce: Uint8Array, commitment: Uint8Array): Promise<boolean> {
  return equalBytes(await commitTo(crypto, keys, appNonce), commitment);
}

/** `g2(PKa, PKb, Na, Nb) mod 10^6`, as six digits. */
export async function pairingCode(crypto: ChannelCrypto, keys: PairingKeys, nonces: { readonly extension: Uint8Array; readonly app: Uint8Array }): Promise<string> {
  const agreed = await crypto.sha256(keys.agreement);
  const hash = await crypto.sha256(labelled('code', agreed, keys.extensionKey, keys.appKey, nonces.extension, nonces.app));
  // Eight bytes: what is left over by a million favours no code by more than one part in 10^13.
  const number = new DataView(hash.buffer, hash.byteOffset, 8).getBigUint64(0);
  return (number % 1_000_000n).toString().padStart(6, '0');
}
