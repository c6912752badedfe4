/**
 * One frame of the log as bytes: length u32 | kind u8 | nonce 24 | payload | tag 16. Each is bound to its vault, its rewrite of the
 * file, its number and the frame before it. Details frames carry blobs that are sealed already: their tag authenticates a digest of
 * the payload, so a reader that does not want the details steps over them. Reading them in order is `scan-log.ts`.
 */
import { openDetached, sealDetached, nonceBytes, tagBytes } from '../crypto/aead.ts';
import { sha256 } from '../crypto/digest.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import type { RandomBytes } from './vault-port.ts';

export const frameKinds = { commit: 1, overview: 2, details: 3 } as const;
export type FrameKind = (typeof frameKinds)[keyof typeof frameKinds];

export const frameHeadBytes = 5 + nonceBytes;
export const frameExtraBytes = frameHeadBytes + tagBytes;
/**
 * More than a writer makes is damage. SECURITY: it also bounds what a length in a hostile file makes a reader take into memory.
 * Details: one attachment or one item's details and their sealing. The others: tombstones in a commit; rows stay far below.
 */
const payloadLimits: Record<FrameKind, number> = { 1: 1 << 26, 2: 1 << 26, 3: 1 << 25 };

export type FrameHead = { readonly length: number; readonly kind: FrameKind; readonly nonce: Uint8Array; readonly bytes: Buffer };

/** Head ‖ tag of the frame before; zeros before the first. */
export type ChainLink = Buffer;
export const firstLink: ChainLink = Buffer.alloc(frameExtraBytes);

export type FramePlace = {
  /** The sixteen bytes of the vault's id. */
  readonly vaultId: Uint8Array;
  readonly epoch: number;
  /** Counted from 0 within the file. */
  readonly number: number;
  readonly previous: ChainLink;
};

export type SealedFrame = { readonly parts: readonly Uint8Array[]; readonly length: number; readonly link: ChainLink; readonly tag: Buffer };

export function sealFrame(key: SecretKey, random: RandomBytes, kind: FrameKind, payload: Uint8Array, place: FramePlace): SealedFrame {
  if (payload.length > payloadLimits[kind]) {
    throw new RangeError('a frame too large');
  }
  const head = Buffer.alloc(frameHeadBytes);
  head.writeUInt32BE(payload.length);
  head[4] = kind;
  head.set(random(nonceBytes), 5);
  const nonce = head.subarray(5);
  if (kind === frameKinds.details) {
    const { tag } = sealDetached(key, nonce, new Uint8Array(0), detailsContext(head, place, payload));
    return assemble(head, payload, tag);
  }
  const { ciphertext, tag } = sealDetached(key, nonce, payload, frameContext(head, place));
  return assemble(head, ciphertext, tag);
}

function assemble(head: Buffer, body: Uint8Array, tag: Buffer): SealedFrame {
  return { parts: [head, body, tag], length: head.length + body.length + tag.length, link: linkOf(head, tag), tag };
}

export function linkOf(head: Uint8Array, tag: Uint8Array): ChainLink {
  return Buffer.concat([head, tag]);
}

/** The head as far as it can be one; null where these bytes are none. */
export function parseFrameHead(bytes: Buffer): FrameHead | null {
  if (bytes.length < frameHeadBytes) {
    return null;
  }
  const length = bytes.readUInt32BE();
  const kind = bytes[4];
  if ((kind !== 1 && kind !== 2 && kind !== 3) || length > payloadLimits[kind]) {
    return null;
  }
  // A copy: the bytes it was read from may be overwritten by the next read.
  const own = Buffer.from(bytes.subarray(0, frameHeadBytes));
  return { length, kind, nonce: own.subarray(5), bytes: own };
}

/** The payload, decrypted; null where it does not belong here. A details frame's payload comes back as it stands. */
export function openFrame(key: SecretKey, head: FrameHead, body: Uint8Array, tag: Uint8Array, place: FramePlace): Buffer | null {
  if (head.kind === frameKinds.details) {
    const nothing = openDetached(key, head.nonce, new Uint8Array(0), tag, detailsContext(head.bytes, place, body));
    return nothing && Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  return openDetached(key, head.nonce, body, tag, frameContext(head.bytes, place));
}

export type OpenedFrame = { readonly head: FrameHead; readonly payload: Buffer; readonly link: ChainLink };

/** `bytes` is one frame from its head to its tag, and nothing else; null where it is none, or does not belong to this key and place. */
export function openWholeFrame(key: SecretKey, bytes: Buffer, place: FramePlace): OpenedFrame | null {
  const head = parseFrameHead(bytes);
  if (!head || bytes.length !== frameExtraBytes + head.length) {
    return null;
  }
  const bodyEnd = frameHeadBytes + head.length;
  const tag = bytes.subarray(bodyEnd);
  const payload = openFrame(key, head, bytes.subarray(frameHeadBytes, bodyEnd), tag, place);
  return payload && { head, payload, link: linkOf(head.bytes, tag) };
}

function frameContext(head: Uint8Array, place: FramePlace): Buffer {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(place.epoch);
  numbers.writeUInt32BE(place.number, 4);
  return Buffer.concat([place.vaultId, numbers, head.subarray(0, 5), place.previous]);
}

function detailsContext(head: Uint8Array, place: FramePlace, payload: Uint8Array): Buffer {
  return Buffer.concat([frameContext(head, place), sha256(payload)]);
}
