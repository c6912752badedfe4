/**
 * Reads what a person gives for one-time codes: a bare secret, an `otpauth://` address (typed, or out of a QR code).
 * Gives the address in one spelling, or why it cannot be used. Pure. Not here: reading the picture (`read-qr.ts`).
 */
import { HOTP, Secret, TOTP, URI } from 'otpauth';

export type TotpRefusal =
  | 'counter-based'
  | 'several-accounts'
  | 'other-scheme'
  | 'not-base32'
  | 'too-short'
  | 'unreadable'
  | 'odd-numbers';

export type TotpReading =
  | { readonly ok: true; readonly uri: string; readonly totp: TOTP }
  | { readonly ok: false; readonly why: TotpRefusal };

const refuse = (why: TotpRefusal): TotpReading => ({ ok: false, why });

/** 80 bits: what the oldest services still in use give out. */
const leastSecretBytes = 10;

function accept(totp: TOTP): TotpReading {
  if (totp.secret.bytes.length < leastSecretBytes) {
    return refuse('too-short');
  }
  if (![6, 7, 8].includes(totp.digits) || totp.period < 5 || totp.period > 300) {
    return refuse('odd-numbers');
  }
  return { ok: true, uri: totp.toString(), totp };
}

function readUri(text: string): TotpReading {
  let parsed: TOTP | HOTP;
  try {
    parsed = URI.parse(text);
  } catch {
    return refuse('unreadable');
  }
  return parsed instanceof TOTP ? accept(parsed) : refuse('counter-based');
}

/** @param label what the code is for: the item's title, used where a bare secret says nothing itself. */
export function readTotp(text: string, label: string): TotpReading {
  const trimmed = text.trim();
  if (/^otpauth-migration:/i.test(trimmed)) {
    return refuse('several-accounts');
  }
  if (/^otpauth:\/\/hotp\//i.test(trimmed)) {
    return refuse('counter-based');
  }
  if (/^otpauth:/i.test(trimmed)) {
    return readUri(trimmed);
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed)) {
    return refuse('other-scheme');
  }
  const bare = trimmed.replaceAll(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (!/^[A-Z2-7]+$/.test(bare)) {
    return refuse('not-base32');
  }
  // A colon would divide the label into issuer and account.
  const plainLabel = label.replaceAll(':', ' ').trim();
  return accept(new TOTP({ secret: Secret.fromBase32(bare), ...(plainLabel === '' ? {} : { label: plainLabel }) }));
}

/** The code at a moment, and how long it stands. */
export function codeAt(totp: TOTP, now: number): { readonly code: string; readonly secondsLeft: number } {
  const periodMs = totp.period * 1_000;
  return { code: totp.generate({ timestamp: now }), secondsLeft: Math.ceil((periodMs - (now % periodMs)) / 1_000) };
}
