/**
 * Challenges, and the checks of what a key signed (WebAuthn level 3, sections 7.1 and 7.2): the same for both providers, whoever carried the
 * messages. Not here: the PRF's outputs (`prf-outputs.ts`).
 */
import { randomBytes } from 'node:crypto';
import { verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { VaultFailure } from '../../shared/failure.ts';
import type { SlotCredential } from '../vault/vault-types.ts';
import { parseClientData, transportsOf } from './ceremony-response.ts';
import { expectedOrigin, relyingPartyId, touchSeconds } from './key-provider.ts';

/** Good for one ceremony and as long as the wait for the touch. */
export type Challenge = { readonly bytes: Uint8Array<ArrayBuffer>; readonly text: string; readonly fresh: () => boolean };

export function makeChallenge(now: () => number): Challenge {
  const bytes = new Uint8Array(randomBytes(32));
  const endsAt = now() + touchSeconds * 1_000;
  return { bytes, text: Buffer.from(bytes).toString('base64url'), fresh: () => now() <= endsAt };
}

/** @throws VaultFailure `key.assertion-refused` */
export async function checkRegistration(response: RegistrationResponseJSON, challenge: string) {
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

export async function checkAssertion(
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
