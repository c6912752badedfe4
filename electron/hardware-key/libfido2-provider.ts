/**
 * Hardware keys through libfido2: the main process speaks to the key itself and carries the messages that a browser would carry, with the same challenge, the
 * same origin and the same checks (`check-ceremony.ts`), so that a credential of one provider serves the other. Not here: finding the key, PINs.
 */
import { createHash, randomBytes } from 'node:crypto';
import { encodeCBOR, type CBORType } from '@levischuck/tiny-cbor';
import { VaultFailure } from '../../shared/failure.ts';
import type { SlotCredential } from '../vault/vault-types.ts';
import { checkAssertion, checkRegistration, makeChallenge, type Challenge } from './check-ceremony.ts';
import type { FidoLimits } from './fido-device.ts';
import type { FidoKey } from './fido-key.ts';
import type { FidoLibrary } from './fido-library.ts';
import { withFoundKey, type FindDeps } from './find-key.ts';
import type { KeyPorts } from './key-ports.ts';
import { expectedOrigin, relyingPartyId, touchSeconds, type AssertedKey, type EnrolledKey, type KeyProvider, type NamedCredential } from './key-provider.ts';
import type { Conversation, KeyTalk, TalkAbout } from './key-talk.ts';
import { forget, isStable, usablePrf, type BothOutputs } from './prf-outputs.ts';
import { prfSalt } from './prf-salt.ts';
import { makeVerifier, type Verifier } from './verify-user.ts';

export type Libfido2Provider = KeyProvider & {
  /** Sets or changes the PIN of a key that is plugged in. @throws VaultFailure `key.*` */
  changePin(signal: AbortSignal): Promise<void>;
};

/** To make it, and to evaluate it twice. */
const enrolmentSteps = 3;
const secretLength = 32;

export const usualLimits: FidoLimits = { touchMilliseconds: touchSeconds * 1_000, callMilliseconds: 10_000, graceMilliseconds: 2_000 };

const fromText = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
const toText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** What a browser would have signed over (WebAuthn level 3, section 5.8.1). */
function clientDataOf(type: 'webauthn.create' | 'webauthn.get', challenge: Challenge): { readonly text: string; readonly hash: Uint8Array } {
  const json = JSON.stringify({ type, challenge: challenge.text, origin: expectedOrigin, crossOrigin: false });
  return { text: Buffer.from(json).toString('base64url'), hash: new Uint8Array(createHash('sha256').update(json).digest()) };
}

export function makeLibfido2Provider(deps: {
  readonly now: () => number;
  readonly library: () => FidoLibrary;
  readonly ports: KeyPorts;
  readonly talk: KeyTalk;
  readonly limits?: FidoLimits;
}): Libfido2Provider {
  const finding: FindDeps = { library: deps.library, ports: deps.ports, limits: deps.limits ?? usualLimits };

  async function converse<T>(about: TalkAbout, signal: AbortSignal, work: (talk: Conversation) => Promise<T>): Promise<T> {
    const talk = deps.talk.begin(about, signal);
    try {
      return await work(talk);
    } finally {
      talk.end();
    }
  }

  async function verified<T>(key: FidoKey, talk: Conversation, work: (verifier: Verifier) => Promise<T>): Promise<T> {
    const verifier = makeVerifier(key, talk);
    try {
      return await work(verifier);
    } finally {
      verifier.end();
    }
  }

  /** One touch, one evaluation of one or two inputs. */
  async function evaluate(
    at: { readonly key: FidoKey; readonly verifier: Verifier; readonly talk: Conversation; readonly signal: AbortSignal; readonly step: number },
    credential: SlotCredential,
    inputs: readonly string[],
  ): Promise<Omit<AssertedKey, 'prfOutput'> & { readonly outputs: readonly Uint8Array[] }> {
    const salts = new Uint8Array(Buffer.concat(inputs.map((input) => prfSalt(fromText(input)))));
    const { challenge, clientData, answer } = await at.verifier.run(async (proof) => {
      at.talk.show({ kind: 'touch', withFinger: proof === 'built-in' }, at.step);
      const challenge = makeChallenge(deps.now);
      const clientData = clientDataOf('webauthn.get', challenge);
      const request = { clientDataHash: clientData.hash, rpId: relyingPartyId, credentialId: fromText(credential.credentialId), salts };
      return { challenge, clientData, answer: await at.key.evaluate(request, proof, at.signal) };
    });
    const { secrets } = answer;
    try {
      if (secrets.length !== inputs.length * secretLength) {
        throw new VaultFailure('key.no-prf');
      }
      if (!challenge.fresh()) {
        throw new VaultFailure('key.challenge-expired');
      }
      const response = {
        id: credential.credentialId,
        rawId: credential.credentialId,
        type: 'public-key' as const,
        clientExtensionResults: {},
        response: { clientDataJSON: clientData.text, authenticatorData: toText(answer.authData), signature: toText(answer.signature) },
      };
      const { holds, counter } = await checkAssertion(response, challenge.text, credential);
      const outputs = inputs.map((_, place) => usablePrf(secrets.slice(place * secretLength, (place + 1) * secretLength)));
      return { credentialId: credential.credentialId, counter, assertionHolds: holds, outputs };
    } finally {
      secrets.fill(0);
    }
  }

  async function register(
    at: { readonly key: FidoKey; readonly verifier: Verifier; readonly talk: Conversation; readonly signal: AbortSignal },
    keyName: string,
    existing: readonly NamedCredential[],
  ): Promise<SlotCredential> {
    const userId = new Uint8Array(randomBytes(32));
    const { challenge, clientData, authData } = await at.verifier.run(async (proof) => {
      at.talk.show({ kind: 'touch', withFinger: proof === 'built-in' }, 1);
      const challenge = makeChallenge(deps.now);
      const clientData = clientDataOf('webauthn.create', challenge);
      const request = {
        clientDataHash: clientData.hash,
        rp: { id: relyingPartyId, name: 'Latchkey' },
        user: { id: userId, name: keyName },
        exclude: existing.map(({ credential }) => fromText(credential.credentialId)),
      };
      return { challenge, clientData, authData: await at.key.makeCredential(request, proof, at.signal) };
    });
    if (!challenge.fresh()) {
      throw new VaultFailure('key.challenge-expired');
    }
    // The key's own attestation would tell who made it, and proves nothing here: as with WebAuthn's "none".
    const attestation = new Map<string, CBORType>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]]);
    const id = toText(credentialIdIn(authData));
    const response = {
      id,
      rawId: id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: { clientDataJSON: clientData.text, attestationObject: toText(encodeCBOR(attestation)), transports: ['usb' as const] },
    };
    const { credential } = await checkRegistration(response, challenge.text);
    return {
      credentialId: credential.id,
      publicKey: toText(credential.publicKey),
      transports: ['usb'],
      prfInput: randomBytes(32).toString('base64url'),
      touchInput: randomBytes(32).toString('base64url'),
      userHandle: toText(userId),
      provider: 'libfido2',
    };
  }

  /** The first of the credentials that the key answers for. */
  async function heldBy(key: FidoKey, allowed: readonly NamedCredential[]): Promise<SlotCredential | null> {
    if (!key.givesSecrets) {
      return null;
    }
    for (const { credential } of allowed) {
      if (await key.holds(relyingPartyId, fromText(credential.credentialId))) {
        return credential;
      }
    }
    return null;
  }

  return {
    name: 'libfido2',

    enrol: ({ keyName, existing, signal }) =>
      converse({ keyNames: [keyName], forItem: null, steps: enrolmentSteps }, signal, (talk) =>
        withFoundKey(
          finding,
          { suits: async (key) => (key.givesSecrets ? true : null), noneSuits: () => new VaultFailure('key.no-prf'), talk, signal },
          ({ key }) =>
            verified(key, talk, async (verifier): Promise<EnrolledKey> => {
              const at = { key, verifier, talk, signal };
              const credential = await register(at, keyName, existing);
              const both = async (step: number): Promise<BothOutputs & { readonly counter: number }> => {
                const { outputs, counter, assertionHolds } = await evaluate({ ...at, step }, credential, [credential.prfInput, credential.touchInput]);
                const [prfOutput, touchOutput] = [usablePrf(outputs[0] ?? null), usablePrf(outputs[1] ?? null)];
                if (!assertionHolds) {
                  forget({ prfOutput, touchOutput });
                  throw new VaultFailure('key.assertion-refused');
                }
                return { prfOutput, touchOutput, counter };
              };
              const first = await both(2);
              const again = await both(enrolmentSteps);
              const stable = isStable(first, again);
              forget(first);
              if (!stable) {
                forget(again);
                throw new VaultFailure('key.unstable-prf');
              }
              return { credential, ...again };
            }),
        ),
      ),

    async assert({ use, allowed, forItem, signal }) {
      if (allowed.length === 0) {
        throw new VaultFailure('key.none-enrolled');
      }
      return converse({ keyNames: allowed.map(({ name }) => name), forItem, steps: 1 }, signal, (talk) =>
        withFoundKey(
          finding,
          { suits: (key) => heldBy(key, allowed), noneSuits: () => new VaultFailure('key.not-recognised'), talk, signal },
          ({ key, what }) =>
            verified(key, talk, async (verifier): Promise<AssertedKey> => {
              // SECURITY: the one input alone: the output of the other does not leave the key.
              const input = use === 'open' ? what.prfInput : what.touchInput;
              const { outputs, ...asserted } = await evaluate({ key, verifier, talk, signal, step: 1 }, what, [input]);
              return { ...asserted, prfOutput: usablePrf(outputs[0] ?? null) };
            }),
        ),
      );
    },

    changePin: (signal) =>
      converse({ keyNames: [], forItem: null, steps: 1 }, signal, (talk) =>
        withFoundKey(
          finding,
          { suits: async (key) => (key.canPin ? true : null), noneSuits: () => new VaultFailure('key.unsupported'), talk, signal },
          ({ key }) => verified(key, talk, (verifier) => verifier.changePin()),
        ),
      ),
  };
}

/** WebAuthn level 3, section 6.5.2: after the hash, the flags, the counter and the model come the id's length and the id. @throws VaultFailure */
function credentialIdIn(authData: Uint8Array): Uint8Array {
  const lengthAt = 32 + 1 + 4 + 16;
  const length = ((authData[lengthAt] ?? 0) << 8) | (authData[lengthAt + 1] ?? 0);
  const id = authData.slice(lengthAt + 2, lengthAt + 2 + length);
  if (length === 0 || id.length !== length) {
    throw new VaultFailure('key.bad-answer');
  }
  return id;
}
