import { fileLimits } from '../../shared/file-limits.ts';
import { Encrypter, Stanza } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { readAgeFile } from '../../electron/share/read-age-file.ts';
import { sealShare } from '../../electron/share/seal-share.ts';
import { makeSharingIdentity } from '../../electron/share/sharing-identity.ts';
import { openSealed, routerChoice, utf8 } from '../support/share-choices.ts';

async function sealedDocument(document: unknown): Promise<{ sealed: Uint8Array; identities: string[] }> {
  const { identity, recipient } = await makeSharingIdentity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return { sealed: await encrypter.encrypt(JSON.stringify(document)), identities: [identity] };
}

/** A file whose header has these stanzas. */
async function withStanzas(stanzas: readonly Stanza[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient({ wrapFileKey: () => [...stanzas] });
  return encrypter.encrypt('x');
}

const scryptStanza = (factor: string) => new Stanza(['scrypt', 'AAAAAAAAAAAAAAAAAAAAAA', factor], new Uint8Array(32));

describe('a share made to harm', () => {
  it.each(['21', '30', '63', '9007199254740993', '99999999999999999999'])('that asks for work factor %s is refused before any of the work', async (factor) => {
    await expect(readAgeFile(await withStanzas([scryptStanza(factor)]))).rejects.toMatchObject({ code: 'share.too-costly' });
  });

  it.each(['0', '-1', '018', '1e1', '1.5', 'x'])('with work factor %j is damaged', async (factor) => {
    await expect(readAgeFile(await withStanzas([scryptStanza(factor)]))).rejects.toMatchObject({ code: 'share.damaged' });
  });

  it('that mixes a passphrase with other recipients is damaged', async () => {
    const other = new Stanza(['X25519', 'AAAA'], new Uint8Array(32));
    for (const stanzas of [
      [scryptStanza('10'), other],
      [other, scryptStanza('10')],
      [scryptStanza('10'), scryptStanza('10')],
    ]) {
      await expect(readAgeFile(await withStanzas(stanzas))).rejects.toMatchObject({ code: 'share.damaged' });
    }
  });

  it('with thousands of recipients, or a header without end, is too costly', async () => {
    const many = Array.from({ length: 1_000 }, () => new Stanza(['X25519', 'A'.repeat(43)], new Uint8Array(32)));
    await expect(readAgeFile(await withStanzas(many))).rejects.toMatchObject({ code: 'share.too-costly' });
    await expect(readAgeFile(await withStanzas(many.slice(0, 500).map(() => new Stanza(['x', 'a'], new Uint8Array(0)))))).rejects.toMatchObject({ code: 'share.too-costly' });
    await expect(readAgeFile(utf8(`age-encryption.org/v1\n-> x ${'a'.repeat(300_000)}`))).rejects.toMatchObject({ code: 'share.too-costly' });
  });

  it('larger than the limit is not read', async () => {
    await expect(readAgeFile(new Uint8Array(fileLimits.share + 1))).rejects.toMatchObject({ code: 'request.too-large', facts: { limitBytes: fileLimits.share } });
  });

  it('with any byte changed, or cut anywhere, is never opened', async () => {
    const { identity, recipient } = await makeSharingIdentity();
    const { binary } = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [recipient] });
    const codes = new Set<string>();
    const refused = async (bytes: Uint8Array) => {
      const outcome = await openSealed(bytes, { identities: [identity] }).then(
        () => 'opened',
        (error: unknown) => (error instanceof Error ? error.message : 'odd'),
      );
      codes.add(outcome);
    };
    for (let at = 0; at < binary.length; at += 1) {
      const changed = Uint8Array.from(binary);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      await refused(changed);
      await refused(binary.subarray(0, at));
    }
    await refused(Uint8Array.from([...binary, 0]));
    expect([...codes].sort()).toEqual(['share.damaged', 'share.not-an-age-file', 'share.not-for-us']);
  });

  it('says nothing of its content when it is refused', async () => {
    const { sealed, identities } = await sealedDocument({ type: 'latchkey-share', version: 1, items: [{ kind: 'login', title: 7, notes: 'S3cret' }] });
    const error: unknown = await openSealed(sealed, { identities }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'share.damaged', message: 'share.damaged', facts: { check: 'content' } });
    expect(JSON.stringify(error)).not.toContain('S3cret');
  });

  it.each([
    ['a later version', { version: 2, items: [] }, 'newer-version'],
    ['no items', { version: 1, items: [] }, 'content'],
    ['too many items', { version: 1, items: Array.from({ length: 1_001 }, () => ({ kind: 'note', title: '' })) }, 'content'],
    ['too long a title', { version: 1, items: [{ kind: 'note', title: 'x'.repeat(501) }] }, 'content'],
    ['too many fields', { version: 1, items: [{ kind: 'note', title: '', fields: Array.from({ length: 201 }, () => ({ value: '' })) }] }, 'content'],
    ['an address that is no text', { version: 1, items: [{ kind: 'login', title: '', urls: [{ url: {}, match: 'host' }] }] }, 'content'],
    ['an attachment that is not base64', { version: 1, items: [{ kind: 'note', title: '', attachments: [{ fileName: 'x', content: '%%%' }] }] }, 'content'],
  ])('with %s is refused', async (_, rest, check) => {
    const { sealed, identities } = await sealedDocument({ type: 'latchkey-share', ...rest });
    await expect(openSealed(sealed, { identities })).rejects.toMatchObject({ code: 'share.damaged', facts: { check } });
  });

  it('cannot uncover a password by calling it text, nor bring a second one of the same name', async () => {
    const fields = [
      { name: 'password', label: 'Greeting', type: 'text', concealed: false, value: 'one' },
      { name: 'password', label: '', type: 'password', concealed: true, value: 'two' },
      { name: '__proto__', label: '', type: 'nonsense', value: 'three' },
    ];
    const { sealed, identities } = await sealedDocument({ type: 'latchkey-share', version: 1, items: [{ kind: 'login', title: 'x', fields, favourite: true, touchRequired: true }] });
    const [item] = await openSealed(sealed, { identities });
    expect(item?.content.details.fields.map(({ name, label, type, concealed, value }) => [name, label, type, concealed, value])).toEqual([
      ['password', '', 'password', true, 'one'],
      [null, 'password', 'password', true, 'two'],
      [null, '__proto__', 'text', true, 'three'],
    ]);
    expect(item?.content.overview).toMatchObject({ favourite: false, touchRequired: false });
  });

  it('of an unknown kind keeps its fields as those of a note', async () => {
    const { sealed, identities } = await sealedDocument({ type: 'latchkey-share', version: 1, items: [{ kind: 'starship', title: 'x', fields: [{ name: 'engine', value: 'y' }] }] });
    const [item] = await openSealed(sealed, { identities });
    expect(item?.content.overview.kind).toBe('note');
    expect(item?.content.details.fields).toMatchObject([{ name: null, label: 'engine', value: 'y' }]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['a\u0000b\nc.txt', 'abc.txt'],
    ['..', 'file'],
    ['.bashrc', 'bashrc'],
  ])('with an attachment called %j brings a plain file name', async (name, plain) => {
    const { sealed, identities } = await sealedDocument({
      type: 'latchkey-share',
      version: 1,
      items: [{ kind: 'note', title: '', attachments: [{ fileName: name, content: 'eA==' }] }],
    });
    const [item] = await openSealed(sealed, { identities });
    expect(item?.attachments[0]?.meta.fileName).toBe(plain);
  });

  it('an identity that is none is told as such and not repeated', async () => {
    const { recipient } = await makeSharingIdentity();
    const { binary } = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [recipient] });
    const error: unknown = await openSealed(binary, { identities: ['AGE-SECRET-KEY-1WRONG'] }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'share.bad-recipient', facts: { check: 'identity' } });
    expect(JSON.stringify(error)).not.toContain('WRONG');
  });
});
