/**
 * Hardware keys through WebAuthn: the page runs the ceremony, this side makes the challenge and checks everything that
 * comes back (WebAuthn level 3, sections 7.1 and 7.2). PRF: each slot has two inputs of its own; user verification is always required.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { VaultFailure } from '../../shared/failure.ts';
import type { SlotCredential } from '../vault/vault-types.ts';
import { parseAssertion, parseClientData, parseRegistration, transportsOf } from './ceremony-response.ts';
import { expectedOrigin, relyingPartyId, touchSeconds, type AssertedKey, type EnrolledKey, type KeyProvider, type KeyUse, type NamedCredential } from './key-provider.ts';
import type { CeremonyAnswer, PageCeremony } from './page-ceremony.ts';

/** Create, and two evaluations; `create` may give the first one already, the page then asks once less. */
const enrolmentSteps = 3;

function usablePrf(prf: Uint8Array | null): Uint8Array {
  if (prf === null || prf.length !== 32 || prf.every((byte) => byte === 0)) {
    throw new VaultFailure('key.no-prf');
  }
  return prf;
}

/** The outputs of both inputs of a credential just made. */
type BothOutputs = { readonly prfOutput: Uint8Array; readonly touchOutput: Uint8Array };

function usableBoth({ prf, prfSecond }: Pick<CeremonyAnswer, 'prf' | 'prfSecond'>): BothOutputs {
  return { prfOutput: usablePrf(prf), touchOutput: usablePrf(prfSecond) };
}

function forget(outputs: BothOutputs): void {
  outputs.prfOutput.fill(0);
  outputs.touchOutput.fill(0);
}

/** Two inputs of one credential whose outputs are the same would make one touch serve for the other. */
function isStable(first: BothOutputs, again: BothOutputs): boolean {
  return (
    timingSafeEqual(first.prfOutput, again.prfOutput) &&
    timingSafeEqual(first.touchOutput, again.touchOutput) &&
    !timingSafeEqual(again.prfOutput, again.touchOutput)
  );
}

/** A challenge is good for one ceremony and as long as the wait for the touch. */
function makeChallenge(now: () => number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string; readonly fresh: () => boolean } {
  const bytes = new Uint8Array(randomBytes(32));
  const endsAt = now() + touchSeconds * 1_000;
  return { bytes, text: Buffer.from(bytes).toString('base64url'), fresh: () => now() <= endsAt };
}

type PrfInputs = { readonly first: string; readonly second: string | null };
type Evaluated = Omit<AssertedKey, 'prfOutput'> & Pick<CeremonyAnswer, 'prf' | 'prfSecond'>;

function bothInputs({ prfInput, touchInput }: SlotCredential): PrfInputs {
  return { first: prfInput, second: touchInput };
}

/** SECURITY: the one input alone: the output of the other does not leave the key. */
function inputFor(use: KeyUse): (credential: SlotCredential) => PrfInputs {
  return ({ prfInput, touchInput }) => ({ first: use === 'open' ? prfInput : touchInput, second: null });
}

export function makeWebauthnProvider(deps: { readonly now: () => number; readonly ceremony: PageCeremony }): KeyProvider {
  async function evaluate(
    allowed: readonly NamedCredential[],
    inputs: (credential: SlotCredential) => PrfInputs,
    step: { readonly step: number; readonly steps: number; readonly forItem: string | null },
    signal: AbortSignal,
  ): Promise<Evaluated> {
    const challenge = makeChallenge(deps.now);
    const options = await generateAuthenticationOptions({
      rpID: relyingPartyId,
      challenge: challenge.bytes,
      timeout: touchSeconds * 1_000,
      userVerification: 'required',
      allowCredentials: allowed.map(({ credential }) => ({ id: credential.credentialId, transports: transportsOf(credential.transports) })),
    });
    const answer = await deps.ceremony.run(
      {
        ceremony: 'get',
        optionsJson: JSON.stringify(options),
        prfInputs: Object.fromEntries(allowed.map(({ credential }) => [credential.credentialId, inputs(credential)])),
        keyNames: allowed.map(({ name }) => name),
        ...step,
      },
      signal,
    );
    if (!challenge.fresh()) {
      throw new VaultFailure('key.challenge-expired');
    }
    const response = parseAssertion(answer.response);
    const used = allowed.find(({ credential }) => credential.credentialId === response.id);
    if (!used) {
      throw new VaultFailure('key.not-recognised');
    }
    const { holds, counter } = await checkAssertion(response, challenge.text, used.credential);
    return { credentialId: response.id, prf: answer.prf, prfSecond: answer.prfSecond, counter, assertionHolds: holds };
  }

  async function register(keyName: string, existing: readonly NamedCredential[], signal: AbortSignal) {
    const challenge = makeChallenge(deps.now);
    const prfInput = randomBytes(32).toString('base64url');
    const touchInput = randomBytes(32).toString('base64url');
    const userId = new Uint8Array(randomBytes(32));
    const options = await generateRegistrationOptions({
      rpName: 'Latchkey',
      rpID: relyingPartyId,
      userName: keyName,
      userDisplayName: keyName,
      userID: userId,
      challenge: challenge.bytes,
      timeout: touchSeconds * 1_000,
      attestationType: 'none',
      excludeCredentials: existing.map(({ credential }) => ({ id: credential.credentialId, transports: transportsOf(credential.transports) })),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
    });
    const answer = await deps.ceremony.run(
      { ceremony: 'create', optionsJson: JSON.stringify(options), prfInputs: { '': { first: prfInput, second: touchInput } }, keyNames: [keyName], forItem: null, step: 1, steps: enrolmentSteps },
      signal,
    );
    if (!challenge.fresh()) {
      throw new VaultFailure('key.challenge-expired');
    }
    const response = parseRegistration(answer.response);
    const info = await checkRegistration(response, challenge.text);
    const credential: SlotCredential = {
      credentialId: info.credential.id,
      publicKey: Buffer.from(info.credential.publicKey).toString('base64url'),
      transports: info.credential.transports ?? [],
      prfInput,
      touchInput,
      userHandle: Buffer.from(userId).toString('base64url'),
      provider: 'webauthn',
    };
    return { credential, answer, counter: info.credential.counter };
  }

  return {
    name: 'webauthn',

    async enrol({ keyName, existing, signal }): Promise<EnrolledKey> {
      const made = await register(keyName, existing, signal);
      const allowed = [{ name: keyName, credential: made.credential }];
      const askAgain = async (step: number): Promise<BothOutputs & { readonly counter: number }> => {
        const asked = await evaluate(allowed, bothInputs, { step, steps: enrolmentSteps, forItem: null }, signal);
        const outputs = usableBoth(asked);
        if (!asked.assertionHolds) {
          forget(outputs);
          throw new VaultFailure('key.assertion-refused');
        }
        return { ...outputs, counter: asked.counter };
      };
      // Not every platform evaluates PRF while it makes a credential, or both inputs of it (WebAuthn level 3, section 10.1.4).
      const { prf, prfSecond } = made.answer;
      const first = prf === null || prfSecond === null ? await askAgain(2) : usableBoth(made.answer);
      const again = await askAgain(enrolmentSteps);
      const stable = isStable(first, again);
      forget(first);
      if (!stable) {
        forget(again);
        throw new VaultFailure('key.unstable-prf');
      }
      return { credential: made.credential, ...again };
    },

    async assert({ use, allowed, forItem, signal }) {
      if (allowed.length === 0) {
        throw new VaultFailure('key.none-enrolled');
      }
      const { credentialId, counter, assertionHolds, prf } = await evaluate(allowed, inputFor(use), { step: 1, steps: 1, forItem }, signal);
      return { credentialId, counter, assertionHolds, prfOutput: usablePrf(prf) };
    },
  };
}

async function checkRegistration(response: RegistrationResponseJSON, challenge: string) {
  try {
    // SECURITY: the library does not look at crossOrigin; a framed ceremony is refused here.
    if (parseClientData(response.response.clientDataJSON).crossOrigin) {
      throw new VaultFailure('key.assertion-refused');
    }
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID: relyingPartyId,
      requireUserPresence: true,
      requireUserVerification: true,
    });
    if (verified) {
      return registrationInfo;
    }
  } catch {
    // The library's message tells what the response held; a code is enough.
  }
  throw new VaultFailure('key.assertion-refused');
}

async function checkAssertion(
  response: AuthenticationResponseJSON,
  challenge: string,
  credential: SlotCredential,
): Promise<{ holds: boolean; counter: number }> {
  try {
    // SECURITY: as above, for crossOrigin.
    if (parseClientData(response.response.clientDataJSON).crossOrigin) {
      return { holds: false, counter: 0 };
    }
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin,
      expectedRPID: relyingPartyId,
      requireUserVerification: true,
      credential: {
        id: credential.credentialId,
        publicKey: new Uint8Array(Buffer.from(credential.publicKey, 'base64url')),
        // The library refuses a counter that stands still or steps back; here the user is told instead (see `unlock-calls.ts`).
        counter: 0,
        transports: transportsOf(credential.transports),
      },
    });
    return { holds: verified, counter: authenticationInfo.newCounter };
  } catch {
    return { holds: false, counter: 0 };
  }
}
