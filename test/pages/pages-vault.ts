/** What the collection's vault holds: logins under each rule, a card, a person. Secrets are made up and stand in the pages' expectations. */
import type { ItemContent } from '../../electron/vault/vault-types.ts';
import type { Field, ItemUrl } from '../../shared/item.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { newId } from '../support/sample-vault.ts';

type Value = readonly [name: string, type: Field['type'], value: string, concealed?: true];

function item(kind: KindName, title: string, urls: readonly ItemUrl[], values: readonly Value[]): ItemContent {
  return {
    overview: { kind, title, urls: [...urls], tags: [], collection: null, favourite: false, attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false },
    details: { fields: values.map(([name, type, value, concealed = false]) => ({ id: newId(), name, label: '', type, concealed, value })), notes: '', attachments: [] },
  };
}

export const totpUri = 'otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&issuer=Shop';

export function loginAt(title: string, url: string, match: ItemUrl['match'], username: string, password: string, totp?: string): ItemContent {
  return item('login', title, [{ url, match }], [['username', 'username', username], ['password', 'password', password, true], ...(totp === undefined ? [] : [['totp', 'totp', totp, true] as const])]);
}

export const vaultItems: readonly ItemContent[] = [
  loginAt('Shop', 'https://shop.example/login', 'domain', 'ada@shop.example', 'Shop-Pa55-ada!', totpUri),
  loginAt('Shop work', 'https://shop.example/login', 'domain', 'grace', 'Shop-grace-77#'),
  loginAt('Bank', 'https://www.bank.example', 'host', 'ada-bank', 'Bank-Pa55!'),
  loginAt('Exact', 'https://exact.example/login-exact-rule', 'exact', 'exact-ada', 'Exact-Pa55!'),
  loginAt('Never', 'https://never.example', 'never', 'never-ada', 'Never-Pa55!'),
  loginAt('Alice', 'https://alice.github.io', 'domain', 'alice', 'Alice-Pa55!'),
  loginAt('Plain', 'http://plain.example', 'domain', 'plain-ada', 'Plain-Pa55!'),
  loginAt('Pay', 'https://pay.example', 'domain', 'pay-ada', 'Pay-Pa55!'),
  item('card', 'Visa', [], [
    ['holder', 'text', 'Ada Lovelace'], ['number', 'secret', '4111 1111 1111 1111', true], ['expiry', 'month', '2031-04'], ['security-code', 'secret', '737', true], ['brand', 'text', 'Visa'],
  ]),
  item('identity', 'Ada', [], [
    ['full-name', 'text', 'Ada King Lovelace'], ['email', 'email', 'ada@home.example'], ['phone', 'phone', '+44 20 7946 0018'], ['organisation', 'text', 'Analytical Engines'],
    ['birth-date', 'date', '1815-12-10'], ['street', 'text', '12 St James Square'], ['postal-code', 'text', 'SW1Y 4JH'], ['city', 'text', 'London'], ['region', 'text', 'Greater London'], ['country', 'text', 'United Kingdom'],
  ]),
];

/** Found anywhere in a page where it does not belong, each of these fails it. */
export const secretsOfVault: readonly string[] = vaultItems.flatMap(({ details }) => details.fields.filter(({ type }) => type !== 'totp').map(({ value }) => value)).filter((value) => value.length > 3);

/** Many more logins, for measuring with a vault as large as the issue says. */
export function manyLogins(count: number): readonly ItemContent[] {
  return Array.from({ length: count }, (_, at) => loginAt(`Site ${at}`, `https://site-${at}.example/login`, 'domain', `user-${at}`, `pass-${at}-${at % 97}`));
}
