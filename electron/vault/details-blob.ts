/**
 * The sealed part of an item: details of one version, or the content of one attachment. Each has a random key of its own, wrapped by
 * the item-wrapping key; both layers are bound to vault, item and version (or attachment). Sealed once, copied as it is ever after;
 * a new vault key re-wraps the item key only. Type 2 (key sealed to hardware keys) is reserved.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import { details } from '../../shared/item.ts';
import type { Details } from '../../shared/item.ts';
import { nonceBytes, open, seal, sealBytes, sealDetached } from '../crypto/aead.ts';
import { destroyKey, keyBytes, makeKey, useKey } from '../crypto/secret-key.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { RandomBytes } from './vault-port.ts';

const wrappedType = 1;
const typeByte = Buffer.of(wrappedType);
const wrappedKeyBytes = sealBytes + keyBytes;
const paddingBlock = 64;

/** What a blob is and where it belongs; `ownerId` is a version's id for details, an attachment's for its content. */
export type BlobIdentity = {
  readonly purpose: 'details' | 'attachment';
  readonly vaultId: string;
  readonly itemId: string;
  readonly ownerId: string;
};

const labels = {
  details: { key: labelOf('details key'), content: labelOf('details content') },
  attachment: { key: labelOf('attachment key'), content: labelOf('attachment content') },
};

function labelOf(text: string): Buffer {
  return Buffer.from(`latchkey/v1 ${text}\0`, 'utf8');
}

function blobContext(layer: 'key' | 'content', blob: BlobIdentity): Buffer {
  return Buffer.concat([labels[blob.purpose][layer], idToBytes(blob.vaultId), idToBytes(blob.itemId), idToBytes(blob.ownerId)]);
}

export function sealBlob(wrapping: SecretKey, random: RandomBytes, content: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = makeKey(random(keyBytes));
  try {
    const keyNonce = random(nonceBytes);
    const wrapped = useKey(itemKey, (key) => sealDetached(wrapping, keyNonce, key, blobContext('key', blob)));
    const nonce = random(nonceBytes);
    const sealed = sealDetached(itemKey, nonce, content, blobContext('content', blob));
    return Buffer.concat([typeByte, keyNonce, wrapped.ciphertext, wrapped.tag, nonce, sealed.ciphertext, sealed.tag]);
  } finally {
    destroyKey(itemKey);
  }
}

export function openBlob(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = unwrapItemKey(wrapping, sealed, blob);
  try {
    const content = open(itemKey, sealed.subarray(1 + wrappedKeyBytes), blobContext('content', blob));
    if (!content) {
      throw new VaultFailure('item.damaged');
    }
    return content;
  } finally {
    destroyKey(itemKey);
  }
}

/** The same blob under another item-wrapping key; its length does not change. */
export function rewrapBlob(from: SecretKey, to: SecretKey, random: RandomBytes, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = unwrapItemKey(from, sealed, blob);
  try {
    const wrapped = useKey(itemKey, (key) => seal(to, random(nonceBytes), key, blobContext('key', blob)));
    return Buffer.concat([typeByte, wrapped, sealed.subarray(1 + wrappedKeyBytes)]);
  } finally {
    destroyKey(itemKey);
  }
}

/** Throws `item.damaged` where not all of it opens, or details are none. */
export function requireWhole(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): void {
  const content = openBlob(wrapping, sealed, blob);
  try {
    if (blob.purpose === 'details') {
      parseDetails(content);
    }
  } finally {
    content.fill(0);
  }
}

function unwrapItemKey(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): SecretKey {
  if (sealed[0] !== wrappedType) {
    throw new VaultFailure('item.damaged');
  }
  const key = open(wrapping, sealed.subarray(1, 1 + wrappedKeyBytes), blobContext('key', blob));
  if (key?.length !== keyBytes) {
    throw new VaultFailure('item.damaged');
  }
  return makeKey(key);
}

/** JSON, filled up with spaces to whole blocks, so that the length tells little about a password. */
export function encodeDetails(value: Details): Buffer {
  const text = JSON.stringify(value);
  const length = Buffer.byteLength(text, 'utf8');
  const padded = Buffer.allocUnsafe(Math.ceil(length / paddingBlock) * paddingBlock);
  padded.write(text, 'utf8');
  padded.fill(' ', length);
  return padded;
}

export function parseDetails(bytes: Buffer): Details {
  const parsed = details.safeParse(parseJson(bytes));
  if (!parsed.success) {
    throw new VaultFailure('item.damaged');
  }
  return parsed.data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // SECURITY: Node's own error quotes the text.
    return null;
  }
}
