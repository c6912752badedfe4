/**
 * CBOR as CTAP 2.1 wants it (section 8, "canonical CBOR"): maps in one order of keys. Reading is the library's alone.
 * Not here: what the messages mean. Called by the software authenticator only.
 */
import { decodePartialCBOR, encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';

export type Cbor = CBORType;
export type CborMap = Map<string | number, Cbor>;

/** Lower major type first, then the shorter key, then byte by byte. */
function compareKeys(one: string | number, other: string | number): number {
  const [a, b] = [Buffer.from(encodeCBOR(one)), Buffer.from(encodeCBOR(other))];
  const major = (a.readUInt8() >> 5) - (b.readUInt8() >> 5);
  return major !== 0 ? major : a.length - b.length || Buffer.compare(a, b);
}

function inOrder(value: Cbor): Cbor {
  if (value instanceof Map) {
    return new Map([...value].sort(([one], [other]) => compareKeys(one, other)).map(([key, member]) => [key, inOrder(member)]));
  }
  return Array.isArray(value) ? value.map(inOrder) : value;
}

export function encodeCanonical(value: Cbor): Buffer {
  return Buffer.from(encodeCBOR(inOrder(value)));
}

/** A map of the members that are there. */
export function cborMap(entries: readonly (readonly [string | number, Cbor | undefined])[]): CborMap {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** The first value in `bytes`, and how many bytes it took. */
export function decodeFirst(bytes: Uint8Array): readonly [Cbor, number] {
  // The library slices from the start of the buffer behind a view, so it is given a buffer of its own.
  return decodePartialCBOR(Uint8Array.from(bytes), 0);
}
