/**
 * Words of the kinds of items and of their fields. A kind is added in `shared/kinds`; the compiler then asks for its words here,
 * and a test for those of its fields.
 */
import type { KindGroup } from '../../shared/kinds/kind.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

type KindWords = { readonly one: string; readonly many: string };

export const kindWords: Record<KindName, KindWords> = {
  login: { one: 'Login', many: 'Logins' },
  note: { one: 'Note', many: 'Notes' },
  card: { one: 'Card', many: 'Cards' },
  identity: { one: 'Identity', many: 'Identities' },
  'api-credential': { one: 'API credential', many: 'API credentials' },
  database: { one: 'Database', many: 'Databases' },
  server: { one: 'Server', many: 'Servers' },
  wifi: { one: 'Wi-Fi network', many: 'Wi-Fi networks' },
  'ssh-key': { one: 'SSH key', many: 'SSH keys' },
  document: { one: 'Document', many: 'Documents' },
  secret: { one: 'Secret', many: 'Secrets' },
  key: { one: 'Key', many: 'Keys' },
  certificate: { one: 'Certificate', many: 'Certificates' },
  passkey: { one: 'Passkey', many: 'Passkeys' },
};

export const groupWords: Record<KindGroup, string> = {
  logins: 'Logins',
  notes: 'Notes',
  cards: 'Cards',
  identities: 'Identities',
  keys: 'Keys and tokens',
  systems: 'Systems',
  certificates: 'Certificates',
};

/** Names of fields are shared between kinds; where one means something else in a kind, it stands as `kind/name`. */
const fieldWords: ReadonlyMap<string, string> = new Map([
  ['username', 'Username'],
  ['password', 'Password'],
  ['totp', 'One-time code'],
  ['holder', 'Name on the card'],
  ['number', 'Card number'],
  ['expiry', 'Valid until'],
  ['security-code', 'Security code'],
  ['pin', 'PIN'],
  ['brand', 'Brand'],
  ['full-name', 'Full name'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['organisation', 'Organisation'],
  ['birth-date', 'Date of birth'],
  ['street', 'Street'],
  ['postal-code', 'Postal code'],
  ['city', 'City'],
  ['region', 'Region'],
  ['country', 'Country'],
  ['identifier', 'Identifier'],
  ['token', 'Token'],
  ['secret', 'Secret'],
  ['endpoint', 'Endpoint'],
  ['engine', 'Engine'],
  ['host', 'Host'],
  ['port', 'Port'],
  ['database', 'Database'],
  ['connection-string', 'Connection string'],
  ['network', 'Network name'],
  ['security', 'Security'],
  ['private-key', 'Private key'],
  ['public-key', 'Public key'],
  ['fingerprint', 'Fingerprint'],
  ['passphrase', 'Passphrase'],
  ['file-name', 'File name'],
  ['issued', 'Issued'],
  ['value', 'Value'],
  ['content-type', 'Content type'],
  ['algorithm', 'Algorithm'],
  ['subject', 'Subject'],
  ['certificate', 'Certificate'],
  ['chain', 'Chain'],
  ['relying-party', 'Site'],
  ['credential-id', 'Credential ID'],
  ['user-handle', 'User handle'],
]);

/** The words for a field: the kind's where it has a name of the kind's, the person's own otherwise. */
export function fieldLabel(kind: KindName, field: { readonly name: string | null; readonly label: string }): string {
  const own = field.name === null ? undefined : (fieldWords.get(`${kind}/${field.name}`) ?? fieldWords.get(field.name));
  return own ?? (field.label === '' ? (field.name ?? '') : field.label);
}

/** A kind's name within a sentence: "login", "SSH key"; what is written with capitals keeps them. */
export function inSentence(word: string): string {
  return /^[A-Z][a-z]/.test(word) && !word.startsWith('Wi-Fi') ? word.charAt(0).toLowerCase() + word.slice(1) : word;
}

/** "3 logins", "1 note". */
export function countOfKind(kind: KindName, count: number): string {
  const { one, many } = kindWords[kind];
  return `${count.toLocaleString('en-GB')} ${inSentence(count === 1 ? one : many)}`;
}
