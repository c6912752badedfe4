/** HKDF against RFC 5869, and purposes that never meet. */
import { hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveFromBytes, deriveKey } from '../../../electron/crypto/derive.ts';
import type { Purpose } from '../../../electron/crypto/derive.ts';
import { makeKey, useKey } from '../../../electron/crypto/secret-key.ts';
import type { SecretKey } from '../../../electron/crypto/secret-key.ts';

const hex = (key: SecretKey) => useKey(key, (bytes) => Buffer.from(bytes).toString('hex'));

describe('key derivation', () => {
  it('rests on an HKDF-SHA256 that gives the first vector of RFC 5869', () => {
    const derived = hkdfSync('sha256', Buffer.alloc(22, 0x0b), Buffer.from('000102030405060708090a0b0c', 'hex'), Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'), 42);
    expect(Buffer.from(derived).toString('hex')).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
  });

  it('is HKDF-SHA256 with the label, a zero byte and the context as info', () => {
    const expected = hkdfSync('sha256', Buffer.alloc(32, 1), new Uint8Array(0), Buffer.from('latchkey/v1 frames\0context'), 32);
    expect(hex(deriveKey(makeKey(Buffer.alloc(32, 1)), 'frames', Buffer.from('context')))).toBe(Buffer.from(expected).toString('hex'));
  });

  it('gives another key for every purpose, context and salt', () => {
    const purposes: Purpose[] = ['headerMac', 'frames', 'itemWrapping', 'slotPskEscrow', 'seenHead', 'audit', 'kekPassphrase', 'kekPassphraseAndKey', 'kekKey', 'kekRecovery', 'slotKeyPair', 'slotPsk'];
    const secret = Buffer.alloc(32, 1);
    const keys = purposes.flatMap((purpose) => [
      hex(deriveFromBytes(secret, purpose, Buffer.from('a'))),
      hex(deriveFromBytes(secret, purpose, Buffer.from('b'))),
      hex(deriveFromBytes(secret, purpose, Buffer.from('a'), Buffer.from('salt'))),
    ]);
    expect(new Set(keys).size).toBe(purposes.length * 3);
  });
});
