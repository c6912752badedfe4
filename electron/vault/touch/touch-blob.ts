/**
 * Sealed blobs of items that need a touch: the item key is sealed to the vault's touch key pair (HPKE, base mode) and the box is wrapped by the
 * item-wrapping key, so that neither the vault key nor a touch alone opens it. Making one needs no touch. The content stays as it is when
 * a blob becomes one of these, or is none any more. Called by whoever writes items and by `carry-blob.ts`.
 */
import { VaultFailure } from '../../../shared/failure.ts';
import { openBox, sealBox } from '../../crypto/box.ts';
import type { BoxContext, BoxKeys } from '../../crypto/box.ts';
import { destroyKey, keyBytes, makeKey, useKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import { idToBytes } from '../../../shared/ids.ts';
import { blobContext, blobTypes, needsTouch, sealedContentOf, sealWith, unwrapInner, unwrapItemKey, wrapInner, wrapItemKey } from '../details-blob.ts';
import type { BlobIdentity } from '../details-blob.ts';
import type { RandomBytes } from '../vault-port.ts';
import { damagedTouch } from './touch-slot.ts';

const info = Buffer.from('latchkey/v1 touch item\0', 'utf8');
const encBytes = 32;

function boxContext(blob: BlobIdentity): BoxContext {
  return { psk: null, info: Buffer.concat([info, idToBytes(blob.vaultId)]), aad: blobContext('touchKey', blob) };
}

/** Head of a blob whose item key opens by touch alone. */
async function touchHead(wrapping: SecretKey, publicKey: Uint8Array, random: RandomBytes, itemKey: SecretKey, blob: BlobIdentity): Promise<Buffer> {
  const plaintext = useKey(itemKey, (bytes) => Uint8Array.from(bytes));
  try {
    const box = await sealBox(publicKey, plaintext, boxContext(blob));
    if (!box) {
      throw damagedTouch();
    }
    return wrapInner(wrapping, random, blobTypes.touch, Buffer.concat([box.enc, box.ciphertext]), blob);
  } finally {
    plaintext.fill(0);
  }
}

export async function sealTouchBlob(wrapping: SecretKey, publicKey: Uint8Array, random: RandomBytes, content: Uint8Array, blob: BlobIdentity): Promise<Buffer> {
  const itemKey = makeKey(random(keyBytes));
  try {
    return sealWith(itemKey, random, await touchHead(wrapping, publicKey, random, itemKey, blob), content, blob);
  } finally {
    destroyKey(itemKey);
  }
}

/** The item key, by the private half of the touch key pair. The head of the blob is enough. */
export async function openTouchedKey(wrapping: SecretKey, pair: BoxKeys, sealed: Uint8Array, blob: BlobIdentity): Promise<SecretKey> {
  const boxed = unwrapInner(wrapping, sealed, blob);
  const key = await openBox(pair, { enc: boxed.subarray(0, encBytes), ciphertext: boxed.subarray(encBytes) }, boxContext(blob));
  if (key?.length !== keyBytes) {
    throw new VaultFailure('item.damaged');
  }
  return makeKey(key);
}

/** The same content, from now on for a touch alone. One that is so already is given back as it is. */
export async function toTouchBlob(wrapping: SecretKey, publicKey: Uint8Array, random: RandomBytes, sealed: Uint8Array, blob: BlobIdentity): Promise<Buffer> {
  if (needsTouch(sealed)) {
    return Buffer.from(sealed);
  }
  const itemKey = unwrapItemKey(wrapping, sealed, blob);
  try {
    return Buffer.concat([await touchHead(wrapping, publicKey, random, itemKey, blob), sealedContentOf(sealed)]);
  } finally {
    destroyKey(itemKey);
  }
}

/** The same content for the touch key pair given, or for no touch where that is null. */
export async function resealBlob(to: SecretKey, publicKey: Uint8Array | null, random: RandomBytes, itemKey: SecretKey, sealed: Uint8Array, blob: BlobIdentity): Promise<Buffer> {
  const head = publicKey === null ? wrapItemKey(to, random, itemKey, blob) : await touchHead(to, publicKey, random, itemKey, blob);
  return Buffer.concat([head, sealedContentOf(sealed)]);
}
