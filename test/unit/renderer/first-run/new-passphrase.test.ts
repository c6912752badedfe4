/** What makes a new passphrase good enough to be taken. */
import { describe, expect, test } from 'vitest';
import { newPassphraseProblem } from '../../../../renderer/screens/first-run/new-passphrase.ts';
import { strengthAdvice } from '../../../../renderer/text/strength.ts';

const judged = (score: number) => ({ score, guessesLog10: 0, warning: null, suggestions: [] });
const typed = (passphrase: string, repeat = passphrase) => ({ passphrase, repeat });

describe('a new passphrase', () => {
  test('is refused while it is empty, weak, or not the same twice, in that order', () => {
    expect(newPassphraseProblem(typed(''), null)?.at).toBe('passphrase');
    expect(newPassphraseProblem(typed('aaaa', 'bbbb'), judged(0))?.at).toBe('passphrase');
    expect(newPassphraseProblem(typed('brass lantern stairs', 'brass lantern'), judged(4))?.at).toBe('repeat');
  });

  test('is taken when it is strong enough and typed twice', () => {
    expect(newPassphraseProblem(typed('brass lantern stairs'), judged(2))).toBeNull();
    expect(newPassphraseProblem(typed('brass lantern stairs'), judged(4))).toBeNull();
  });

  test('gets advice while it is not strong, whatever word the judge uses', () => {
    expect(strengthAdvice(3, 'common')).toBeNull();
    for (const warning of [null, 'common', 'toString', 'a word that is new']) {
      expect(strengthAdvice(1, warning)).toMatch(/^[A-Z].*\.$/u);
    }
  });
});
