/**
 * The passphrase half of an age file (C2SP age.md, "The scrypt recipient type") with the operating system's scrypt on
 * another thread: `age-encryption` has the same in JavaScript, which would stop the main process for seconds.
 * Not here: everything else of the format. Called by `seal-share.ts` and `open-share.ts`.
 */
import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { Stanza, type Identity, type Recipient } from 'age-encryption';
import { VaultFailure } from '../../shared/failure.ts';

const label = new TextEncoder().encode('age-encryption.org/v1/scrypt');
/** What `age` itself makes: about a second, 256 MiB. */
const sealWorkFactor = 18;
/** SECURITY: a file decides how much work it asks for; 2^20 is four seconds and 1 GiB, and nobody sends more in good faith. */
export const mostWorkFactor = 20;
const saltLength = 16;
/** A file key of 16 bytes and its tag. */
const wrappedLength = 32;

function deriveWrapKey(passphrase: Uint8Array, salt: Uint8Array, workFactor: number): Promise<Uint8Array> {
  const N = 2 ** workFactor;
  const r = 8;
  return new Promise((resolve, reject) => {
    scrypt(passphrase, Buffer.concat([label, salt]), 32, { N, r, p: 1, maxmem: 128 * N * r + 33_554_432 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

// The key is used once, which is what makes a nonce of zeros right here (and required by the format).
const zeroNonce = new Uint8Array(12);

function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

function parseBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return encodeBase64(bytes) === text ? bytes : null;
}

/** Whoever knows the passphrase. */
export function passphraseRecipient(passphrase: Uint8Array): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(saltLength);
      const key = await deriveWrapKey(passphrase, salt, sealWorkFactor);
      const body = chacha20poly1305(key, zeroNonce).encrypt(fileKey);
      key.fill(0);
      return [new Stanza(['scrypt', encodeBase64(salt), String(sealWorkFactor)], body)];
    },
  };
}

export type ScryptStanza = { readonly salt: Uint8Array; readonly workFactor: number; readonly body: Uint8Array };

/** Reads the stanza without doing its work. `share.too-costly` above the cap, `share.damaged` when it is malformed. */
export function parseScryptStanza(stanza: Stanza): ScryptStanza {
  const [, saltText = '', factorText = ''] = stanza.args;
  const salt = parseBase64(saltText);
  if (stanza.args.length !== 3 || salt?.length !== saltLength || stanza.body.length !== wrappedLength || !/^[1-9][0-9]*$/.test(factorText)) {
    throw new VaultFailure('share.damaged', { check: 'header' });
  }
  const workFactor = Number(factorText);
  if (workFactor > mostWorkFactor) {
    throw new VaultFailure('share.too-costly');
  }
  return { salt, workFactor, body: stanza.body };
}

/** Answers null for a wrong passphrase, as the interface asks. */
export function passphraseIdentity(passphrase: Uint8Array, stanza: ScryptStanza): Identity {
  return {
    async unwrapFileKey() {
      const key = await deriveWrapKey(passphrase, stanza.salt, stanza.workFactor);
      try {
        return chacha20poly1305(key, zeroNonce).decrypt(stanza.body);
      } catch {
        return null;
      } finally {
        key.fill(0);
      }
    },
  };
}
