/**
 * Hardware keys through WebAuthn: the page runs the ceremony, this side makes the challenge and has everything that
 * comes back checked (`check-ceremony.ts`). PRF: each slot has two inputs of its own; user verification is always required.
 */
import { randomBytes } from 'node:crypto';
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { VaultFailure } from '../../shared/failure.ts';
import type { SlotCredential } from '../vault/vault-types.ts';
import { parseAssertion, parseRegistration, transportsOf } from './ceremony-response.ts';
import { checkAssertion, checkRegistration, makeChallenge } from './check-ceremony.ts';
import { relyingPartyId, touchSeconds, type AssertedKey, type EnrolledKey, type KeyProvider, type KeyUse, type NamedCredential } from './key-provider.ts';
import type { CeremonyAnswer, PageCeremony } from './page-ceremony.ts';
import { forget, isStable, usablePrf, type BothOutputs } from './prf-outputs.ts';

/** Create, and two evaluations; `create` may give the first one already, the page then asks once less. */
const enrolmentSteps = 3;

function usableBoth({ prf, prfSecond }: Pick<CeremonyAnswer, 'prf' | 'prfSecond'>): BothOutputs {
  return { prfOutput: usablePrf(prf), touchOutput: usablePrf(prfSecond) };
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
