/**
 * The channel's primitives on WebCrypto, for the extension: what is passed in is `crypto` of the browser. Private keys stay inside it, as
 * keys that cannot be exported. The application has its own on node:crypto (`electron/crypto/channel-crypto.ts`); tests hold the two together.
 */
import type { ChannelCrypto, DhKey } from './noise-kk.ts';

type KeyUse = 'deriveBits' | 'encrypt' | 'decrypt' | 'sign';
type Source = Uint8Array<ArrayBuffer>;

/**
 * The part of the browser's `Crypto` that is used, by shape: what compiles in `shared/` knows no DOM. `Key` is its CryptoKey.
 */
export type WebCryptoLike<Key> = {
  getRandomValues(bytes: Source): unknown;
  readonly subtle: {
    generateKey(algorithm: 'X25519', extractable: boolean, uses: 'deriveBits'[]): Promise<unknown>;
    importKey(format: 'raw', bytes: Source, algorithm: string | { readonly name: string; readonly hash: string }, extractable: boolean, uses: KeyUse[]): Promise<Key>;
    exportKey(format: 'raw', key: Key): Promise<ArrayBuffer>;
    deriveBits(algorithm: { readonly name: 'X25519'; readonly public: Key }, key: Key, length: number): Promise<ArrayBuffer>;
    digest(algorithm: 'SHA-256', data: Source): Promise<ArrayBuffer>;
    sign(algorithm: 'HMAC', key: Key, data: Source): Promise<ArrayBuffer>;
    encrypt(algorithm: GcmOptions, key: Key, data: Source): Promise<ArrayBuffer>;
    decrypt(algorithm: GcmOptions, key: Key, data: Source): Promise<ArrayBuffer>;
  };
};

type GcmOptions = { readonly name: 'AES-GCM'; readonly iv: Source; readonly additionalData: Source; readonly tagLength: 128 };

/** As a browser keeps it in IndexedDB: the private half is a handle, not bytes. */
export type WebKeyPair<Key> = { readonly privateKey: Key; readonly publicKey: Key };

const copy = (bytes: Uint8Array): Source => Uint8Array.from(bytes);

/** A pair that cannot be exported. `isPair` narrows what the browser gives. */
export async function makeWebKeyPair<Key>(crypto: WebCryptoLike<Key>, isPair: (made: unknown) => made is WebKeyPair<Key>): Promise<WebKeyPair<Key>> {
  const made = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
  if (!isPair(made)) {
    throw new TypeError('this browser makes no X25519 key pairs');
  }
  return made;
}

export async function webDhKey<Key>(crypto: WebCryptoLike<Key>, pair: WebKeyPair<Key>): Promise<DhKey> {
  return {
    publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)),
    async agree(theirs) {
      const key = await crypto.subtle.importKey('raw', copy(theirs), 'X25519', true, []);
      return new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: key }, pair.privateKey, 256));
    },
  };
}

export function makeWebChannelCrypto<Key>(crypto: WebCryptoLike<Key>, isPair: (made: unknown) => made is WebKeyPair<Key>): ChannelCrypto {
  const gcm = (nonce: Uint8Array, context: Uint8Array): GcmOptions => ({ name: 'AES-GCM', iv: copy(nonce), additionalData: copy(context), tagLength: 128 });
  return {
    makeDhKey: async () => webDhKey(crypto, await makeWebKeyPair(crypto, isPair)),
    randomBytes(length) {
      const bytes = new Uint8Array(length);
      crypto.getRandomValues(bytes);
      return bytes;
    },
    sha256: async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', copy(data))),
    async hmacSha256(key, data) {
      const hmac = await crypto.subtle.importKey('raw', copy(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
      return new Uint8Array(await crypto.subtle.sign('HMAC', hmac, copy(data)));
    },
    async sealGcm(key, nonce, plaintext, context) {
      const aes = await crypto.subtle.importKey('raw', copy(key), 'AES-GCM', false, ['encrypt']);
      return new Uint8Array(await crypto.subtle.encrypt(gcm(nonce, context), aes, copy(plaintext)));
    },
    async openGcm(key, nonce, sealed, context) {
      const aes = await crypto.subtle.importKey('raw', copy(key), 'AES-GCM', false, ['decrypt']);
      try {
        return new Uint8Array(await crypto.subtle.decrypt(gcm(nonce, context), aes, copy(sealed)));
      } catch {
        return null;
      }
    },
  };
}
