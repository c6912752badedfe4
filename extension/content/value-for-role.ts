/**
 * From what an item holds to what a field wants: a name in two halves, an expiry as `MM/YY`, a day in three fields. Pure. Which fields of
 * an item to ask for, too: a form that has no place for a security code never gets one.
 */
import type { FieldRole } from './field-hint.ts';

/** The item's field that a role is filled from, by the kinds' names (`shared/kinds`). */
const sources: Partial<Record<FieldRole, string>> = {
  username: 'username',
  'current-password': 'password',
  'cc-name': 'holder', 'cc-given-name': 'holder', 'cc-family-name': 'holder',
  'cc-number': 'number', 'cc-exp': 'expiry', 'cc-exp-month': 'expiry', 'cc-exp-year': 'expiry', 'cc-csc': 'security-code', 'cc-type': 'brand',
  name: 'full-name', 'given-name': 'full-name', 'additional-name': 'full-name', 'family-name': 'full-name',
  email: 'email', tel: 'phone', 'tel-national': 'phone', 'tel-country-code': 'phone', organization: 'organisation',
  bday: 'birth-date', 'bday-day': 'birth-date', 'bday-month': 'birth-date', 'bday-year': 'birth-date',
  'street-address': 'street', 'address-line1': 'street', 'address-line2': 'street', 'address-line3': 'street',
  'postal-code': 'postal-code', 'address-level2': 'city', 'address-level1': 'region', country: 'country', 'country-name': 'country',
};

export const sourceOf = (role: FieldRole): string | null => sources[role] ?? null;

export function fieldsToAsk(roles: readonly FieldRole[]): readonly string[] {
  return [...new Set(roles.flatMap((role) => sourceOf(role) ?? []))];
}

export interface FieldShape {
  readonly type: string;
  readonly maxLength: number | null;
  readonly placeholder: string;
}

const pad = (text: string): string => text.padStart(2, '0');

function expiry(value: string, role: FieldRole, shape: FieldShape): string {
  const [year = '', month = ''] = value.split('-');
  const short = year.slice(-2);
  if (role === 'cc-exp-month') {
    return pad(month);
  }
  if (role === 'cc-exp-year') {
    return shape.maxLength === 2 || /^\W*y{2}\W*$|^\W*j{2}\W*$|^\W*a{2}\W*$/iu.test(shape.placeholder) ? short : year;
  }
  if (shape.type === 'month') {
    return value;
  }
  const separator = /[mM]\s*([/.\-])\s*[yYjJaA]/u.exec(shape.placeholder)?.[1] ?? '/';
  const isLong = /[yja]{4}/iu.test(shape.placeholder) || (shape.maxLength !== null && shape.maxLength >= 7);
  const text = `${pad(month)}${separator}${isLong && !/[yja]{2}(?![yja])/iu.test(shape.placeholder.replace(/[yja]{4}/iu, '')) ? year : short}`;
  return shape.maxLength === 4 ? `${pad(month)}${short}` : text;
}

function partOfName(name: string, role: FieldRole): string {
  const words = name.trim().split(/\s+/u);
  switch (role) {
    case 'given-name':
    case 'cc-given-name':
      return words.length > 1 ? (words[0] ?? '') : name;
    case 'family-name':
    case 'cc-family-name':
      return words.length > 1 ? (words.at(-1) ?? '') : '';
    case 'additional-name':
      return words.slice(1, -1).join(' ');
    default:
      return name;
  }
}

function partOfDay(day: string, role: FieldRole): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return role === 'bday-year' ? year : role === 'bday-month' ? month : role === 'bday-day' ? date : day;
}

function partOfPhone(phone: string, role: FieldRole): string {
  const code = /^\+\d{1,3}(?=[\s(\-./]|$)/u.exec(phone)?.[0] ?? '';
  return role === 'tel-country-code' ? code : role === 'tel-national' ? phone.slice(code.length).trim() : phone;
}

/** Lines of a street as the page divides them. */
function lineOfStreet(street: string, role: FieldRole): string {
  const lines = street.split(/\r?\n/u);
  switch (role) {
    case 'address-line1':
      return lines[0] ?? '';
    case 'address-line2':
      return lines[1] ?? '';
    case 'address-line3':
      return lines.slice(2).join(', ');
    default:
      return lines.join(', ');
  }
}

export function valueForRole(value: string, role: FieldRole, shape: FieldShape): string {
  switch (sourceOf(role)) {
    case 'expiry':
      return expiry(value, role, shape);
    case 'number':
      return value.replaceAll(/[\s-]/gu, '');
    case 'holder':
    case 'full-name':
      return partOfName(value, role);
    case 'birth-date':
      return partOfDay(value, role);
    case 'phone':
      return partOfPhone(value, role);
    case 'street':
      return lineOfStreet(value, role);
    default:
      return value;
  }
}

/** Of a list of choices, the one that means the value: by value, by words, by number. Null where none does. */
export function optionFor(value: string, options: readonly { readonly value: string; readonly text: string }[]): string | null {
  const wanted = value.trim().toLowerCase();
  const plain = (text: string): string => text.trim().toLowerCase();
  const asNumber = (text: string): number => (/^\d+$/u.test(text.trim()) ? Number(text) : Number.NaN);
  const found =
    options.find((one) => plain(one.value) === wanted || plain(one.text) === wanted) ??
    options.find((one) => asNumber(one.value) === asNumber(wanted) || asNumber(one.text) === asNumber(wanted)) ??
    options.find((one) => wanted.length === 4 && /^\d+$/u.test(wanted) && (plain(one.value) === wanted.slice(2) || plain(one.text) === wanted.slice(2))) ??
    options.find((one) => /^\d{1,2}\b/u.test(one.text.trim()) && Number.parseInt(one.text, 10) === asNumber(wanted));
  return wanted === '' ? null : (found?.value ?? null);
}
