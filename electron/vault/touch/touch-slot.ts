/**
 * A hardware key's part in items that need a touch: a key pair from what the key gives for a touch, and the vault's touch seed sealed to it.
 * Sealing needs the public key alone, so that a new seed reaches keys that lie in a drawer. Bound to the vault and the credential, not to
 * the slot: a new passphrase beside the same key leaves it as it is. Called by `touch-key.ts` and by whoever makes slots.
 */
import { VaultFailure } from '../../../shared/failure.ts';
import { idToBytes } from '../../../shared/ids.ts';
import { nonceBytes, open, seal } from '../../crypto/aead.ts';
import { deriveBoxKeys, openBox, sealBox } from '../../crypto/box.ts';
import type { BoxContext, BoxKeys } from '../../crypto/box.ts';
import { deriveFromBytes } from '../../crypto/derive.ts';
import { sameBytes, sha256 } from '../../crypto/digest.ts';
import { destroyKey, keyBytes, makeKey, useKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import type { HeaderSlot } from '../header-body.ts';
import type { VaultKeys } from '../vault-keys.ts';
import type { RandomBytes } from '../vault-port.ts';

export type SlotTouch = NonNullable<HeaderSlot['touch']>;

const info = Buffer.from('latchkey/v1 touch seed\0', 'utf8');
const encBytes = 32;
const touchOutputBytes = 32;

/** Vault id ‖ SHA-256(credential id). */
export function touchContext(vaultId: string, credentialId: string): Buffer {
  return Buffer.concat([idToBytes(vaultId), sha256(Buffer.from(credentialId, 'base64url'))]);
}

export async function deriveTouchKeys(touchOutput: Uint8Array, context: Uint8Array): Promise<BoxKeys> {
  if (touchOutput.length !== touchOutputBytes) {
    throw new RangeError(`this secret has ${touchOutputBytes} bytes`);
  }
  const secret = deriveFromBytes(touchOutput, 'touchKeyPair', context);
  try {
    return await deriveBoxKeys(secret);
  } finally {
    destroyKey(secret);
  }
}

/** SECURITY: under a key of the vault as well, so that neither a touch nor the vault key alone opens it. */
export async function sealSeed(keys: VaultKeys, random: RandomBytes, touch: SlotTouch, seed: SecretKey, context: Uint8Array, vaultPublicKey: Uint8Array): Promise<SlotTouch> {
  const plaintext = useKey(seed, (bytes) => Uint8Array.from(bytes));
  try {
    const box = await sealBox(Buffer.from(touch.publicKey, 'base64url'), plaintext, seedBoxContext(context, vaultPublicKey));
    if (!box) {
      throw damagedTouch();
    }
    const sealed = seal(keys.touchWrapping, random(nonceBytes), Buffer.concat([box.enc, box.ciphertext]), seedContext(context, vaultPublicKey));
    return { ...touch, sealedSeed: sealed.toString('base64url') };
  } finally {
    plaintext.fill(0);
  }
}

/** Null where the touch is another key's. `touch.key-not-ready` where the key was added and no older one was touched since. */
export async function openSeed(keys: VaultKeys, touch: SlotTouch, pair: BoxKeys, context: Uint8Array, vaultPublicKey: Uint8Array): Promise<SecretKey | null> {
  if (!sameBytes(pair.publicKey, Buffer.from(touch.publicKey, 'base64url'))) {
    return null;
  }
  if (touch.sealedSeed === null) {
    throw new VaultFailure('touch.key-not-ready');
  }
  const boxed = open(keys.touchWrapping, Buffer.from(touch.sealedSeed, 'base64url'), seedContext(context, vaultPublicKey));
  const box = boxed && { enc: boxed.subarray(0, encBytes), ciphertext: boxed.subarray(encBytes) };
  const seed = box && (await openBox(pair, box, seedBoxContext(context, vaultPublicKey)));
  if (seed?.length !== keyBytes) {
    throw damagedTouch();
  }
  return makeKey(seed);
}

/** The same seed for another vault key: the box inside stays as it is. */
export function rewrapSeed(from: VaultKeys, to: VaultKeys, random: RandomBytes, touch: SlotTouch, context: Uint8Array, vaultPublicKey: Uint8Array): SlotTouch {
  if (touch.sealedSeed === null) {
    return touch;
  }
  const boxed = open(from.touchWrapping, Buffer.from(touch.sealedSeed, 'base64url'), seedContext(context, vaultPublicKey));
  if (!boxed) {
    throw damagedTouch();
  }
  return { ...touch, sealedSeed: seal(to.touchWrapping, random(nonceBytes), boxed, seedContext(context, vaultPublicKey)).toString('base64url') };
}

function seedContext(context: Uint8Array, vaultPublicKey: Uint8Array): Buffer {
  return Buffer.concat([info, context, vaultPublicKey]);
}

function seedBoxContext(context: Uint8Array, vaultPublicKey: Uint8Array): BoxContext {
  return { psk: null, info: Buffer.concat([info, context]), aad: vaultPublicKey };
}

export function damagedTouch(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'touch' });
}
