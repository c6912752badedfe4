/**
 * The browser bridge's primitives on node:crypto: X25519, SHA-256, HMAC-SHA256, AES-256-GCM, as `shared/noise-kk.ts` asks for them. What
 * Electron's BoringSSL has too. The extension has the same on WebCrypto (`shared/web-channel-crypto.ts`). Made by main.ts.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { ChannelCrypto, DhKey } from '../../shared/noise-kk.ts';
import { secureRandom } from './random.ts';

const tagBytes = 16;
const publicJwk = z.object({ x: z.string() });
const privateJwk = publicJwk.extend({ d: z.string() });

function publicKeyOf(bytes: Uint8Array): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(bytes).toString('base64url') }, format: 'jwk' });
}

function dhKeyOf(privateKey: KeyObject): DhKey {
  const { x } = publicJwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    agree: async (theirs) => new Uint8Array(diffieHellman({ privateKey, publicKey: publicKeyOf(theirs) })),
  };
}

/** A pairing's own key with the text it is kept as. SECURITY: `secret` is the private half; it goes into the pairings' file and nowhere else. */
export function makeStoredDhKey(): { readonly key: DhKey; readonly secret: string } {
  const { privateKey } = generateKeyPairSync('x25519');
  const { x, d } = privateJwk.parse(privateKey.export({ format: 'jwk' }));
  return { key: dhKeyOf(privateKey), secret: `${x}.${d}` };
}

/** Null where the text is none that `makeStoredDhKey` made. */
export function storedDhKey(secret: string): DhKey | null {
  const [x, d] = secret.split('.');
  try {
    return dhKeyOf(createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x: x ?? '', d: d ?? '' }, format: 'jwk' }));
  } catch {
    return null;
  }
}

export const channelCrypto: ChannelCrypto = {
  makeDhKey: async () => dhKeyOf(generateKeyPairSync('x25519').privateKey),
  randomBytes: secureRandom,
  sha256: async (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  hmacSha256: async (key, data) => new Uint8Array(createHmac('sha256', key).update(data).digest()),
  async sealGcm(key, nonce, plaintext, context) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    cipher.setAAD(context);
    return new Uint8Array(Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]));
  },
  async openGcm(key, nonce, sealed, context) {
    const end = sealed.length - tagBytes;
    if (end < 0) {
      return null;
    }
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(context);
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
      return new Uint8Array(plaintext);
    } catch {
      // SECURITY: unauthenticated plaintext never leaves this function.
      plaintext.fill(0);
      return null;
    }
  },
};
