/**
 * Sealing to a key pair: HPKE (RFC 9180), DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, one message a context. In PSK mode
 * whoever lacks the pre-shared key can neither read nor forge, though the public key is known: used by the vault's slots. In base mode
 * everybody can seal, and callers put the box under a key of their own: used for items that need a touch.
 */
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke';
import { KEM_DHKEM_X25519_HKDF_SHA256 as KEM_IN_JAVASCRIPT } from '@panva/hpke-noble';
import { useKey } from './secret-key.ts';
import type { SecretKey } from './secret-key.ts';

/** By WebCrypto, which is quick from the first use on and keeps private keys out of JavaScript's memory. */
const native = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
/** The same where WebCrypto has no X25519, as may be in an Electron. */
const inJavaScript = new CipherSuite(KEM_IN_JAVASCRIPT, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
let chosen: Promise<CipherSuite> | undefined;

/** Found out once, by a message to oneself. */
function suiteOfHere(): Promise<CipherSuite> {
  const works = async (): Promise<boolean> => {
    try {
      const pair = await native.DeriveKeyPair(new Uint8Array(32), false);
      const { encapsulatedSecret, ciphertext } = await native.Seal(pair.publicKey, new Uint8Array(1));
      return (await native.Open(pair, encapsulatedSecret, ciphertext)).length === 1;
    } catch {
      return false;
    }
  };
  chosen ??= works().then((does) => (does ? native : inJavaScript));
  return chosen;
}

type BoxKeyPair = Awaited<ReturnType<CipherSuite['DeriveKeyPair']>>;

export type BoxKeys = { readonly publicKey: Uint8Array; readonly pair: BoxKeyPair };

/** What both sides must agree on. */
export type BoxContext = {
  /** Null for base mode. */
  readonly psk: { readonly key: SecretKey; readonly id: Uint8Array } | null;
  readonly info: Uint8Array;
  readonly aad: Uint8Array;
};

export type Box = { readonly enc: Uint8Array; readonly ciphertext: Uint8Array };

/** The key pair that belongs to a secret (RFC 9180, DeriveKeyPair). */
export async function deriveBoxKeys(secret: SecretKey): Promise<BoxKeys> {
  const suite = await suiteOfHere();
  const ikm = useKey(secret, (bytes) => Uint8Array.from(bytes));
  try {
    const pair = await suite.DeriveKeyPair(ikm, false);
    return { pair, publicKey: await suite.SerializePublicKey(pair.publicKey) };
  } finally {
    ikm.fill(0);
  }
}

/** Null where the public key is no usable one. */
export async function sealBox(publicKey: Uint8Array, plaintext: Uint8Array, context: BoxContext): Promise<Box | null> {
  const suite = await suiteOfHere();
  const secrets = secretsOf(context);
  try {
    const recipient = await suite.DeserializePublicKey(Uint8Array.from(publicKey));
    const sealed = await suite.Seal(recipient, plaintext, { ...secrets, info: context.info, aad: context.aad });
    return { enc: sealed.encapsulatedSecret, ciphertext: sealed.ciphertext };
  } catch {
    return null;
  } finally {
    secrets.psk?.fill(0);
  }
}

/** Null where keys, context and box do not belong together. */
export async function openBox(keys: BoxKeys, box: Box, context: BoxContext): Promise<Uint8Array | null> {
  const suite = await suiteOfHere();
  const secrets = secretsOf(context);
  try {
    return await suite.Open(keys.pair, Uint8Array.from(box.enc), Uint8Array.from(box.ciphertext), { ...secrets, info: context.info, aad: context.aad });
  } catch {
    return null;
  } finally {
    secrets.psk?.fill(0);
  }
}

function secretsOf({ psk }: BoxContext): { readonly psk?: Uint8Array; readonly pskId?: Uint8Array } {
  return psk === null ? {} : { psk: useKey(psk.key, (bytes) => Uint8Array.from(bytes)), pskId: psk.id };
}
