/**
 * The sealed part of an item: details of one version, or the content of one attachment. Each has a random key of its own, wrapped by
 * the item-wrapping key; both layers are bound to vault, item and version (or attachment). Sealed once, copied as it is ever after;
 * a new vault key re-wraps the item key only. Of items that need a touch the item key is sealed to the touch key pair before it is
 * wrapped: making and opening those is `touch/touch-blob.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import { details } from '../../shared/item.ts';
import type { Details } from '../../shared/item.ts';
import { nonceBytes, open, sealBytes, sealDetached } from '../crypto/aead.ts';
import { destroyKey, keyBytes, makeKey, useKey } from '../crypto/secret-key.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { RandomBytes } from './vault-port.ts';

export const blobTypes = { wrapped: 1, touch: 2 } as const;
/** An HPKE box that holds an item key: encapsulated key, key, tag. */
const boxedKeyBytes = 32 + keyBytes + 16;
const paddingBlock = 64;

/** What a blob is and where it belongs; `ownerId` is a version's id for details, an attachment's for its content. */
export type BlobIdentity = {
  readonly purpose: 'details' | 'attachment';
  readonly vaultId: string;
  readonly itemId: string;
  readonly ownerId: string;
};

const labels = {
  details: { key: labelOf('details key'), touchKey: labelOf('details touch key'), content: labelOf('details content') },
  attachment: { key: labelOf('attachment key'), touchKey: labelOf('attachment touch key'), content: labelOf('attachment content') },
};

function labelOf(text: string): Buffer {
  return Buffer.from(`latchkey/v1 ${text}\0`, 'utf8');
}

export function blobContext(layer: 'key' | 'touchKey' | 'content', blob: BlobIdentity): Buffer {
  return Buffer.concat([labels[blob.purpose][layer], idToBytes(blob.vaultId), idToBytes(blob.itemId), idToBytes(blob.ownerId)]);
}

/** What is wrapped by the item-wrapping key: the item key, or the box that holds it. */
type Layer = { readonly type: number; readonly label: 'key' | 'touchKey'; readonly bytes: number };
const layers: readonly Layer[] = [
  { type: blobTypes.wrapped, label: 'key', bytes: keyBytes },
  { type: blobTypes.touch, label: 'touchKey', bytes: boxedKeyBytes },
];

function layerOf(type: number | undefined): Layer {
  const layer = layers.find((known) => known.type === type);
  if (!layer) {
    throw new VaultFailure('item.damaged');
  }
  return layer;
}

/** Type and wrapped layer: the part of a blob that is not its content. */
export const mostHeadBytes = 1 + sealBytes + boxedKeyBytes;

function headBytes(layer: Layer): number {
  return 1 + sealBytes + layer.bytes;
}

/** Whether the item key is sealed to the touch key pair. The first byte is enough. */
export function needsTouch(sealed: Uint8Array): boolean {
  return sealed[0] === blobTypes.touch;
}

export function wrapInner(wrapping: SecretKey, random: RandomBytes, type: number, inner: Uint8Array, blob: BlobIdentity): Buffer {
  const nonce = random(nonceBytes);
  const { ciphertext, tag } = sealDetached(wrapping, nonce, inner, blobContext(layerOf(type).label, blob));
  return Buffer.concat([Buffer.of(type), nonce, ciphertext, tag]);
}

export function unwrapInner(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const layer = layerOf(sealed[0]);
  const inner = open(wrapping, sealed.subarray(1, headBytes(layer)), blobContext(layer.label, blob));
  if (inner?.length !== layer.bytes) {
    throw new VaultFailure('item.damaged');
  }
  return inner;
}

/** nonce ‖ ciphertext ‖ tag, as it stands behind the head whatever that is. */
export function sealedContentOf(sealed: Uint8Array): Uint8Array {
  return sealed.subarray(headBytes(layerOf(sealed[0])));
}

/** `head` holds the item key, wrapped; behind it the content, sealed under that key. */
export function sealWith(itemKey: SecretKey, random: RandomBytes, head: Uint8Array, content: Uint8Array, blob: BlobIdentity): Buffer {
  const nonce = random(nonceBytes);
  const { ciphertext, tag } = sealDetached(itemKey, nonce, content, blobContext('content', blob));
  return Buffer.concat([head, nonce, ciphertext, tag]);
}

export function wrapItemKey(wrapping: SecretKey, random: RandomBytes, itemKey: SecretKey, blob: BlobIdentity): Buffer {
  return useKey(itemKey, (key) => wrapInner(wrapping, random, blobTypes.wrapped, key, blob));
}

export function sealBlob(wrapping: SecretKey, random: RandomBytes, content: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = makeKey(random(keyBytes));
  try {
    return sealWith(itemKey, random, wrapItemKey(wrapping, random, itemKey, blob), content, blob);
  } finally {
    destroyKey(itemKey);
  }
}

/** `item.needs-touch` where the item key is sealed to the touch key pair: `openContent` takes it from whoever was given a touch. */
export function openBlob(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const itemKey = unwrapItemKey(wrapping, sealed, blob);
  try {
    return openContent(itemKey, sealed, blob);
  } finally {
    destroyKey(itemKey);
  }
}

export function openContent(itemKey: SecretKey, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const content = open(itemKey, sealedContentOf(sealed), blobContext('content', blob));
  if (!content) {
    throw new VaultFailure('item.damaged');
  }
  return content;
}

/** The same blob under another item-wrapping key; its length does not change, and a key that is sealed for a touch stays sealed. */
export function rewrapBlob(from: SecretKey, to: SecretKey, random: RandomBytes, sealed: Uint8Array, blob: BlobIdentity): Buffer {
  const inner = unwrapInner(from, sealed, blob);
  try {
    return Buffer.concat([wrapInner(to, random, layerOf(sealed[0]).type, inner, blob), sealedContentOf(sealed)]);
  } finally {
    inner.fill(0);
  }
}

/** Throws `item.damaged` where not all of it opens, or details are none. What needs a touch is checked as far as it opens without one. */
export function requireWhole(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): void {
  if (needsTouch(sealed)) {
    unwrapInner(wrapping, sealed, blob);
    return;
  }
  const content = openBlob(wrapping, sealed, blob);
  try {
    if (blob.purpose === 'details') {
      parseDetails(content);
    }
  } finally {
    content.fill(0);
  }
}

export function unwrapItemKey(wrapping: SecretKey, sealed: Uint8Array, blob: BlobIdentity): SecretKey {
  if (needsTouch(sealed)) {
    throw new VaultFailure('item.needs-touch');
  }
  return makeKey(unwrapInner(wrapping, sealed, blob));
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
