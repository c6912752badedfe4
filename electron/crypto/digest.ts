/** Hashes and authentication codes: SHA-256, HMAC-SHA256, comparison in constant time. No keys are made here. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { useKey } from './secret-key.ts';
import type { SecretKey } from './secret-key.ts';

export const digestBytes = 32;

export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
}

export function hmacSha256(key: SecretKey, ...parts: readonly Uint8Array[]): Buffer {
  const hmac = useKey(key, (bytes) => createHmac('sha256', bytes));
  for (const part of parts) {
    hmac.update(part);
  }
  return hmac.digest();
}

/** SECURITY: takes the same time wherever the difference lies; lengths are public. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
