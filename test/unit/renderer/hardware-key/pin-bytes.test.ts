import { describe, expect, it } from 'vitest';
import { pinProblem, withPinBytes } from '../../../../renderer/hardware-key/pin-bytes.ts';

describe('a PIN as it was typed', () => {
  it.each([
    ['471', 'too-short'],
    ['4711', null],
    // Two characters typed as four: what counts is their composed form.
    ['e\u0301e\u0301', 'too-short'],
    ['é'.repeat(31), null],
    ['é'.repeat(32), 'too-long'],
  ])('%j is judged %s', (typed, problem) => expect(pinProblem(typed)).toBe(problem));

  it('is the same however its accents were typed, and overwritten once it was sent', async () => {
    let sent = new Uint8Array();
    await withPinBytes(['cafe\u0301'], async (pin = new Uint8Array()) => {
      sent = pin;
      expect(new TextDecoder().decode(pin)).toBe('caf\u00e9');
    });
    expect(sent.every((byte) => byte === 0)).toBe(true);
  });
});
