/**
 * PIN/UV auth protocols one and two (CTAP 2.1, sections 6.5.6 and 6.5.7), the authenticator's side. Not here: who may have a token
 * (`client-pin.ts`).
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual, type ECDH } from 'node:crypto';
import { cborMap, type Cbor, type CborMap } from './canonical-cbor.ts';
import { CtapError, ctapStatus } from './ctap-status.ts';

export type PinProtocol = {
  readonly version: 1 | 2;
  sharedSecret(z: Uint8Array): Buffer;
  encrypt(key: Uint8Array, plain: Uint8Array): Buffer;
  decrypt(key: Uint8Array, cipher: Uint8Array): Buffer;
  isAuthentic(key: Uint8Array, message: Uint8Array, mac: Uint8Array): boolean;
};

function cbc(make: typeof createCipheriv | typeof createDecipheriv, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = make('aes-256-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

const isEqual = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && timingSafeEqual(one, other);
const hmac = (key: Uint8Array, message: Uint8Array): Buffer => createHmac('sha256', key).update(message).digest();
const zeroIv = Buffer.alloc(16);
const part = (z: Uint8Array, info: string): Buffer => Buffer.from(hkdfSync('sha256', z, Buffer.alloc(32), info, 32));

const one: PinProtocol = {
  version: 1,
  sharedSecret: (z) => createHash('sha256').update(z).digest(),
  encrypt: (key, plain) => cbc(createCipheriv, key, zeroIv, plain),
  decrypt: (key, cipher) => cbc(createDecipheriv, key, zeroIv, cipher),
  isAuthentic: (key, message, mac) => isEqual(hmac(key, message).subarray(0, 16), mac),
};

/** Its shared secret is two keys: the first half authenticates, the second encrypts. */
const two: PinProtocol = {
  version: 2,
  sharedSecret: (z) => Buffer.concat([part(z, 'CTAP2 HMAC key'), part(z, 'CTAP2 AES key')]),
  encrypt: (key, plain) => {
    const iv = randomBytes(16);
    return Buffer.concat([iv, cbc(createCipheriv, key.subarray(32), iv, plain)]);
  },
  decrypt: (key, cipher) => cbc(createDecipheriv, key.subarray(32), cipher.subarray(0, 16), cipher.subarray(16)),
  isAuthentic: (key, message, mac) => isEqual(hmac(key.subarray(0, 32), message), mac),
};

export function pinProtocolOf(version: Cbor | undefined, offered: readonly number[]): PinProtocol {
  const found = [one, two].find((protocol) => protocol.version === version && offered.includes(protocol.version));
  if (found === undefined) {
    throw new CtapError(ctapStatus.invalidParameter);
  }
  return found;
}

/** The authenticator's half of the key agreement, new at each start and after each wrong PIN. */
export type KeyAgreement = { readonly coseKey: CborMap; sharedSecret(protocol: PinProtocol, platformKey: CborMap): Buffer };

export function makeKeyAgreement(): KeyAgreement {
  const own: ECDH = createECDH('prime256v1');
  own.generateKeys();
  const point = own.getPublicKey();
  return {
    coseKey: cborMap([[1, 2], [3, -25], [-1, 1], [-2, Uint8Array.from(point.subarray(1, 33))], [-3, Uint8Array.from(point.subarray(33, 65))]]),
    sharedSecret(protocol, platformKey) {
      const [x, y] = [platformKey.get(-2), platformKey.get(-3)];
      if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) {
        throw new CtapError(ctapStatus.invalidParameter);
      }
      return protocol.sharedSecret(own.computeSecret(Buffer.concat([Buffer.from([4]), x, y])));
    },
  };
}
