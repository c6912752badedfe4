import { describe, expect, it } from 'vitest';
import { currentCode } from '../../../electron/ipc/one-time-code.ts';

// RFC 6238, appendix B: the ASCII secret "12345678901234567890" in base32, eight digits.
const uri = 'otpauth://totp/test?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8&period=30';

describe('one-time codes', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [20_000_000_000, '65353130'],
  ])('agrees with RFC 6238 at %i seconds', (seconds, code) => {
    const current = currentCode(uri, seconds * 1_000);
    expect(current.code).toBe(code);
    expect(current.periodSeconds).toBe(30);
    expect(current.endsAt % 30_000).toBe(0);
    expect(current.endsAt - seconds * 1_000).toBeGreaterThan(0);
  });

  it('refuses anything else with a code that does not quote it', () => {
    for (const text of ['', 'hunter2', 'otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1', 'otpauth://totp/x?secret=!!']) {
      expect(() => currentCode(text, 0)).toThrow(/^totp\.invalid$/u);
    }
  });
});
