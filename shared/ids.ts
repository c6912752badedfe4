/**
 * Identifiers: UUIDv7 (RFC 9562, section 5.7) for vaults, items, versions, fields, slots and attachments.
 * Time and randomness are passed in; nothing here reads a clock.
 */
import { z } from 'zod';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Any lower-case UUID. */
export const id = z.string().regex(uuidPattern);

export type Id = z.infer<typeof id>;

/**
 * Makes a UUIDv7.
 * @param atMilliseconds Unix time in ms (48 bits are used).
 * @param random ten random bytes.
 */
export function makeId(atMilliseconds: number, random: Uint8Array): Id {
  if (random.length < 10) {
    throw new RangeError('a UUIDv7 takes ten random bytes');
  }
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Math.max(0, Math.floor(atMilliseconds))) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return idFromHex(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** @param hex the sixteen bytes of an id as 32 lower-case digits. */
export function idFromHex(hex: string): Id {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The sixteen bytes of an id. */
export function idToBytes(value: Id): Uint8Array {
  const hex = value.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
