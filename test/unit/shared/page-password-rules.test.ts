import { describe, expect, it } from 'vitest';
import { secureRandom } from '../../../electron/crypto/random.ts';
import type { PageRules } from '../../../shared/browser-asks.ts';
import { makePagePassword } from '../../../shared/page-password-rules.ts';

const rules = (more: Partial<PageRules>): PageRules => ({ passwordrules: null, minlength: null, maxlength: null, pattern: null, ...more });
const many = (more: Partial<PageRules>) => Array.from({ length: 40 }, () => makePagePassword(rules(more), secureRandom));

describe('a password for a page', () => {
  it('is a strong one of twenty characters where the page says nothing', () => {
    for (const { value, bits, obeys } of many({})) {
      expect(value).toHaveLength(20);
      expect(bits).toBeGreaterThan(100);
      expect(obeys).toBe(true);
    }
  });

  it.each([
    [{ passwordrules: 'minlength: 8; maxlength: 12; required: lower; required: upper; required: digit; allowed: [-().]; max-consecutive: 2;' }, /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?!.*(.)\1\1)[A-Za-z\d().-]{12}$/u],
    [{ passwordrules: 'required: lower, upper; required: [!;]' }, /^(?=.*[a-zA-Z])(?=.*[!;])[A-Za-z!;]{20}$/u],
    [{ passwordrules: 'allowed: digit; minlength: 4; maxlength: 4' }, /^\d{4}$/u],
    [{ passwordrules: 'allowed: ascii-printable; max-consecutive: 1' }, /^(?!.*(.)\1).{20}$/u],
    [{ maxlength: 12 }, /^.{12}$/u],
    [{ minlength: 32 }, /^.{32}$/u],
    [{ maxlength: 0 }, /^.{20}$/u],
    [{ pattern: '[A-Za-z0-9]{8,16}' }, /^[A-Za-z0-9]{16}$/u],
    [{ pattern: '^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z\\d@$!%*?&]{8,}$' }, /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z\d@$!%*?&]{20}$/u],
    [{ pattern: '(?=.*[0-9])(?=.*\\W).{10,}', maxlength: 15 }, /^(?=.*\d)(?=.*[^A-Za-z0-9]).{15}$/u],
    [{ pattern: '\\d{6}' }, /^\d{6}$/u],
  ])('obeys %o', (said, pattern) => {
    for (const { value, obeys, bits } of many(said)) {
      expect(value).toMatch(pattern);
      expect(obeys).toBe(true);
      expect(bits).toBeGreaterThan(10);
    }
  });

  it('says so where no password can obey, or where it does not understand', () => {
    for (const said of [{ minlength: 30, maxlength: 20 }, { passwordrules: 'maxlength: 2; required: lower; required: upper; required: digit' }, { pattern: '(a+)+$' }, { pattern: '[a-z]+|[0-9]+' }, { passwordrules: 'required: klingon' }, { passwordrules: 'minlength: many' }, { pattern: '(((((' }]) {
      const { value, obeys } = makePagePassword(rules(said), secureRandom);
      expect([said, obeys]).toEqual([said, false]);
      expect(value.length).toBeGreaterThan(3);
    }
  });

  it('runs no expression of the page’s, and is quick on what was made to be slow', () => {
    const began = performance.now();
    for (const pattern of ['^(?=.*'.repeat(160), '[a-z'.repeat(250), '(?=.*[a])'.repeat(110), `${'('.repeat(500)}a${')'.repeat(499)}`]) {
      makePagePassword(rules({ pattern }), secureRandom);
    }
    for (const passwordrules of ['required: ['.repeat(90), ';'.repeat(1_000), `allowed: [${']'.repeat(980)}`, 'required: lower, '.repeat(55)]) {
      makePagePassword(rules({ passwordrules }), secureRandom);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
