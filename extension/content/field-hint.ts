/**
 * The `autocomplete` attribute as HTML writes it: section, address kind, contact kind, the field's name, `webauthn`. Pure. What a field is
 * called without a hint is `name-field.ts`; both are asked by `read-field.ts`.
 */
export const fieldRoles = [
  'name', 'honorific-prefix', 'given-name', 'additional-name', 'family-name', 'honorific-suffix', 'nickname',
  'username', 'new-password', 'current-password', 'one-time-code',
  'organization-title', 'organization',
  'street-address', 'address-line1', 'address-line2', 'address-line3', 'address-level4', 'address-level3', 'address-level2', 'address-level1', 'country', 'country-name', 'postal-code',
  'cc-name', 'cc-given-name', 'cc-additional-name', 'cc-family-name', 'cc-number', 'cc-exp', 'cc-exp-month', 'cc-exp-year', 'cc-csc', 'cc-type',
  'transaction-currency', 'transaction-amount', 'language', 'bday', 'bday-day', 'bday-month', 'bday-year', 'sex', 'url', 'photo',
  'tel', 'tel-country-code', 'tel-national', 'tel-area-code', 'tel-local', 'tel-local-prefix', 'tel-local-suffix', 'tel-extension', 'email', 'impp',
] as const;

export type FieldRole = (typeof fieldRoles)[number];

export interface FieldHint {
  readonly role: FieldRole;
  readonly section: string;
  readonly address: 'shipping' | 'billing' | null;
  readonly isWebAuthn: boolean;
}

const roleOf = (token: string | undefined): FieldRole | undefined => fieldRoles.find((role) => role === token);

const contactKinds: readonly string[] = ['home', 'work', 'mobile', 'fax', 'pager'];

/** Of these HTML allows a contact kind before the name. */
const takesContact = (role: FieldRole): boolean => role === 'email' || role === 'impp' || role.startsWith('tel');

/** Null for no attribute, `on`, `off` and for what HTML would not understand either: then the field is judged by its names. */
export function parseHint(autocomplete: string): FieldHint | null {
  const tokens = autocomplete.toLowerCase().split(/\s+/u).filter((token) => token !== '').slice(0, 6);
  const isWebAuthn = tokens.at(-1) === 'webauthn';
  if (isWebAuthn) {
    tokens.pop();
  }
  const role = roleOf(tokens.pop());
  if (role === undefined) {
    return null;
  }
  if (contactKinds.includes(tokens.at(-1) ?? '') && takesContact(role)) {
    tokens.pop();
  }
  const last = tokens.at(-1);
  const address = last === 'shipping' || last === 'billing' ? last : null;
  if (address !== null) {
    tokens.pop();
  }
  const section = tokens.at(-1)?.startsWith('section-') === true ? (tokens.pop() ?? '') : '';
  return tokens.length === 0 ? { role, section, address, isWebAuthn } : null;
}
