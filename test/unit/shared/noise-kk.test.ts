/**
 * The handshake against vectors that another implementation made: Noise-C, compiled to WebAssembly, with the keys below and ephemeral keys
 * fixed. Both of ours are held to them, the application's on node:crypto and the extension's on WebCrypto.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { channelCrypto, storedDhKey } from '../../../electron/crypto/channel-crypto.ts';
import { answerNoise, beginNoise, makeCipherState, type ChannelCrypto, type DhKey } from '../../../shared/noise-kk.ts';
import { webDhKey } from '../../../shared/web-channel-crypto.ts';
import { webCrypto } from '../../support/browser-on-socket.ts';

const vector = {
  initiator: { s: '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20', e: '2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40' },
  responder: { s: '4142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f60', e: '6162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f80' },
  prologue: 'a prologue',
  first: '5869aff450549732cbaaed5e5df9b30a6da31cb0e5742bad5ad4a1a768f1a67b1d4ac1666a054de7b6e42e2308df542e242d528b13aa7cf9f500f6dec3',
  second: '244fe3b963e899dd295baffce248d3530f3a9a7479ba063002680ebfe7adad493331c653a8705b4e42e2962845c1f83c05bd4c0fde24f634bca78f5105c3',
  fromInitiator: [
    ['from the initiator', 'aeab51b56cde5a2dadebb6e0010e9bdc24f96b3495612b8bd1e788c729fae1f5e489'],
    ['again', '9cbc6b1a6ce7bf65e528e5956ba6a7800446672b72'],
  ],
  fromResponder: [
    ['from the responder', '3af262a3cbf44347494d9f12bdcad63f6e7a6d3d926b21e2ae270626251798aeb25b'],
    ['once more', 'a1ac76faef181186ca9810e59e1a5f83c56653b16e2dedd505'],
  ],
} as const;

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8');
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array | null): string => (value === null ? 'null' : Buffer.from(value).toString('hex'));

function jwkOf(privateHex: string): { kty: string; crv: string; x: string; d: string } {
  const key = createPrivateKey({ key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), bytes(privateHex)]), format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'X25519', x, d: Buffer.from(privateHex, 'hex').toString('base64url') };
}

async function nodeKey(privateHex: string): Promise<DhKey> {
  const { x, d } = jwkOf(privateHex);
  const key = storedDhKey(`${x}.${d}`);
  if (key === null) {
    throw new Error('no key');
  }
  return key;
}

async function webKey(privateHex: string): Promise<DhKey> {
  const { d, ...open } = jwkOf(privateHex);
  const [privateKey, publicKey] = await Promise.all([crypto.subtle.importKey('jwk', { ...open, d }, 'X25519', false, ['deriveBits']), crypto.subtle.importKey('jwk', open, 'X25519', true, [])]);
  return webDhKey<CryptoKey>(crypto, { privateKey, publicKey });
}

const ours: readonly (readonly [string, ChannelCrypto, (privateHex: string) => Promise<DhKey>])[] = [
  ['node:crypto', channelCrypto, nodeKey],
  ['WebCrypto', webCrypto, webKey],
];

describe.each(ours)('Noise KK on %s', (_name, primitives, keyOf) => {
  async function sides() {
    const [is, ie, rs, re] = await Promise.all([vector.initiator.s, vector.initiator.e, vector.responder.s, vector.responder.e].map(keyOf));
    if (!is || !ie || !rs || !re) {
      throw new Error('keys');
    }
    const prologue = text(vector.prologue);
    return {
      initiator: { crypto: primitives, own: is, theirs: rs.publicKey, prologue },
      responder: { crypto: primitives, own: rs, theirs: is.publicKey, prologue },
      ie,
      re,
    };
  }

  it('says what Noise-C says, and understands it, in both parts', async () => {
    const { initiator, responder, ie, re } = await sides();
    const begun = await beginNoise(initiator, text('first payload'), ie);
    expect(hex(begun.message)).toBe(vector.first);
    const answered = await answerNoise(responder, bytes(vector.first), text('second payload'), re);
    expect(hex(answered?.payload ?? null)).toBe(hex(text('first payload')));
    expect(hex(answered?.message ?? null)).toBe(vector.second);
    let heard: Uint8Array | null = null;
    const channel = await begun.finish(bytes(vector.second), (opened) => void (heard = opened));
    expect(hex(heard)).toBe(hex(text('second payload')));
    for (const [said, sealed] of vector.fromInitiator) {
      expect(hex((await channel?.out.seal(text(said))) ?? null)).toBe(sealed);
      expect(hex((await answered?.channel.in.open(bytes(sealed))) ?? null)).toBe(hex(text(said)));
    }
    for (const [said, sealed] of vector.fromResponder) {
      expect(hex((await answered?.channel.out.seal(text(said))) ?? null)).toBe(sealed);
      expect(hex((await channel?.in.open(bytes(sealed))) ?? null)).toBe(hex(text(said)));
    }
  });

  it('takes no answer with one bit changed, no other prologue, and nobody else for the initiator', async () => {
    const { initiator, responder, ie, re } = await sides();
    for (const place of [0, 31, 32, 60]) {
      const bent = bytes(vector.second);
      bent[place] = (bent[place] ?? 0) ^ 1;
      expect(await (await beginNoise(initiator, text('first payload'), ie)).finish(bent)).toBeNull();
      const bentFirst = bytes(vector.first);
      bentFirst[place] = (bentFirst[place] ?? 0) ^ 1;
      expect(await answerNoise(responder, bentFirst)).toBeNull();
    }
    expect(await answerNoise({ ...responder, prologue: text('another') }, bytes(vector.first))).toBeNull();
    expect(await answerNoise({ ...responder, theirs: re.publicKey }, bytes(vector.first))).toBeNull();
    expect(await answerNoise(responder, new Uint8Array(5))).toBeNull();
  });

  it('takes no key of small order, which would make a secret that everybody knows', async () => {
    const { responder } = await sides();
    expect(await answerNoise(responder, new Uint8Array(48))).toBeNull();
    expect(await answerNoise({ ...responder, theirs: new Uint8Array(32) }, bytes(vector.first))).toBeNull();
  });

  it('opens each message once, and only in its turn', async () => {
    const key = primitives.randomBytes(32);
    const [out, into, moved] = [makeCipherState(primitives, key), makeCipherState(primitives, key), makeCipherState(primitives, key)];
    const [one, two] = [await out.seal(text('one')), await out.seal(text('two'))];
    expect(await moved.open(two)).toBeNull();
    expect(hex(await into.open(one))).toBe(hex(text('one')));
    expect(await into.open(one)).toBeNull();
  });
});
