/**
 * One-time codes as other programs saved them, turned into the `otpauth://` URI that the vault keeps. Called by the formats.
 * Not here: making codes.
 */
import { Secret, TOTP, URI } from 'otpauth';

/** `bare`: a secret alone, with the usual six digits every 30 seconds. `unusable`: of a make that we cannot show. */
export type ReadTotp =
  | { readonly outcome: 'uri'; readonly uri: string }
  | { readonly outcome: 'bare'; readonly uri: string }
  | { readonly outcome: 'unusable' };

export function readTotp(text: string, issuer: string, account: string): ReadTotp {
  const value = text.trim();
  if (/^otpauth:\/\//i.test(value)) {
    try {
      return URI.parse(value) instanceof TOTP ? { outcome: 'uri', uri: value } : { outcome: 'unusable' };
    } catch {
      return { outcome: 'unusable' };
    }
  }
  const secret = value.replaceAll(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (!/^[A-Z2-7]{8,}$/.test(secret)) {
    return { outcome: 'unusable' };
  }
  const label = account === '' ? issuer || 'account' : account;
  const totp = new TOTP({ issuer, label, secret: Secret.fromBase32(secret) });
  return { outcome: 'bare', uri: totp.toString() };
}
