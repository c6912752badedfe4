import { describe, expect, it } from 'vitest';
import { readExport, valueOf } from '../../support/read-export.ts';

const base = { passwordHistory: null, revisionDate: '2024-01-01T00:00:00.000Z', creationDate: '2024-01-01T00:00:00.000Z', deletedDate: null, id: 'x', organizationId: null, folderId: null, reprompt: 0, favorite: false, notes: null, collectionIds: null };
const file = (items: readonly unknown[], more: object = {}) => JSON.stringify({ encrypted: false, folders: [], items, ...more });
const login = { ...base, type: 1, name: 'Shop', login: { uris: [], username: 'ann', password: 'pw', totp: null, fido2Credentials: [] } };

describe('a Bitwarden export', () => {
  it('gives its logins with every address and rule, folder, favourite, notes and code', async () => {
    const read = await readExport(
      file(
        [
          {
            ...login,
            folderId: 'f1',
            favorite: true,
            notes: 'two\nlines',
            login: {
              ...login.login,
              uris: [
                { match: null, uri: 'https://shop.example' },
                { match: 0, uri: 'shop.test' },
                { match: 1, uri: 'https://h.example' },
                { match: 3, uri: 'https://e.example/x' },
                { match: 5, uri: 'https://n.example' },
              ],
              totp: 'jbsw y3dp ehpk 3pxp',
            },
          },
        ],
        { folders: [{ id: 'f1', name: 'Home/Shops' }] },
      ),
    );
    expect(read.format).toBe('bitwarden-json');
    const [item] = read.items;
    expect(item?.overview).toMatchObject({ kind: 'login', title: 'Shop', favourite: true, collection: 'Home/Shops', tags: [] });
    expect(item?.overview.urls).toEqual([
      { url: 'https://shop.example', match: 'domain' },
      { url: 'https://shop.test', match: 'domain' },
      { url: 'https://h.example', match: 'host' },
      { url: 'https://e.example/x', match: 'exact' },
      { url: 'https://n.example', match: 'never' },
    ]);
    expect(item?.details.notes).toBe('two\nlines');
    const totp = new URL(valueOf(item, 'totp') ?? '');
    expect(totp.protocol).toBe('otpauth:');
    expect(totp.searchParams.get('secret')).toBe('JBSWY3DPEHPK3PXP');
    expect(read.report.mended.map(({ what }) => what).sort()).toEqual(['bare-totp', 'url-without-scheme']);
  });

  it('never widens a rule it does not know', async () => {
    const uris = [
      { match: 2, uri: 'https://a.example/team/' },
      { match: 4, uri: '^https://.*$' },
    ];
    const read = await readExport(file([{ ...login, login: { ...login.login, uris } }]));
    expect(read.items[0]?.overview.urls.map(({ match }) => match)).toEqual(['exact', 'never']);
    expect(read.report.mended).toEqual([{ line: 1, title: 'Shop', what: 'unknown-match-rule' }]);
  });

  it('keeps custom fields, hidden ones hidden, and earlier passwords', async () => {
    const read = await readExport(
      file([
        {
          ...login,
          fields: [
            { name: 'Customer', value: '42', type: 0, linkedId: null },
            { name: 'PIN', value: '0000', type: 1, linkedId: null },
            { name: 'Paid', value: 'true', type: 2, linkedId: null },
            { name: 'Same as', value: null, type: 3, linkedId: 100 },
          ],
          passwordHistory: [{ lastUsedDate: '2023-05-06T07:08:09.000Z', password: 'older' }],
        },
      ]),
    );
    const fields = read.items[0]?.details.fields ?? [];
    expect(fields.filter(({ name }) => name === null).map(({ label, concealed, value }) => [label, concealed, value])).toEqual([
      ['Customer', false, '42'],
      ['PIN', true, '0000'],
      ['Paid', false, 'true'],
      ['Earlier passwords', true, '2023-05-06 older'],
    ]);
  });

  it('gives notes, cards, identities and SSH keys their own kinds', async () => {
    const read = await readExport(
      file([
        { ...base, type: 2, name: 'N', notes: 'text', secureNote: { type: 0 } },
        { ...base, type: 3, name: 'C', card: { cardholderName: 'Ann', brand: 'Visa', number: '4111', expMonth: '3', expYear: '27', code: '123' } },
        { ...base, type: 3, name: 'C2', card: { cardholderName: null, brand: null, number: '4', expMonth: '13', expYear: '2027', code: null } },
        { ...base, type: 4, name: 'I', identity: { title: 'Dr', firstName: 'Ann', middleName: null, lastName: 'Lee', address1: '1 Road', address2: 'Flat 2', address3: null, city: 'Bath', state: null, postalCode: 'BA1', country: 'GB', company: 'X', email: 'a@x.example', phone: '1', ssn: '078', username: 'al', passportNumber: null, licenseNumber: null } },
        { ...base, type: 5, name: 'S', sshKey: { privateKey: 'PRIVATE', publicKey: 'ssh-ed25519 AAAA', keyFingerprint: 'SHA256:x' } },
      ]),
    );
    const [note, card, odd, identity, ssh] = read.items;
    expect(read.items.map(({ overview }) => overview.kind)).toEqual(['note', 'card', 'card', 'identity', 'ssh-key']);
    expect(note?.details.notes).toBe('text');
    expect(valueOf(card, 'expiry')).toBe('2027-03');
    expect(valueOf(odd, 'Expiry')).toBe('13/2027');
    expect(card?.details.fields.find(({ name }) => name === 'number')?.concealed).toBe(true);
    expect(valueOf(identity, 'full-name')).toBe('Ann Lee');
    expect(valueOf(identity, 'street')).toBe('1 Road, Flat 2');
    expect(identity?.details.fields.find(({ label }) => label === 'Social security number')?.concealed).toBe(true);
    expect(valueOf(ssh, 'private-key')).toBe('PRIVATE');
  });

  it('says what of an entry has no place here, and that an entry without any name came in untitled', async () => {
    const linked = { name: 'Same as', value: null, type: 3, linkedId: 100 };
    const read = await readExport(file([{ ...login, reprompt: 1, fields: [linked] }, { ...base, type: 2, name: ' ', notes: 'text', secureNote: { type: 0 } }]));
    expect(read.items).toHaveLength(2);
    expect(read.report.mended).toEqual([
      { line: 1, title: 'Shop', what: 'reprompt-dropped' },
      { line: 1, title: 'Shop', what: 'linked-field-dropped' },
      { line: 2, title: '', what: 'untitled' },
    ]);
  });

  it('of an organisation has its collections; more than one become tags', async () => {
    const read = await readExport(
      JSON.stringify({
        encrypted: false,
        collections: [
          { id: 'c1', organizationId: 'o', name: 'Team' },
          { id: 'c2', organizationId: 'o', name: 'Ops' },
        ],
        items: [{ ...login, collectionIds: ['c1', 'c2', 'gone'] }],
      }),
    );
    expect(read.items[0]?.overview).toMatchObject({ collection: 'Team', tags: ['Ops'] });
  });

  it('leaves out the trash, unknown types and broken entries, each with its reason, and takes the rest', async () => {
    const read = await readExport(
      file([{ ...login, name: 'Old', deletedDate: '2024-01-01T00:00:00.000Z' }, { ...base, type: 9, name: 'New kind' }, { type: 'x', name: 'Odd' }, 7, login]),
    );
    expect(read.items.map(({ overview }) => overview.title)).toEqual(['Shop']);
    expect(read.report.leftOut).toEqual([
      { line: 1, title: 'Old', why: 'in-trash' },
      { line: 2, title: 'New kind', why: 'unknown-type' },
      { line: 3, title: 'Odd', why: 'malformed-item' },
      { line: 4, title: '', why: 'malformed-item' },
    ]);
    expect(read.report.taken).toEqual([{ kind: 'login', count: 1 }]);
  });

  it('keeps passkeys as items of their own, and names those it cannot', async () => {
    const passkey = { credentialId: '0102030a-0b0c-0d0e-0f10-111213141516', keyType: 'public-key', keyAlgorithm: 'ECDSA', keyCurve: 'P-256', keyValue: 'MIGH', rpId: 'shop.example', userHandle: 'dXNlcg', userName: 'ann', counter: '0', rpName: 'Shop', userDisplayName: 'Ann', discoverable: 'true', creationDate: '2024-01-01T00:00:00.000Z' };
    const read = await readExport(file([{ ...login, login: { ...login.login, fido2Credentials: [passkey, { ...passkey, keyAlgorithm: 'RSA' }] } }]));
    expect(read.items.map(({ overview }) => overview.kind)).toEqual(['login', 'passkey']);
    expect(valueOf(read.items[1], 'credential-id')).toBe(Buffer.from('0102030a0b0c0d0e0f10111213141516', 'hex').toString('base64url'));
    expect(read.items[1]?.details.fields.find(({ name }) => name === 'private-key')).toMatchObject({ value: 'MIGH', concealed: true });
    expect(read.report.leftOut).toEqual([{ line: 1, title: 'Shop', why: 'passkey-not-supported' }]);
  });

  it('keeps a one-time code of another make as a hidden field, and says so', async () => {
    const read = await readExport(file([{ ...login, login: { ...login.login, totp: 'steam://ABCDEFGH' } }]));
    expect(valueOf(read.items[0], 'totp')).toBeUndefined();
    expect(read.items[0]?.details.fields.find(({ label }) => label === 'One-time code')).toMatchObject({ value: 'steam://ABCDEFGH', concealed: true });
    expect(read.report.mended).toEqual([{ line: 1, title: 'Shop', what: 'unusable-totp' }]);
  });

  it.each([
    ['by password', { encrypted: true, passwordProtected: true, salt: 'x', data: '2.x|y|z' }],
    ['by account', { encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.x', folders: [], items: [] }],
  ])('that is encrypted %s is refused with a word of its own', async (_, content) => {
    await expect(readExport(JSON.stringify(content))).rejects.toMatchObject({ code: 'import.encrypted' });
  });
});
