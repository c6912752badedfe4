/** Runs one WebAuthn ceremony with `@simplewebauthn/browser`; called by `key-agent.ts`. Aborting is `WebAuthnAbortService`'s. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type { KeyAsk } from '../../shared/contract.ts';
import { authenticationOptions, registrationOptions } from './ceremony-options.ts';
import { takePrfOutput } from './prf-output.ts';

export type CeremonyAnswer = {
  /** The credential as JSON, without its extension results. */
  readonly response: string;
  /** The caller overwrites it. */
  readonly prf: Uint8Array<ArrayBuffer> | null;
};

export type RunCeremony = (ask: KeyAsk) => Promise<CeremonyAnswer>;

/** @throws WebAuthnError or DOMException; see `declineReason`. */
export async function runCeremony(ask: KeyAsk): Promise<CeremonyAnswer> {
  const credential =
    ask.ceremony === 'create'
      ? await startRegistration({ optionsJSON: registrationOptions(ask) })
      : await startAuthentication({ optionsJSON: authenticationOptions(ask) });
  // SECURITY: before JSON, and the results themselves stay out of it.
  const prf = takePrfOutput(credential.clientExtensionResults);
  return { response: JSON.stringify({ ...credential, clientExtensionResults: {} }), prf };
}
