/** The current one-time code of an `otpauth://` URI (RFC 6238, Google's key URI format), through `otpauth`. */
import { TOTP, URI } from 'otpauth';
import { VaultFailure } from '../../shared/failure.ts';

export type OneTimeCode = { readonly code: string; readonly periodSeconds: number; readonly endsAt: number };

/** @throws VaultFailure `totp.invalid` for anything that is not a time-based code. */
export function currentCode(uri: string, nowMilliseconds: number): OneTimeCode {
  let totp: unknown;
  try {
    totp = URI.parse(uri);
  } catch {
    // The library's message quotes the URI, secret and all.
    throw new VaultFailure('totp.invalid');
  }
  // Bounds of what services give out; anything else is an attempt to make this work hard, or to overflow a date.
  if (!(totp instanceof TOTP) || totp.digits < 6 || totp.digits > 10 || totp.period < 1 || totp.period > 3_600) {
    throw new VaultFailure('totp.invalid');
  }
  const periodMilliseconds = totp.period * 1_000;
  return {
    code: totp.generate({ timestamp: nowMilliseconds }),
    periodSeconds: totp.period,
    endsAt: (Math.floor(nowMilliseconds / periodMilliseconds) + 1) * periodMilliseconds,
  };
}
