/**
 * A browser's half of WebAuthn over a security key, as the page's ceremony would run it: for tests of what one credential gives through both providers. Written
 * from WebAuthn level 3 (sections 5.8.1, 10.1.4), with nothing of the libfido2 provider but the line to the key.
 */
import { createHash } from 'node:crypto';
import { encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import { z } from 'zod';
import type { FidoKey, UserProof } from '../../electron/hardware-key/fido-key.ts';
import type { CeremonyAnswer } from '../../electron/hardware-key/page-ceremony.ts';
import type { KeyAsk } from '../../shared/key-contract.ts';

const options = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string() }).optional(),
  user: z.object({ id: z.string(), name: z.string() }).optional(),
  allowCredentials: z.array(z.object({ id: z.string() })).default([]),
});

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
const saltOf = (input: string): Buffer => sha256('WebAuthn PRF', Buffer.alloc(1), Buffer.from(input, 'base64url'));

export function makeBrowserOnKey(key: FidoKey, proof: UserProof) {
  const signal = new AbortController().signal;
  const clientData = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin: 'https://latchkey.internal', crossOrigin: false }));

  async function evaluate(id: string, challenge: string, inputs: readonly string[]) {
    const data = clientData('webauthn.get', challenge);
    const salts = Buffer.concat(inputs.map(saltOf));
    return { data, ...(await key.evaluate({ clientDataHash: sha256(data), rpId: 'latchkey.internal', credentialId: Buffer.from(id, 'base64url'), salts }, proof, signal)) };
  }

  return async (asked: KeyAsk): Promise<CeremonyAnswer> => {
    const { challenge, user, allowCredentials } = options.parse(JSON.parse(asked.optionsJson));
    if (asked.ceremony === 'create') {
      const data = clientData('webauthn.create', challenge);
      const request = { clientDataHash: sha256(data), rp: { id: 'latchkey.internal', name: 'Latchkey' }, user: { id: Buffer.from(user?.id ?? '', 'base64url'), name: user?.name ?? '' }, exclude: [] };
      const authData = await key.makeCredential(request, proof, signal);
      const id = text(authData.slice(55, 55 + (authData[54] ?? 0)));
      const attestation = encodeCBOR(new Map<string, CBORType>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]));
      const response = { clientDataJSON: text(data), attestationObject: text(attestation), transports: ['usb'] };
      return { response: JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }), prf: null, prfSecond: null };
    }
    const id = allowCredentials[0]?.id ?? '';
    const { first = '', second = null } = asked.prfInputs[id] ?? {};
    const { data, authData, signature, secrets } = await evaluate(id, challenge, second === null ? [first] : [first, second]);
    const response = { clientDataJSON: text(data), authenticatorData: text(authData), signature: text(signature) };
    return {
      response: JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }),
      prf: secrets.slice(0, 32),
      prfSecond: second === null ? null : secrets.slice(32),
    };
  };
}
