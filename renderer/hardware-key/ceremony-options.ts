/**
 * From the main process's ask to what `@simplewebauthn/browser` takes: its JSON options with the PRF extension added
 * (WebAuthn level 3, section 10.1.4). Pure; the ceremony itself is in `run-ceremony.ts`.
 */
import {
  base64URLStringToBuffer,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { KeyAsk } from '../../shared/key-contract.ts';

/** The main process made these options; the page passes them on to the browser, which checks them itself. */
function parseOptions<Options extends object>(optionsJson: string): Options {
  const value: unknown = JSON.parse(optionsJson);
  if (typeof value !== 'object' || value === null) {
    throw new TypeError('options of a ceremony are an object');
  }
  return value as Options;
}

function evaluated({ first, second }: KeyAsk['prfInputs'][string]) {
  return { first: base64URLStringToBuffer(first), ...(second === null ? {} : { second: base64URLStringToBuffer(second) }) };
}

/** `prfInputs` has one entry, under the empty name. */
export function registrationOptions({ optionsJson, prfInputs }: Pick<KeyAsk, 'optionsJson' | 'prfInputs'>): PublicKeyCredentialCreationOptionsJSON {
  const options = parseOptions<PublicKeyCredentialCreationOptionsJSON>(optionsJson);
  const inputs = prfInputs[''];
  // An input at creation, not an empty `prf`: Windows Hello signals PRF for the former only.
  return inputs === undefined ? options : { ...options, extensions: { ...options.extensions, prf: { eval: evaluated(inputs) } } };
}

/** `prfInputs` has one entry for each credential id, base64url. */
export function authenticationOptions({ optionsJson, prfInputs }: Pick<KeyAsk, 'optionsJson' | 'prfInputs'>): PublicKeyCredentialRequestOptionsJSON {
  const options = parseOptions<PublicKeyCredentialRequestOptionsJSON>(optionsJson);
  if ((options.allowCredentials ?? []).length === 0) {
    // SECURITY: `evalByCredential` is only defined beside an allow list, and a key that is not enrolled has no business here.
    throw new TypeError('an authentication names its credentials');
  }
  const evalByCredential = Object.fromEntries(
    Object.entries(prfInputs).map(([credentialId, input]) => [credentialId, evaluated(input)]),
  );
  return { ...options, extensions: { ...options.extensions, prf: { evalByCredential } } };
}
