import { describe, expect, it } from 'vitest';
import { prfSalt } from '../../../electron/hardware-key/prf-salt.ts';

describe('the salt of a PRF input', () => {
  it('is what browsers make of 32 zero bytes', () => {
    expect(prfSalt(new Uint8Array(32)).toString('hex')).toBe('4f24c9221e0ed3b764b4558a0d880ecea08117d62f2bdc13ae2c6c3ea662e3a1');
  });
});
