/** What crosses between page and main process on the stand-in arrives as structured clone would bring it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeWire, encodeWire } from '../../stand-in/wire.ts';

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date(),
  fc.uint8Array(),
  fc.float32Array(),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.string(), tie('tree'), { maxKeys: 4, noNullPrototype: true })),
}));

test('any value arrives as structuredClone would make it', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(decodeWire(encodeWire(value))).toStrictEqual(structuredClone(value));
    }),
  );
});

test('a Buffer arrives as plain bytes, and only its own part of the memory behind it', () => {
  const arrived = decodeWire(encodeWire(Buffer.from('0123456789').subarray(2, 5)));
  expect(arrived).toStrictEqual(Uint8Array.from([0x32, 0x33, 0x34]));
  expect(arrived instanceof Uint8Array && arrived.buffer.byteLength).toBe(3);
});

test('cycles and shared references stay what they are', () => {
  const shared = { n: 1 };
  const value: { pair: object[]; self?: unknown } = { pair: [shared, shared] };
  value.self = value;
  const arrived = decodeWire(encodeWire(value)) as typeof value;
  expect(arrived.self).toBe(arrived);
  expect(arrived.pair[0]).toBe(arrived.pair[1]);
});

test('a key named __proto__ is a key, not a prototype', () => {
  const arrived = decodeWire(encodeWire(JSON.parse('{"__proto__":{"polluted":true}}')));
  expect(Object.keys(arrived as object)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(arrived)).toBe(Object.prototype);
});

test('errors keep their type and message; functions and symbols do not cross', () => {
  const arrived = decodeWire(encodeWire(new RangeError('too far')));
  expect(arrived).toBeInstanceOf(RangeError);
  expect(arrived).toHaveProperty('message', 'too far');
  for (const value of [() => 1, Symbol('s'), { deep: [() => 1] }, new WeakMap(), Promise.resolve()]) {
    expect(() => encodeWire(value)).toThrow('could not be cloned');
  }
});
