/**
 * The credentials of a software key: each is its own id, sealed by the key, so that one that is not resident takes no place in it. From
 * the id come its signing key and its two hmac-secret seeds, with and without user verification (CTAP 2.1, section 12.5).
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac, createPrivateKey, createSign, randomBytes } from 'node:crypto';
import { cborMap, type CborMap } from './canonical-cbor.ts';

export type KeyCredential = {
  readonly id: Buffer;
  readonly coseKey: CborMap;
  sign(message: Uint8Array): Buffer;
  hmacSecret(salt: Uint8Array, isVerified: boolean): Buffer;
};

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
const derive = (master: Buffer, purpose: string, data: Uint8Array): Buffer => createHmac('sha256', master).update(purpose).update(data).digest();

function credentialOf(master: Buffer, id: Buffer, scalar: Buffer): KeyCredential {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)];
  const jwk = { kty: 'EC', crv: 'P-256', d: scalar.toString('base64url'), x: x.toString('base64url'), y: y.toString('base64url') };
  return {
    id,
    coseKey: cborMap([[1, 2], [3, -7], [-1, 1], [-2, Uint8Array.from(x)], [-3, Uint8Array.from(y)]]),
    sign: (message) => createSign('sha256').update(message).sign(createPrivateKey({ key: jwk, format: 'jwk' })),
    hmacSecret: (salt, isVerified) => createHmac('sha256', derive(master, isVerified ? 'verified' : 'unverified', id)).update(salt).digest(),
  };
}

export function makeCredential(masterHex: string, rpId: string): KeyCredential {
  const master = Buffer.from(masterHex, 'hex');
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // Left-padded: a scalar may begin with zeros.
  const scalar = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()]).subarray(-32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derive(master, 'ids', Buffer.alloc(0)), nonce).setAAD(sha256(rpId));
  const id = Buffer.concat([nonce, cipher.update(scalar), cipher.final(), cipher.getAuthTag()]);
  return credentialOf(master, id, scalar);
}

/** Null where the id is not of this key, not for this relying party, or from before a reset. */
export function openCredential(masterHex: string, rpId: string, id: Uint8Array): KeyCredential | null {
  const master = Buffer.from(masterHex, 'hex');
  if (id.length !== 60) {
    return null;
  }
  const decipher = createDecipheriv('aes-256-gcm', derive(master, 'ids', Buffer.alloc(0)), id.subarray(0, 12)).setAAD(sha256(rpId));
  decipher.setAuthTag(id.subarray(44));
  try {
    return credentialOf(master, Buffer.from(id), Buffer.concat([decipher.update(id.subarray(12, 44)), decipher.final()]));
  } catch {
    return null;
  }
}
