/** From what an item holds to what a field takes. */
import { describe, expect, it } from 'vitest';
import { fieldsToAsk, optionFor, valueForRole } from '../../../extension/content/value-for-role.ts';
import { splitFields } from '../../../extension/background/answer-page.ts';

const shape = (placeholder = '', maxLength: number | null = null, type = 'text') => ({ type, maxLength, placeholder });

describe('what a field takes', () => {
  it('an expiry as the page writes it', () => {
    expect(valueForRole('2031-04', 'cc-exp', shape())).toBe('04/31');
    expect(valueForRole('2031-04', 'cc-exp', shape('MM - YY'))).toBe('04-31');
    expect(valueForRole('2031-04', 'cc-exp', shape('MM/YYYY'))).toBe('04/2031');
    expect(valueForRole('2031-04', 'cc-exp', shape('', 4))).toBe('0431');
    expect(valueForRole('2031-04', 'cc-exp', shape('', null, 'month'))).toBe('2031-04');
    expect(valueForRole('2031-04', 'cc-exp-year', shape('YY'))).toBe('31');
    expect(valueForRole('2031-04', 'cc-exp-year', shape())).toBe('2031');
  });

  it('a name in parts, a day in parts, a number without blanks', () => {
    expect(valueForRole('Ada King Lovelace', 'given-name', shape())).toBe('Ada');
    expect(valueForRole('Ada King Lovelace', 'additional-name', shape())).toBe('King');
    expect(valueForRole('Ada King Lovelace', 'family-name', shape())).toBe('Lovelace');
    expect(valueForRole('Plato', 'family-name', shape())).toBe('');
    expect(valueForRole('1815-12-10', 'bday-month', shape())).toBe('12');
    expect(valueForRole('4111 1111-1111 1111', 'cc-number', shape())).toBe('4111111111111111');
    expect(valueForRole('+44 20 7946 0018', 'tel-national', shape())).toBe('20 7946 0018');
    expect(valueForRole(' keep my blanks ', 'current-password', shape())).toBe(' keep my blanks ');
  });

  it('the choice of a list that means it, or none', () => {
    const months = ['', '1', '2', '12'].map((value) => ({ value, text: value.padStart(2, '0') }));
    expect(optionFor('02', months)).toBe('2');
    expect(optionFor('05', months)).toBeNull();
    expect(optionFor('2031', [{ value: '31', text: '31' }])).toBe('31');
    expect(optionFor('germany', [{ value: 'DE', text: 'Germany' }])).toBe('DE');
    expect(optionFor('', months)).toBeNull();
  });
});

describe('what is asked for', () => {
  it('is only what the form has a place for', () => {
    expect(fieldsToAsk(['username', 'new-password'])).toEqual(['username']);
    expect(fieldsToAsk(['cc-number', 'cc-exp-month', 'cc-exp-year'])).toEqual(['number', 'expiry']);
    expect(fieldsToAsk(['one-time-code'])).toEqual([]);
  });

  it('takes one secret at a time', () => {
    expect(splitFields(['holder', 'number', 'security-code'])).toEqual([['holder', 'number'], ['security-code']]);
    expect(splitFields(['username'])).toEqual([['username']]);
    expect(splitFields([])).toEqual([]);
  });
});
