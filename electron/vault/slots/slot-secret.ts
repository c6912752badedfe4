/**
 * From what a person presents to a slot's key (KEK): one rule a way to open. Both halves of "passphrase + key" enter one
 * derivation, so neither opens anything alone. Called by `seal-slot.ts` and `open-slots.ts`.
 */
import { deriveFromBytes } from '../../crypto/derive.ts';
import type { Purpose } from '../../crypto/derive.ts';
import { checkCost, hashPassphrase } from '../../crypto/password-kdf.ts';
import type { KdfCost, PasswordKdf } from '../../crypto/password-kdf.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { SlotKind } from '../vault-types.ts';

export const recoveryCodeBytes = 20;
export const prfOutputBytes = 32;

/** Secrets of one slot, as far as presented. */
export type SlotSecret =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly cost: KdfCost }
  | { readonly kind: 'passphrase+key'; readonly passphrase: Uint8Array; readonly cost: KdfCost; readonly prfOutput: Uint8Array }
  | { readonly kind: 'key'; readonly prfOutput: Uint8Array }
  | { readonly kind: 'recovery'; readonly code: Uint8Array };

const purposes = {
  passphrase: 'kekPassphrase',
  'passphrase+key': 'kekPassphraseAndKey',
  key: 'kekKey',
  recovery: 'kekRecovery',
} as const satisfies Record<SlotKind, Purpose>;

/** `context` is vault id ‖ slot id. */
export async function deriveKek(secret: SlotSecret, salt: Uint8Array, context: Uint8Array, kdf: PasswordKdf): Promise<SecretKey> {
  const material = await secretMaterial(secret, salt, kdf);
  try {
    return deriveFromBytes(material, purposes[secret.kind], context, salt);
  } finally {
    material.fill(0);
  }
}

async function secretMaterial(secret: SlotSecret, salt: Uint8Array, kdf: PasswordKdf): Promise<Uint8Array> {
  switch (secret.kind) {
    case 'passphrase':
      return hashPassphrase(kdf, secret.passphrase, salt, secret.cost);
    case 'passphrase+key': {
      checkLength(secret.prfOutput, prfOutputBytes);
      checkCost(secret.cost);
      const hash = await hashPassphrase(kdf, secret.passphrase, salt, secret.cost);
      // SECURITY: bytes into bytes: a list of numbers in between could not be overwritten.
      const joined = new Uint8Array(hash.length + prfOutputBytes);
      joined.set(hash);
      joined.set(secret.prfOutput, hash.length);
      hash.fill(0);
      return joined;
    }
    case 'key':
      checkLength(secret.prfOutput, prfOutputBytes);
      return Uint8Array.from(secret.prfOutput);
    case 'recovery':
      checkLength(secret.code, recoveryCodeBytes);
      return Uint8Array.from(secret.code);
    default:
      return assertNever(secret);
  }
}

function checkLength(bytes: Uint8Array, wanted: number): void {
  if (bytes.length !== wanted) {
    throw new RangeError(`this secret has ${wanted} bytes`);
  }
}
