/** From WebAuthn's PRF input to the salt of CTAP's hmac-secret (WebAuthn level 3, section 10.1.4). A browser does this itself; libfido2 does not. */
import { createHash } from 'node:crypto';

export function prfSalt(input: Uint8Array): Buffer {
  return createHash('sha256').update('WebAuthn PRF').update(Uint8Array.of(0)).update(input).digest();
}
