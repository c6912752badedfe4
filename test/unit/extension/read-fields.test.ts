/** What fields want, by hints and by words, and what a whole form wants. The page collection shows the same on real pages. */
import { describe, expect, it } from 'vitest';
import { assignRoles, type CandidateField } from '../../../extension/content/assign-roles.ts';
import { fieldRoles, parseHint } from '../../../extension/content/field-hint.ts';
import { nameField } from '../../../extension/content/name-field.ts';

const named = (names: string, words = '', type = 'text', maxLength: number | null = null) => nameField({ type, names, words, maxLength });

describe('the hint of a field', () => {
  it('is understood for every name HTML has', () => {
    for (const role of fieldRoles) {
      expect(parseHint(role)?.role).toBe(role);
    }
  });

  it('may name section, address, contact and webauthn, in their order', () => {
    expect(parseHint('section-Blue shipping home tel webauthn')).toEqual({ role: 'tel', section: 'section-blue', address: 'shipping', isWebAuthn: true });
    expect(parseHint('  BILLING   postal-code ')).toMatchObject({ role: 'postal-code', address: 'billing' });
  });

  it('is none where HTML would read none', () => {
    for (const text of ['', 'on', 'off', 'password', 'home username', 'shipping shipping name', 'name section-x', 'constructor', `${'x '.repeat(1_000)}name`]) {
      expect([text.slice(0, 30), parseHint(text)]).toEqual([text.slice(0, 30), null]);
    }
  });
});

describe('a field without a hint', () => {
  it('is known by names in code and by words in several languages', () => {
    expect(named('loginEmail')).toBe('email');
    expect(named('user[name]')).toBe('username');
    expect(named('f1', 'Benutzername')).toBe('username');
    expect(named('f1', 'Nom d’utilisateur')).toBe('username');
    expect(named('f1', 'ユーザー名')).toBe('username');
    expect(named('cc_number')).toBe('cc-number');
    expect(named('x', 'Postleitzahl')).toBe('postal-code');
    expect(named('x', 'Name on card')).toBe('cc-name');
  });

  it('is nothing of ours when it searches, asks for a coupon, or says nothing', () => {
    expect(named('user-search')).toBeNull();
    expect(named('q')).toBeNull();
    expect(named('promo_code')).toBeNull();
    expect(named('x17')).toBeNull();
    expect(named('username', '', 'checkbox')).toBeNull();
  });

  it('of type password tells a code by its length, and old from new by its words', () => {
    expect(named('otp', '', 'password', 6)).toBe('one-time-code');
    expect(named('passcode', '', 'password')).toBe('password');
    expect(named('cvv', '', 'password', 4)).toBe('cc-csc');
    expect(named('new_password', '', 'password')).toBe('new-password');
    expect(named('x', 'Altes Kennwort', 'password')).toBe('current-password');
    expect(named('pwd', '', 'password')).toBe('password');
  });
});

type Shape = Partial<CandidateField<string>> & { readonly field: string };
const form = (shapes: readonly Shape[], focused: string, around: { readonly words?: string; readonly hasHiddenPassword?: boolean } = {}) => {
  const assigned = assignRoles(
    shapes.map((shape) => ({ role: null, section: '', isHinted: false, isText: !(shape.role ?? '').includes('password'), digits: null, ...shape })),
    { focused, words: around.words ?? '', hasHiddenPassword: around.hasHiddenPassword ?? false },
  );
  return assigned === null ? null : `${assigned.purpose}: ${assigned.fields.map(({ field, role }) => `${field}=${role}`).join(' ')}`;
};

describe('a whole form', () => {
  it('of a name and a password signs in', () => {
    expect(form([{ field: 'a', role: 'username' }, { field: 'b', role: 'password' }], 'a')).toBe('login: a=username b=current-password');
    expect(form([{ field: 'a' }, { field: 'b', role: 'password' }], 'b')).toBe('login: a=username b=current-password');
  });

  it('of two passwords without a word wants two new ones, so that the old one goes nowhere', () => {
    expect(form([{ field: 'a', role: 'username' }, { field: 'b', role: 'password' }, { field: 'c', role: 'password' }], 'b')).toBe('sign-up: a=username b=new-password c=new-password');
  });

  it('of three passwords wants the old one first', () => {
    expect(form(['a', 'b', 'c'].map((field) => ({ field, role: 'password' as const })), 'a')).toBe('change: a=current-password b=new-password c=new-password');
  });

  it('that says it registers wants a new password', () => {
    expect(form([{ field: 'a', role: 'email' }, { field: 'b', role: 'password' }], 'b', { words: 'Create account' })).toBe('sign-up: a=username b=new-password');
    expect(form([{ field: 'a', role: 'email' }, { field: 'b', role: 'password' }], 'b', { words: 'Log in or register' })).toBe('login: a=username b=current-password');
  });

  it('of one address is the first step of a login only where it says so', () => {
    expect(form([{ field: 'a', role: 'email' }], 'a', { words: 'Continue' })).toBe('username: a=username');
    expect(form([{ field: 'a', role: 'email' }], 'a', { hasHiddenPassword: true })).toBe('username: a=username');
    expect(form([{ field: 'a', role: 'email' }], 'a', { words: 'Subscribe to our newsletter, next' })).toBe('identity: a=email');
  });

  it('of six fields of one digit wants one code', () => {
    expect(form(Array.from({ length: 6 }, (_, at) => ({ field: `${at}`, digits: 1 })), '2')).toMatch(/^code: 0=one-time-code .* 5=one-time-code$/u);
    expect(form(Array.from({ length: 3 }, (_, at) => ({ field: `${at}`, digits: 1 })), '2')).toBeNull();
  });

  it('with a card and a person fills only what the focus is in', () => {
    const fields: Shape[] = [{ field: 'n', role: 'name' }, { field: 'c', role: 'cc-number' }, { field: 's', role: 'cc-csc' }];
    expect(form(fields, 'n')).toBe('identity: n=name');
    expect(form(fields, 'c')).toBe('card: c=cc-number s=cc-csc');
  });
});
