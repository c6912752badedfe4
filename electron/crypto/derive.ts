/**
 * Key derivation: HKDF-SHA256 (RFC 5869) with one closed list of purposes. A new use of a key is a new line in this list;
 * no key is ever used for two of them. The labels are part of the file format (docs/vault-format.md).
 */
import { hkdfSync } from 'node:crypto';
import { keyBytes, makeKey, useKey } from './secret-key.ts';
import type { SecretKey } from './secret-key.ts';

const labels = {
  // From the vault key; context is the vault id.
  headerMac: 'latchkey/v1 header-mac',
  frames: 'latchkey/v1 frames',
  itemWrapping: 'latchkey/v1 item-wrapping',
  slotPskEscrow: 'latchkey/v1 slot-psk-escrow',
  seenHead: 'latchkey/v1 seen-head',
  touchWrapping: 'latchkey/v1 touch-wrapping',
  audit: 'latchkey/v1 audit',
  // From what a person presents; salt is the slot's, context is vault id and slot id.
  kekPassphrase: 'latchkey/v1 kek passphrase',
  kekPassphraseAndKey: 'latchkey/v1 kek passphrase+key',
  kekKey: 'latchkey/v1 kek key',
  kekRecovery: 'latchkey/v1 kek recovery',
  // From a slot's KEK; context is vault id and slot id.
  slotKeyPair: 'latchkey/v1 slot-key-pair',
  slotPsk: 'latchkey/v1 slot-psk',
  // From what a hardware key gives for a touch; context is vault id and digest of the credential id.
  touchKeyPair: 'latchkey/v1 touch-key-pair',
} as const;

export type Purpose = keyof typeof labels;

const noSalt = new Uint8Array(0);

/** HKDF-SHA256 over bytes that are not yet a key; overwrites nothing. */
export function deriveFromBytes(secret: Uint8Array, purpose: Purpose, context: Uint8Array, salt: Uint8Array = noSalt): SecretKey {
  const info = Buffer.concat([Buffer.from(labels[purpose], 'utf8'), Buffer.of(0), context]);
  return makeKey(new Uint8Array(hkdfSync('sha256', secret, salt, info, keyBytes)));
}

export function deriveKey(from: SecretKey, purpose: Purpose, context: Uint8Array): SecretKey {
  return useKey(from, (bytes) => deriveFromBytes(bytes, purpose, context));
}
