/**
 * Identifiers: UUIDv7 (RFC 9562, section 5.7) for vaults, items, versions, fields, slots and attachments.
 * Time and randomness are passed in; nothing here reads a clock.
 */
import { z } from 'zod';

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Any lower-case UUID. */
export const id = z.string().regex(uuidPattern);

export type Id = z.infer<typeof id>;

/** Ids are made by the hundred thousand when a file is imported. */
const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes a UUIDv7.
 * @param atMilliseconds Unix time in ms (48 bits are used).
 * @param random ten random bytes.
 */
export function makeId(atMilliseconds: number, random: Uint8Array): Id {
  if (random.length < 10) {
    throw new RangeError('a UUIDv7 takes ten random bytes');
  }
  const time = Math.max(0, Math.floor(atMilliseconds));
  const [high, low] = [Math.floor(time / 2 ** 32), time % 2 ** 32];
  const at = (place: number): string => hexOf[random[place] ?? 0] ?? '';
  const timeHex = (hexOf[(high >>> 8) & 0xff] ?? '') + (hexOf[high & 0xff] ?? '') + low.toString(16).padStart(8, '0');
  const version = hexOf[0x70 | ((random[0] ?? 0) & 0x0f)] ?? '';
  const variant = hexOf[0x80 | ((random[2] ?? 0) & 0x3f)] ?? '';
  return idFromHex(timeHex + version + at(1) + variant + at(3) + at(4) + at(5) + at(6) + at(7) + at(8) + at(9));
}

/** @param hex the sixteen bytes of an id as 32 lower-case digits. */
export function idFromHex(hex: string): Id {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The sixteen bytes of an id. */
export function idToBytes(value: Id): Uint8Array {
  const bytes = new Uint8Array(16);
  for (let at = 0, from = 0; at < 16; at += 1, from += 2) {
    from += value[from] === '-' ? 1 : 0;
    bytes[at] = (digitOf(value.charCodeAt(from)) << 4) | digitOf(value.charCodeAt(from + 1));
  }
  return bytes;
}

/** 0 to 9 and a to f, by their codes; an id has no others. */
function digitOf(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}
