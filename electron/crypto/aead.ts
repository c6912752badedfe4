/**
 * Authenticated encryption: XAES-256-GCM as specified by C2SP, on Node's own AES. A random 192-bit nonce is safe for any number of
 * messages. The context (associated data) is mandatory: what is sealed is bound to its place, and opens nowhere else.
 * Not here: what a context says; that is the business of each caller.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Cipheriv } from 'node:crypto';
import { useKey, whenDestroyed } from './secret-key.ts';
import type { SecretKey } from './secret-key.ts';

export const nonceBytes = 24;
export const tagBytes = 16;
/** What sealing adds to a text. */
export const sealBytes = nonceBytes + tagBytes;
const zeroBlock = Buffer.alloc(16);

export type Sealed = { readonly ciphertext: Buffer; readonly tag: Buffer };

type Prepared = { readonly aes: Cipheriv; readonly subkey: Buffer; readonly isKept: boolean };

/** What depends on the key alone: AES with its round keys, and CMAC's first subkey. Kept for keys that are used again. */
const prepared = new WeakMap<SecretKey, Prepared>();
/** Nearly all keys are one item's, and are used twice: to be wrapped, and to seal or open one text. */
const usesWithout = 4;

function prepare(key: SecretKey, bytes: Uint8Array, isKept: boolean): Prepared {
  const aes = createCipheriv('aes-256-ecb', bytes, null);
  aes.setAutoPadding(false);
  const subkey = aes.update(zeroBlock);
  doubleInField(subkey);
  const made = { aes, subkey, isKept };
  if (isKept) {
    prepared.set(key, made);
    // SECURITY: as the key is destroyed, so is what was computed from it.
    whenDestroyed(key, () => {
      prepared.delete(key);
      forget(made);
    });
  }
  return made;
}

/** SECURITY: `final` lets OpenSSL wipe the round keys at once. */
function forget({ aes, subkey }: Pick<Prepared, 'aes' | 'subkey'>): void {
  subkey.fill(0);
  aes.final();
}

/** The AES-256-GCM key for one nonce: CMAC-based, two blocks of NIST SP 800-108 in counter mode. */
function withMessageKey<T>(key: SecretKey, nonce: Uint8Array, act: (messageKey: Uint8Array, iv: Uint8Array) => T): T {
  if (nonce.length !== nonceBytes) {
    throw new RangeError(`a nonce has ${nonceBytes} bytes`);
  }
  const { aes, subkey, isKept } = useKey(key, (bytes, uses) => prepared.get(key) ?? prepare(key, bytes, uses > usesWithout));
  const blocks = Buffer.alloc(32);
  for (let block = 0; block < 2; block += 1) {
    const from = block * 16;
    blocks[from + 1] = block + 1;
    blocks[from + 2] = 0x58;
    blocks.set(nonce.subarray(0, 12), from + 4);
    for (let at = 0; at < 16; at += 1) {
      blocks[from + at] = (blocks[from + at] ?? 0) ^ (subkey[at] ?? 0);
    }
  }
  const messageKey = aes.update(blocks);
  try {
    return act(messageKey, nonce.subarray(12));
  } finally {
    messageKey.fill(0);
    blocks.fill(0);
    if (!isKept) {
      forget({ aes, subkey });
    }
  }
}

/** Multiplies by x in GF(2^128) with CMAC's polynomial, in constant time. */
function doubleInField(block: Uint8Array): void {
  const overflow = (block[0] ?? 0) >> 7;
  for (let at = 0; at < 16; at += 1) {
    block[at] = (((block[at] ?? 0) << 1) | ((block[at + 1] ?? 0) >> 7)) & 0xff;
  }
  block[15] = (block[15] ?? 0) ^ (0x87 & -overflow);
}

export function sealDetached(key: SecretKey, nonce: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Sealed {
  return withMessageKey(key, nonce, (messageKey, iv) => {
    const cipher = createCipheriv('aes-256-gcm', messageKey, iv, { authTagLength: tagBytes });
    cipher.setAAD(context);
    const ciphertext = cipher.update(plaintext);
    // Counter mode: nothing is left for the end but the tag.
    cipher.final();
    return { ciphertext, tag: cipher.getAuthTag() };
  });
}

/** The plaintext, or null where key, nonce, context, ciphertext and tag do not belong together. */
export function openDetached(
  key: SecretKey,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  tag: Uint8Array,
  context: Uint8Array,
): Buffer | null {
  if (tag.length !== tagBytes) {
    return null;
  }
  return withMessageKey(key, nonce, (messageKey, iv) => {
    const decipher = createDecipheriv('aes-256-gcm', messageKey, iv, { authTagLength: tagBytes });
    decipher.setAAD(context);
    decipher.setAuthTag(tag);
    const plaintext = decipher.update(ciphertext);
    try {
      decipher.final();
      return plaintext;
    } catch {
      // SECURITY: unauthenticated plaintext never leaves this function.
      plaintext.fill(0);
      return null;
    }
  });
}

/**
 * Whether a message could begin with `expected`: the first bytes decrypted and compared, nothing authenticated.
 * SECURITY: a sieve before the dear and certain `openDetached`. A no is certain, a yes proves nothing, and no plaintext leaves.
 */
export function mayBeginWith(key: SecretKey, nonce: Uint8Array, ciphertext: Uint8Array, expected: Uint8Array): boolean {
  if (ciphertext.length < expected.length) {
    return false;
  }
  return withMessageKey(key, nonce, (messageKey, iv) => {
    const decipher = createDecipheriv('aes-256-gcm', messageKey, iv, { authTagLength: tagBytes });
    const begin = decipher.update(ciphertext.subarray(0, expected.length));
    const fits = begin.equals(expected);
    begin.fill(0);
    return fits;
  });
}

/** nonce ‖ ciphertext ‖ tag. */
export function seal(key: SecretKey, nonce: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Buffer {
  const { ciphertext, tag } = sealDetached(key, nonce, plaintext, context);
  return Buffer.concat([nonce, ciphertext, tag]);
}

/** Opens nonce ‖ ciphertext ‖ tag; null where it does not belong to this key and context. */
export function open(key: SecretKey, sealed: Uint8Array, context: Uint8Array): Buffer | null {
  if (sealed.length < sealBytes) {
    return null;
  }
  const end = sealed.length - tagBytes;
  return openDetached(key, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes, end), sealed.subarray(end), context);
}
