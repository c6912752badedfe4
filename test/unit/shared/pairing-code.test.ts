import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { channelCrypto } from '../../../electron/crypto/channel-crypto.ts';
import { commitTo, keepsCommitment, pairingCode } from '../../../shared/pairing-code.ts';
import { agreementOf } from '../../../shared/sealed-message.ts';
import { webCrypto } from '../../support/browser-on-socket.ts';

const fill = (value: number, length = 32): Uint8Array => new Uint8Array(length).fill(value);
const keys = { agreement: agreementOf(1, { least: 1, most: 2 }, { least: 1, most: 1 }), extensionKey: fill(1), appKey: fill(2) };
const nonces = { extension: fill(3), app: fill(4) };

describe('the code two people compare', () => {
  it('is what docs/browser-bridge.md says, written down once more', async () => {
    const agreed = createHash('sha256').update('latchkey browser bridge 1, extension 1-2, application 1-1').digest();
    const hash = createHash('sha256')
      .update(Buffer.concat([Buffer.from('latchkey pairing code v1\0'), agreed, fill(1), fill(2), fill(3), fill(4)]))
      .digest();
    const code = (hash.readBigUInt64BE() % 1_000_000n).toString().padStart(6, '0');
    const commitment = createHmac('sha256', fill(4)).update(Buffer.concat([Buffer.from('latchkey pairing commitment v1\0'), agreed, fill(2), fill(1)])).digest();
    for (const crypto of [channelCrypto, webCrypto]) {
      expect(await pairingCode(crypto, keys, nonces)).toBe(code);
      expect(Buffer.from(await commitTo(crypto, keys, nonces.app))).toEqual(commitment);
    }
  });

  it('is another for another key, another nonce and another agreement', async () => {
    const code = await pairingCode(channelCrypto, keys, nonces);
    const others = await Promise.all([
      pairingCode(channelCrypto, { ...keys, extensionKey: fill(9) }, nonces),
      pairingCode(channelCrypto, { ...keys, appKey: fill(9) }, nonces),
      pairingCode(channelCrypto, { ...keys, agreement: agreementOf(1, { least: 1, most: 1 }, { least: 1, most: 1 }) }, nonces),
      pairingCode(channelCrypto, keys, { ...nonces, extension: fill(9) }),
      pairingCode(channelCrypto, keys, { ...nonces, app: fill(9) }),
    ]);
    expect(others).not.toContain(code);
    expect(new Set(others).size).toBe(5);
  });

  it('binds the application to its nonce before the other is known', async () => {
    const commitment = await commitTo(channelCrypto, keys, nonces.app);
    expect(await keepsCommitment(channelCrypto, keys, nonces.app, commitment)).toBe(true);
    expect(await keepsCommitment(channelCrypto, keys, fill(5), commitment)).toBe(false);
    expect(await keepsCommitment(channelCrypto, { ...keys, extensionKey: fill(9) }, nonces.app, commitment)).toBe(false);
  });
});
