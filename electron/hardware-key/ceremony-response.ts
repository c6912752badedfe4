/**
 * Parsers of what a WebAuthn ceremony in the page gives back: hostile until checked. Shapes from WebAuthn level 3,
 * sections 5.1 (`RegistrationResponseJSON`, `AuthenticationResponseJSON`) and 5.8.1 (`CollectedClientData`).
 */
import type { AuthenticationResponseJSON, AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { VaultFailure } from '../../shared/failure.ts';

const base64url = z.string().max(32_768).regex(/^[A-Za-z0-9_-]+$/);
const transport = z.enum(['ble', 'hybrid', 'internal', 'nfc', 'usb']);

const credential = { id: base64url.max(1_400), rawId: base64url.max(1_400), type: z.literal('public-key') };

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

const clientData = z.object({ crossOrigin: z.boolean().optional() });

function parseJson<T>(parser: z.ZodType<T>, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new VaultFailure('key.assertion-refused');
  }
  const parsed = parser.safeParse(value);
  if (!parsed.success) {
    throw new VaultFailure('key.assertion-refused');
  }
  return parsed.data;
}

/** The transports the standard names; unknown words are dropped. */
export function transportsOf(names: readonly string[]): AuthenticatorTransport[] {
  return names.flatMap((name) => {
    const parsed = transport.safeParse(name);
    return parsed.success ? [parsed.data] : [];
  });
}

/** @throws VaultFailure `key.assertion-refused` */
export function parseRegistration(text: string): RegistrationResponseJSON {
  const { id, rawId, type, response } = parseJson(registration, text);
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: {
      clientDataJSON: response.clientDataJSON,
      attestationObject: response.attestationObject,
      transports: transportsOf(response.transports ?? []),
    },
  };
}

/** @throws VaultFailure `key.assertion-refused` */
export function parseAssertion(text: string): AuthenticationResponseJSON {
  const { id, rawId, type, response } = parseJson(assertion, text);
  const { clientDataJSON, authenticatorData, signature, userHandle } = response;
  return {
    id,
    rawId,
    type,
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature, ...(userHandle === undefined ? {} : { userHandle }) },
  };
}

/** @throws VaultFailure `key.assertion-refused` */
export function parseClientData(encoded: string): { readonly crossOrigin: boolean } {
  return { crossOrigin: parseJson(clientData, Buffer.from(encoded, 'base64url').toString('utf8')).crossOrigin ?? false };
}
