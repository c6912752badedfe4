/**
 * One-time codes (RFC 6238, Google's key URI format): what is taken for one, and the code at a moment. The one rule for what a person
 * types or scans, for what an export brings, and for what the vault keeps. Pure. Not here: reading the picture (`read-qr.ts`).
 */
import { HOTP, Secret, TOTP, URI } from 'otpauth';

export type TotpRefusal = 'counter-based' | 'several-accounts' | 'other-scheme' | 'not-base32' | 'too-short' | 'unreadable' | 'odd-numbers';

/** `isBare`: a secret alone, with the usual six digits every 30 seconds. */
export type TotpReading =
  | { readonly ok: true; readonly uri: string; readonly totp: TOTP; readonly isBare: boolean }
  | { readonly ok: false; readonly why: TotpRefusal };

export type TotpCode = TOTP;

const refuse = (why: TotpRefusal): TotpReading => ({ ok: false, why });

/** Eight letters of base32: shorter than any service gives out, and long enough that a word typed by mistake seldom passes. */
const leastSecretBytes = 5;

/** Bounds of what services give out; anything else is an attempt to make this work hard, or to overflow a date. */
const bounds = { digits: { least: 6, most: 10 }, period: { least: 1, most: 3_600 } } as const;

function accept(totp: TOTP, isBare: boolean): TotpReading {
  if (totp.secret.bytes.length < leastSecretBytes) {
    return refuse('too-short');
  }
  const isOdd = (['digits', 'period'] as const).some((part) => totp[part] < bounds[part].least || totp[part] > bounds[part].most);
  return isOdd ? refuse('odd-numbers') : { ok: true, uri: totp.toString(), totp, isBare };
}

function parseUri(text: string): TOTP | HOTP | null {
  try {
    return URI.parse(text);
  } catch {
    // SECURITY: the library's message quotes the URI, secret and all.
    return null;
  }
}

/** An `otpauth://` address, as the vault keeps it. */
export function parseTotpUri(text: string): TotpReading {
  if (/^otpauth:\/\/hotp\//i.test(text)) {
    return refuse('counter-based');
  }
  const parsed = parseUri(text);
  if (parsed === null) {
    return refuse('unreadable');
  }
  return parsed instanceof TOTP ? accept(parsed, false) : refuse('counter-based');
}

/** @param names what the code is for, used where a bare secret says nothing itself. */
export function readTotp(text: string, names: { readonly label: string; readonly issuer?: string }): TotpReading {
  const trimmed = text.trim();
  if (/^otpauth-migration:/i.test(trimmed)) {
    return refuse('several-accounts');
  }
  if (/^otpauth:/i.test(trimmed)) {
    return parseTotpUri(trimmed);
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed)) {
    return refuse('other-scheme');
  }
  const bare = trimmed.replaceAll(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (!/^[A-Z2-7]+$/.test(bare)) {
    return refuse('not-base32');
  }
  // A colon would divide the label into issuer and account.
  const [label, issuer] = [names.label, names.issuer ?? ''].map((name) => name.replaceAll(':', ' ').trim());
  return accept(new TOTP({ secret: Secret.fromBase32(bare), ...(label ? { label } : {}), ...(issuer ? { issuer } : {}) }), true);
}

export type OneTimeCode = { readonly code: string; readonly periodSeconds: number; readonly endsAt: number };

export function codeAt(totp: TOTP, nowMilliseconds: number): OneTimeCode {
  const periodMilliseconds = totp.period * 1_000;
  return {
    code: totp.generate({ timestamp: nowMilliseconds }),
    periodSeconds: totp.period,
    endsAt: (Math.floor(nowMilliseconds / periodMilliseconds) + 1) * periodMilliseconds,
  };
}
