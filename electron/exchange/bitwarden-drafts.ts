/**
 * One entry of a Bitwarden export as drafts of our kinds. A login that holds passkeys gives an item more for each.
 * Called by `bitwarden-json.ts`, which knows folders, the trash and the report.
 */
import type { ItemUrl } from '../../shared/item.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import type { BitwardenItem, BitwardenPasskey } from './bitwarden-schema.ts';
import type { Draft, DraftField } from './draft-item.ts';

type Body = Pick<Draft, 'kind' | 'urls' | 'fields'> & { readonly totp?: string; readonly unknownMatch?: boolean };

/** Bitwarden's numbers. SECURITY: a rule that we do not have becomes a narrower one, never a wider. */
function matchOf(match: number | null | undefined): { readonly match: ItemUrl['match']; readonly known: boolean } {
  switch (match) {
    case null:
    case undefined:
    case 0:
      return { match: 'domain', known: true };
    case 1:
      return { match: 'host', known: true };
    case 3:
      return { match: 'exact', known: true };
    case 5:
      return { match: 'never', known: true };
    case 2:
      return { match: 'exact', known: false };
    default:
      return { match: 'never', known: false };
  }
}

function loginBody(login: NonNullable<BitwardenItem['login']>): Body {
  const urls = login.uris.map(({ uri, match }) => ({ url: uri, ...matchOf(match) }));
  return {
    kind: 'login',
    urls,
    fields: [
      { name: 'username', value: login.username },
      { name: 'password', value: login.password },
    ],
    totp: login.totp,
    unknownMatch: urls.some(({ known }) => !known),
  };
}

function cardBody(card: NonNullable<BitwardenItem['card']>): Body {
  const month = Number(card.expMonth);
  const year = Number(card.expYear.length === 2 ? `20${card.expYear}` : card.expYear);
  const valid = Number.isInteger(month) && month >= 1 && month <= 12 && Number.isInteger(year) && year >= 1_000 && year <= 9_999;
  const expiry: DraftField = valid
    ? { name: 'expiry', value: `${year}-${String(month).padStart(2, '0')}` }
    : { label: 'Expiry', value: [card.expMonth, card.expYear].filter((part) => part !== '').join('/') };
  return {
    kind: 'card',
    urls: [],
    fields: [
      { name: 'holder', value: card.cardholderName },
      { name: 'number', value: card.number },
      expiry,
      { name: 'security-code', value: card.code },
      { name: 'brand', value: card.brand },
    ],
  };
}

function identityBody(identity: NonNullable<BitwardenItem['identity']>): Body {
  const joined = (parts: readonly string[], by: string) => parts.map((part) => part.trim()).filter((part) => part !== '').join(by);
  return {
    kind: 'identity',
    urls: [],
    fields: [
      { name: 'full-name', value: joined([identity.firstName, identity.middleName, identity.lastName], ' ') },
      { name: 'email', value: identity.email },
      { name: 'phone', value: identity.phone },
      { name: 'organisation', value: identity.company },
      { name: 'street', value: joined([identity.address1, identity.address2, identity.address3], ', ') },
      { name: 'postal-code', value: identity.postalCode },
      { name: 'city', value: identity.city },
      { name: 'region', value: identity.state },
      { name: 'country', value: identity.country },
      { label: 'Title', value: identity.title },
      { label: 'Username', type: 'username', value: identity.username },
      { label: 'Social security number', type: 'secret', concealed: true, value: identity.ssn },
      { label: 'Passport number', type: 'secret', concealed: true, value: identity.passportNumber },
      { label: 'Licence number', type: 'secret', concealed: true, value: identity.licenseNumber },
    ],
  };
}

/** What the entry is by its number; null for a type we do not know. */
export function bodyOf(item: BitwardenItem): Body | null {
  switch (item.type) {
    case 1:
      return item.login ? loginBody(item.login) : { kind: 'login', urls: [], fields: [] };
    case 2:
      return { kind: 'note', urls: [], fields: [] };
    case 3:
      return item.card ? cardBody(item.card) : { kind: 'card', urls: [], fields: [] };
    case 4:
      return item.identity ? identityBody(item.identity) : { kind: 'identity', urls: [], fields: [] };
    case 5:
      return {
        kind: 'ssh-key',
        urls: [],
        fields: [
          { name: 'private-key', value: item.sshKey?.privateKey ?? '' },
          { name: 'public-key', value: item.sshKey?.publicKey ?? '' },
          { name: 'fingerprint', value: item.sshKey?.keyFingerprint ?? '' },
        ],
      };
    default:
      return null;
  }
}

/** Custom fields (0 text, 1 hidden, 2 yes or no; 3 only points at another field) and earlier passwords. */
export function furtherFields(item: BitwardenItem): readonly DraftField[] {
  const custom = item.fields.flatMap(({ name, value, type }): DraftField[] => {
    if (type === 3 || value === null || value === undefined) {
      return [];
    }
    const text = String(value);
    const hidden = type === 1;
    return [{ label: name, type: hidden ? 'secret' : text.includes('\n') ? 'multiline' : 'text', concealed: hidden, value: text }];
  });
  const earlier = item.passwordHistory.map(({ lastUsedDate, password }) => `${lastUsedDate.slice(0, 10)} ${password}`).join('\n');
  return [...custom, { label: 'Earlier passwords', type: 'multiline', concealed: true, value: earlier }];
}

/** Bitwarden writes a credential id as a UUID, or as `b64.` and base64url. */
function credentialIdOf(id: string): string {
  const hex = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.replaceAll('-', '') : null;
  return hex === null ? id.replace(/^b64\./, '') : Buffer.from(hex, 'hex').toString('base64url');
}

export function passkeyDraft(passkey: BitwardenPasskey, title: string): Pick<Draft, 'kind' | 'title' | 'urls' | 'fields' | 'notes'> & { kind: KindName } {
  return {
    kind: 'passkey',
    title,
    urls: [{ url: `https://${passkey.rpId}` }],
    fields: [
      { name: 'username', value: passkey.userName },
      { name: 'relying-party', value: passkey.rpId },
      { name: 'credential-id', value: credentialIdOf(passkey.credentialId) },
      { name: 'user-handle', value: passkey.userHandle },
      // PKCS #8, base64url, as Bitwarden has it.
      { name: 'private-key', value: passkey.keyValue },
      { label: 'Signature counter', type: 'number', value: passkey.counter === '0' ? '' : passkey.counter },
    ],
    notes: '',
  };
}
