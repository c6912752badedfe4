/** What a person may paste for one-time codes, and what is refused with a reason. */
import { describe, expect, test } from 'vitest';
import { codeAt, parseTotpUri, readTotp } from '../../../shared/one-time-code.ts';

/** RFC 6238's secret "12345678901234567890". */
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

function uriOf(text: string, label = ''): string {
  const reading = readTotp(text, { label });
  return reading.ok ? reading.uri : `refused: ${reading.why}`;
}

describe('a bare secret', () => {
  test('may be in small letters, in groups, with padding', () => {
    expect(uriOf('gezd gnbv gy3t qojq gezd-gnbv gy3t qojq==')).toBe(uriOf(rfcSecret));
  });
  test('gives the codes of RFC 6238', () => {
    const reading = readTotp(`otpauth://totp/rfc?secret=${rfcSecret}&digits=8`, { label: '' });
    expect(reading.ok && codeAt(reading.totp, 59_000).code).toBe('94287082');
    expect(reading.ok && codeAt(reading.totp, 1_111_111_109_000).code).toBe('07081804');
  });
  test('carries the item’s title as its label, without a colon to be misread', () => {
    expect(uriOf(rfcSecret, 'Git: hub')).toContain('otpauth://totp/Git%20%20hub?');
  });
  test('that is too short to be one is refused', () => {
    expect(uriOf('JBSWY3D')).toBe('refused: too-short');
  });
  test('with characters no secret has is refused', () => {
    for (const text of ['018', 'correct horse!', 'ÄÖÜ', '418 207']) {
      expect(uriOf(text)).toBe('refused: not-base32');
    }
  });
});

describe('an address', () => {
  test('keeps issuer, digits, period and algorithm', () => {
    const uri = uriOf(`otpauth://totp/GitHub:mara?secret=${rfcSecret}&digits=8&period=60&algorithm=SHA256`);
    expect(uri).toContain('issuer=GitHub');
    expect(uri).toContain('algorithm=SHA256&digits=8&period=60');
  });
  test('read again is the same address', () => {
    const once = uriOf(`otpauth://totp/GitHub:mara?secret=${rfcSecret.toLowerCase()}`);
    expect(uriOf(once)).toBe(once);
  });
  test('for codes that count instead of following the clock is refused', () => {
    expect(uriOf(`otpauth://hotp/x?secret=${rfcSecret}&counter=1`)).toBe('refused: counter-based');
    expect(uriOf('otpauth://HOTP/x')).toBe('refused: counter-based');
  });
  test('that holds several accounts at once is refused', () => {
    expect(uriOf('otpauth-migration://offline?data=CjEK')).toBe('refused: several-accounts');
  });
  test('of something else is refused', () => {
    expect(uriOf('https://example.com/?secret=ABC')).toBe('refused: other-scheme');
    expect(uriOf('steam://ABCDEFGH')).toBe('refused: other-scheme');
  });
  test('that is broken is refused', () => {
    for (const text of ['otpauth://', 'otpauth://totp/x', 'otpauth://totp/x?secret=0189', `otpauth://totp/x?secret=${rfcSecret}&algorithm=ROT13`]) {
      expect(uriOf(text)).toBe('refused: unreadable');
    }
  });
  test('with a period or digits nobody uses is refused', () => {
    expect(uriOf(`otpauth://totp/x?secret=${rfcSecret}&period=100000`)).toBe('refused: odd-numbers');
    expect(uriOf(`otpauth://totp/x?secret=${rfcSecret}&digits=12`)).toBe('refused: odd-numbers');
  });
});

test('a code stands to the end of its period', () => {
  const reading = readTotp(rfcSecret, { label: '' });
  expect(reading.ok && codeAt(reading.totp, 30_000)).toMatchObject({ periodSeconds: 30, endsAt: 60_000 });
  expect(reading.ok && codeAt(reading.totp, 59_999)).toMatchObject({ endsAt: 60_000 });
});

describe('what the vault keeps', () => {
  // RFC 6238, appendix B: the secret above, eight digits.
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [20_000_000_000, '65353130'],
  ])('gives the code of RFC 6238 at %i seconds', (seconds, code) => {
    const reading = parseTotpUri(`otpauth://totp/test?secret=${rfcSecret}&digits=8&period=30`);
    expect(reading.ok && codeAt(reading.totp, seconds * 1_000).code).toBe(code);
  });
  test('is an address, and a refusal does not quote it', () => {
    for (const text of ['', 'hunter2', rfcSecret, 'otpauth://totp/x?secret=!!', `otpauth://hotp/x?secret=${rfcSecret}&counter=1`]) {
      const reading = parseTotpUri(text);
      expect(reading.ok).toBe(false);
      expect(Object.keys(reading)).toEqual(['ok', 'why']);
    }
  });
});
