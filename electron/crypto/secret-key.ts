/**
 * A key that can be used and destroyed but not printed: its bytes stand in a private field that no one outside this file reads,
 * so a log line, an inspection or a JSON text of it shows nothing. Used by every room that seals or derives.
 */
import { timingSafeEqual } from 'node:crypto';
import { VaultFailure } from '../../shared/failure.ts';

export const keyBytes = 32;

/** A private field and no table beside: an import makes a hundred thousand keys, and tables of what may be forgotten weigh on memory. */
class Key {
  #material: Buffer | null;
  #uses = 0;
  #ending: (() => void) | null = null;

  constructor(material: Buffer) {
    this.#material = material;
    Object.freeze(this);
  }

  static use<T>(key: Key, act: (bytes: Uint8Array, uses: number) => T): T {
    if (key.#material === null) {
      throw new VaultFailure('vault.locked');
    }
    key.#uses += 1;
    return act(key.#material, key.#uses);
  }

  static endWith(key: Key, ending: () => void): void {
    key.#ending = ending;
  }

  static destroy(key: Key): void {
    key.#ending?.();
    key.#ending = null;
    key.#material?.fill(0);
    key.#material = null;
  }
}

/** 32 bytes that only this room can see. */
export type SecretKey = Key;

/** Takes the bytes over: the array given is overwritten with zeros. */
export function makeKey(bytes: Uint8Array): SecretKey {
  if (bytes.length !== keyBytes) {
    throw new RangeError(`a key has ${keyBytes} bytes`);
  }
  const material = Buffer.alloc(keyBytes);
  material.set(bytes);
  bytes.fill(0);
  return new Key(material);
}

/** Lends the bytes to `act`, which must not keep them; `uses` counts how often they were lent. A destroyed key is a locked vault. */
export function useKey<T>(key: SecretKey, act: (bytes: Uint8Array, uses: number) => T): T {
  return Key.use(key, act);
}

/** For whoever keeps something computed from a key: `ending` runs when the key is destroyed. One a key. */
export function whenDestroyed(key: SecretKey, ending: () => void): void {
  Key.endWith(key, ending);
}

/** SECURITY: overwrites the bytes before forgetting them; destroying twice is harmless. */
export function destroyKey(key: SecretKey): void {
  Key.destroy(key);
}

/** Whether two keys hold the same bytes, in constant time. */
export function sameKey(left: SecretKey, right: SecretKey): boolean {
  return useKey(left, (a) => useKey(right, (b) => timingSafeEqual(a, b)));
}
