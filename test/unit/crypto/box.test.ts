/** HPKE in PSK and in base mode: the library against RFC 9180, and our use of it against the wrong key, psk and context. */
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 as KEM_NATIVE } from 'hpke';
import { KEM_DHKEM_X25519_HKDF_SHA256 as KEM_IN_JAVASCRIPT } from '@panva/hpke-noble';
import { describe, expect, it } from 'vitest';
import { deriveBoxKeys, openBox, sealBox } from '../../../electron/crypto/box.ts';
import { makeKey } from '../../../electron/crypto/secret-key.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

/** Which of the two is used depends on the computer; neither may be another. */
const kems = [['native', KEM_NATIVE], ['in JavaScript', KEM_IN_JAVASCRIPT]] as const;

describe('HPKE', () => {
  it.each(kems)('%s opens the message of RFC 9180, appendix A.1.2 (PSK mode)', async (_, kem) => {
    const suite = new CipherSuite(kem, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
    const privateKey = await suite.DeserializePrivateKey(hex('c5eb01eb457fe6c6f57577c5413b931550a162c71a03ac8d196babbd4e5ce0fd'));
    const publicKey = await suite.DeserializePublicKey(hex('9fed7e8c17387560e92cc6462a68049657246a09bfa8ade7aefe589672016366'));
    const context = await suite.SetupRecipient({ privateKey, publicKey }, hex('0ad0950d9fb9588e59690b74f1237ecdf1d775cd60be2eca57af5a4b0471c91b'), {
      info: hex('4f6465206f6e2061204772656369616e2055726e'),
      psk: hex('0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82'),
      pskId: hex('456e6e796e20447572696e206172616e204d6f726961'),
    });
    const opened = await context.Open(
      hex('e52c6fed7f758d0cf7145689f21bc1be6ec9ea097fef4e959440012f4feb73fb611b946199e681f4cfc34db8ea'),
      hex('436f756e742d30'),
    );
    expect(Buffer.from(opened).toString('hex')).toBe('4265617574792069732074727574682c20747275746820626561757479');
  });

  it('derives the key pair of RFC 9180, appendix A.1.2', async () => {
    const keys = await deriveBoxKeys(makeKey(Buffer.from(hex('d4a09d09f575fef425905d2ab396c1449141463f698f8efdb7accfaff8995098'))));
    expect(Buffer.from(keys.publicKey).toString('hex')).toBe('9fed7e8c17387560e92cc6462a68049657246a09bfa8ade7aefe589672016366');
  });

  it.each(kems)('%s opens the message of RFC 9180, appendix A.1.1 (base mode)', async (_, kem) => {
    const suite = new CipherSuite(kem, KDF_HKDF_SHA256, AEAD_AES_128_GCM);
    const privateKey = await suite.DeserializePrivateKey(hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'));
    const publicKey = await suite.DeserializePublicKey(hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'));
    const context = await suite.SetupRecipient({ privateKey, publicKey }, hex('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431'), {
      info: hex('4f6465206f6e2061204772656369616e2055726e'),
    });
    const opened = await context.Open(hex('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a'), hex('436f756e742d30'));
    expect(Buffer.from(opened).toString('hex')).toBe('4265617574792069732074727574682c20747275746820626561757479');
  });

  it('opens in base mode only with the same key pair, info and aad', async () => {
    const keys = await deriveBoxKeys(makeKey(Buffer.alloc(32, 1)));
    const context = { psk: null, info: Buffer.from('info'), aad: Buffer.from('aad') };
    const box = await sealBox(keys.publicKey, Buffer.from('an item key'), context);
    if (!box) throw new Error('it was sealed');
    expect(Buffer.from((await openBox(keys, box, context)) ?? []).toString()).toBe('an item key');
    expect(await openBox(await deriveBoxKeys(makeKey(Buffer.alloc(32, 2))), box, context)).toBeNull();
    expect(await openBox(keys, box, { ...context, psk: { key: makeKey(Buffer.alloc(32, 3)), id: Buffer.from('id') } })).toBeNull();
    expect(await openBox(keys, box, { ...context, info: Buffer.from('fnio') })).toBeNull();
    expect(await openBox(keys, box, { ...context, aad: Buffer.from('daa') })).toBeNull();
  });

  it('opens only with the same key pair, psk, psk id, info and aad', async () => {
    const keys = await deriveBoxKeys(makeKey(Buffer.alloc(32, 1)));
    const other = await deriveBoxKeys(makeKey(Buffer.alloc(32, 2)));
    const psk = { key: makeKey(Buffer.alloc(32, 3)), id: Buffer.from('id') };
    const context = { psk, info: Buffer.from('info'), aad: Buffer.from('aad') };
    const box = await sealBox(keys.publicKey, Buffer.from('the vault key'), context);
    if (!box) throw new Error('it was sealed');
    expect(Buffer.from((await openBox(keys, box, context)) ?? []).toString()).toBe('the vault key');
    expect(await openBox(other, box, context)).toBeNull();
    expect(await openBox(keys, box, { ...context, psk: { ...psk, key: makeKey(Buffer.alloc(32, 4)) } })).toBeNull();
    expect(await openBox(keys, box, { ...context, psk: { ...psk, id: Buffer.from('di') } })).toBeNull();
    expect(await openBox(keys, box, { ...context, info: Buffer.from('fnio') })).toBeNull();
    expect(await openBox(keys, box, { ...context, aad: Buffer.from('daa') })).toBeNull();
    expect(await openBox(keys, box, { ...context, psk: null })).toBeNull();
    expect(await sealBox(new Uint8Array(32), Buffer.from('x'), context)).toBeNull();
  });
});
