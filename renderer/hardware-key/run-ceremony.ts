/** Runs one WebAuthn ceremony with `@simplewebauthn/browser`; called by `key-agent.ts`. Aborting is `WebAuthnAbortService`'s. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { KeyAsk } from '../../shared/key-contract.ts';
import { authenticationOptions, registrationOptions } from './ceremony-options.ts';
import { takePrfOutputs, type PrfOutputs } from './prf-output.ts';

/** The caller overwrites the outputs. */
export type CeremonyAnswer = PrfOutputs & {
  /** The credential as JSON, without its extension results. */
  readonly response: string;
};

export type RunCeremony = (ask: KeyAsk) => Promise<CeremonyAnswer>;

/** @throws WebAuthnError or DOMException; see `declineReason`. */
export async function runCeremony(ask: KeyAsk): Promise<CeremonyAnswer> {
  const credential =
    ask.ceremony === 'create'
      ? await startRegistration({ optionsJSON: registrationOptions(ask) })
      : await startAuthentication({ optionsJSON: authenticationOptions(ask) });
  // SECURITY: before JSON, and the results themselves stay out of it.
  const outputs = takePrfOutputs(credential.clientExtensionResults);
  return { response: JSON.stringify({ ...credential, clientExtensionResults: {} }), ...outputs };
}
