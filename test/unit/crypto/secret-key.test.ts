/** A key can be used and destroyed, and shows itself nowhere. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { destroyKey, makeKey, sameKey, useKey } from '../../../electron/crypto/secret-key.ts';

describe('a secret key', () => {
  it('shows nothing of its bytes when printed, inspected or made into JSON', () => {
    const bytes = Buffer.from('0123456789abcdef0123456789abcdef', 'ascii');
    const key = makeKey(Buffer.from(bytes));
    const shown = [JSON.stringify({ key }), inspect(key, { depth: 10, showHidden: true }), `${String(key)}`, Object.values(key).join()].join('\n');
    for (const form of [bytes.toString('ascii'), bytes.toString('hex'), bytes.toString('base64'), '30, 31', '48, 49', '48,49']) {
      expect(shown).not.toContain(form);
    }
  });

  it('takes the bytes over and leaves zeros behind', () => {
    const bytes = Buffer.alloc(32, 1);
    const key = makeKey(bytes);
    expect(bytes.equals(Buffer.alloc(32))).toBe(true);
    expect(useKey(key, (held) => Buffer.from(held)).equals(Buffer.alloc(32, 1))).toBe(true);
  });

  it('is overwritten when destroyed, and cannot be used after that', () => {
    const key = makeKey(Buffer.alloc(32, 1));
    const held = useKey(key, (bytes) => bytes);
    destroyKey(key);
    destroyKey(key);
    expect(Buffer.from(held).equals(Buffer.alloc(32))).toBe(true);
    expect(() => useKey(key, () => 1)).toThrow('vault.locked');
  });

  it('is compared by its bytes, and has 32 of them', () => {
    expect(sameKey(makeKey(Buffer.alloc(32, 1)), makeKey(Buffer.alloc(32, 1)))).toBe(true);
    expect(sameKey(makeKey(Buffer.alloc(32, 1)), makeKey(Buffer.alloc(32, 2)))).toBe(false);
    expect(() => makeKey(Buffer.alloc(31))).toThrow(RangeError);
  });
});
