/** XAES-256-GCM against its published vectors, and what a changed bit does. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nonceBytes, open, openDetached, seal, sealDetached } from '../../../electron/crypto/aead.ts';
import { makeKey } from '../../../electron/crypto/secret-key.ts';

const nothing = new Uint8Array(0);
const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX', 'ascii');
const text = Buffer.from('XAES-256-GCM', 'ascii');

function joined({ ciphertext, tag }: { ciphertext: Buffer; tag: Buffer }): string {
  return Buffer.concat([ciphertext, tag]).toString('hex');
}

describe('XAES-256-GCM', () => {
  it('gives the two ciphertexts that its specification names', () => {
    expect(joined(sealDetached(makeKey(Buffer.alloc(32, 1)), nonce, text, nothing))).toBe(
      'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271',
    );
    expect(joined(sealDetached(makeKey(Buffer.alloc(32, 3)), nonce, text, Buffer.from('c2sp.org/XAES-256-GCM')))).toBe(
      '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d',
    );
  });

  it('gives the accumulated digest of ten thousand random messages that its specification names', () => {
    const stream = createHash('shake128', { outputLength: 10_000 * (32 + 24 + 2 + 2 * 255) }).digest();
    const all = createHash('shake128', { outputLength: 32 });
    let at = 0;
    const take = (length: number) => stream.subarray(at, (at += length));
    for (let round = 0; round < 10_000; round += 1) {
      const key = makeKey(Buffer.from(take(32)));
      const messageNonce = take(24);
      const plaintext = take(take(1)[0] ?? 0);
      const context = take(take(1)[0] ?? 0);
      const { ciphertext, tag } = sealDetached(key, messageNonce, plaintext, context);
      expect(openDetached(key, messageNonce, ciphertext, tag, context)?.equals(plaintext)).toBe(true);
      all.update(ciphertext).update(tag);
    }
    expect(all.digest('hex')).toBe('e6b9edf2df6cec60c8cbd864e2211b597fb69a529160cd040d56c0c210081939');
  });

  it('opens nothing of which one bit was changed, in text, nonce, tag or context', () => {
    const key = makeKey(Buffer.alloc(32, 5));
    const context = Buffer.from('place');
    const sealed = seal(key, Buffer.alloc(nonceBytes, 2), Buffer.from('a secret'), context);
    expect(open(key, sealed, context)?.toString()).toBe('a secret');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open(key, changed, context)).toBeNull();
    }
    expect(open(key, sealed, Buffer.from('plaça'))).toBeNull();
    expect(open(key, sealed, nothing)).toBeNull();
    expect(open(key, sealed.subarray(0, 39), context)).toBeNull();
    expect(openDetached(key, sealed.subarray(0, 24), sealed.subarray(24, -16), sealed.subarray(-16, -4), context)).toBeNull();
  });
});
