/**
 * A key that can be used and destroyed but not printed: its bytes stand in a table that no one outside this room reads,
 * so a log line, an inspection or a JSON text of it shows nothing. Used by every room that seals or derives.
 */
import { timingSafeEqual } from 'node:crypto';
import { VaultFailure } from '../../shared/failure.ts';

const brand: unique symbol = Symbol('secret key');

/** 32 bytes that only this room can see. */
export type SecretKey = { readonly [brand]: true };

export const keyBytes = 32;

const materials = new WeakMap<SecretKey, Buffer>();
const endings = new WeakMap<SecretKey, () => void>();

/** Takes the bytes over: the array given is overwritten with zeros. */
export function makeKey(bytes: Uint8Array): SecretKey {
  if (bytes.length !== keyBytes) {
    throw new RangeError(`a key has ${keyBytes} bytes`);
  }
  const material = Buffer.alloc(keyBytes);
  material.set(bytes);
  bytes.fill(0);
  const key: SecretKey = Object.freeze({ [brand]: true as const });
  materials.set(key, material);
  return key;
}

/** Lends the bytes to `act`, which must not keep them. A destroyed key is a locked vault. */
export function useKey<T>(key: SecretKey, act: (bytes: Uint8Array) => T): T {
  const material = materials.get(key);
  if (!material) {
    throw new VaultFailure('vault.locked');
  }
  return act(material);
}

/** For whoever keeps something computed from a key: `ending` runs when the key is destroyed. One a key. */
export function whenDestroyed(key: SecretKey, ending: () => void): void {
  endings.set(key, ending);
}

/** SECURITY: overwrites the bytes before forgetting them; destroying twice is harmless. */
export function destroyKey(key: SecretKey): void {
  endings.get(key)?.();
  endings.delete(key);
  materials.get(key)?.fill(0);
  materials.delete(key);
}

/** Whether two keys hold the same bytes, in constant time. */
export function sameKey(left: SecretKey, right: SecretKey): boolean {
  return useKey(left, (a) => useKey(right, (b) => timingSafeEqual(a, b)));
}
