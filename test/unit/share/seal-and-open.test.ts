import { armor, Encrypter, generateHybridIdentity } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { isIdentity } from '../../../electron/share/open-share.ts';
import { readAgeFile } from '../../../electron/share/read-age-file.ts';
import { isRecipient, sealShare } from '../../../electron/share/seal-share.ts';
import { makeSharingIdentity, recipientOf } from '../../../electron/share/sharing-identity.ts';
import { details, overviewContent } from '../../../shared/item.ts';
import { openSealed, routerChoice, utf8 } from '../../support/share-choices.ts';

const written = overviewContent.omit({ subtitle: true, hasTotp: true, attachmentCount: true });

/** As `age` 1.3 makes them. */
async function makePostQuantumIdentity() {
  const identity = await generateHybridIdentity();
  return { identity, recipient: await recipientOf(identity) };
}

describe('a share for recipients', () => {
  it('opens for each of them, armoured or not, and holds what was chosen and nothing else', async () => {
    const ann = await makeSharingIdentity();
    const bob = await makeSharingIdentity();
    const sealed = await sealShare([routerChoice(['username', 'Door code'])], { by: 'recipients', recipients: [ann.recipient, ` ${bob.recipient}\n`] });
    for (const { identity } of [ann, bob]) {
      for (const form of [sealed.binary, sealed.armored]) {
        const [item, ...others] = await openSealed(form, { identities: [identity] });
        expect(others).toEqual([]);
        expect(item?.content.overview).toMatchObject({ kind: 'login', title: 'Router', urls: [{ url: 'https://router.example', match: 'host' }] });
        expect(item?.content.details.fields.map(({ name, label, concealed, value }) => [name, label, concealed, value])).toEqual([
          ['username', '', false, 'admin'],
          [null, 'Door code', true, '0000'],
        ]);
        expect(item?.content.details.notes).toBe('');
        written.parse(item?.content.overview);
        details.parse(item?.content.details);
      }
    }
  });

  it('leaves the websites out where they were not chosen, and may be of websites alone', async () => {
    const { identity, recipient } = await makeSharingIdentity();
    const sealed = await sealShare([routerChoice(['password'], { withUrls: false }), routerChoice([])], { by: 'recipients', recipients: [recipient] });
    const [first, second] = await openSealed(sealed.armored, { identities: [identity] });
    expect(first?.content.overview.urls).toEqual([]);
    expect(second?.content.overview.urls).toEqual([{ url: 'https://router.example', match: 'host' }]);
    expect(second?.content.details.fields).toEqual([]);
  });

  it('carries several items, notes and attachments', async () => {
    const { identity, recipient } = await makeSharingIdentity();
    const content = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    const plan = { meta: { id: '0198a000-0000-7000-8000-000000000001', fileName: 'plan.pdf', mediaType: 'application/pdf', size: content.length }, content };
    const sealed = await sealShare([routerChoice([], { withNotes: true }), routerChoice(['password'], { attachments: [plan] })], {
      by: 'recipients',
      recipients: [recipient],
    });
    const [first, second] = await openSealed(sealed.armored, { identities: [identity] });
    expect(first?.content.details).toMatchObject({ fields: [], notes: 'behind the shelf' });
    expect(second?.content.details.attachments).toMatchObject([{ fileName: 'plan.pdf', mediaType: 'application/pdf', size: 100_000 }]);
    expect(second?.attachments[0]?.content).toEqual(content);
    expect(second?.attachments[0]?.meta.id).toBe(second?.content.details.attachments[0]?.id);
  });

  it('may be for post-quantum recipients, but never for both sorts at once', async () => {
    const safe = await makePostQuantumIdentity();
    const plain = await makeSharingIdentity();
    expect(safe.recipient).toMatch(/^age1pq1/);
    expect(safe.identity).toMatch(/^AGE-SECRET-KEY-PQ-1/);
    const sealed = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [safe.recipient] });
    const [item] = await openSealed(sealed.armored, { identities: [plain.identity, safe.identity] });
    expect(item?.content.details.fields[0]?.value).toBe('correct horse — ünïcode');
    await expect(
      sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [safe.recipient, plain.recipient] }),
    ).rejects.toMatchObject({ code: 'share.bad-recipient', facts: { check: 'mixed' } });
  });

  it('says that it is not for us to everybody else', async () => {
    const ann = await makeSharingIdentity();
    const eve = await makeSharingIdentity();
    const sealed = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [ann.recipient] });
    await expect(openSealed(sealed.binary, { identities: [eve.identity] })).rejects.toMatchObject({ code: 'share.not-for-us' });
    await expect(openSealed(sealed.binary, {})).rejects.toMatchObject({ code: 'share.not-for-us' });
  });

  it('is refused for a recipient that is none, whichever it is among them', async () => {
    const { identity, recipient } = await makeSharingIdentity();
    const mistyped = `${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`;
    for (const bad of [mistyped, identity, 'age1', '', 'ann@example.org', 'ssh-ed25519 AAAA', recipient.toUpperCase()]) {
      expect(isRecipient(bad)).toBe(false);
      const sealing = sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [recipient, bad] });
      await expect(sealing).rejects.toMatchObject({ code: 'share.bad-recipient', message: 'share.bad-recipient' });
    }
    await expect(sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [] })).rejects.toMatchObject({ code: 'share.bad-recipient' });
  });

  it('is refused when nothing was chosen', async () => {
    const { recipient } = await makeSharingIdentity();
    const to = { by: 'recipients', recipients: [recipient] } as const;
    await expect(sealShare([], to)).rejects.toMatchObject({ code: 'share.nothing-chosen' });
    await expect(sealShare([routerChoice([], { withUrls: false })], to)).rejects.toMatchObject({ code: 'share.nothing-chosen' });
    await expect(sealShare([routerChoice([], { withUrls: false, withNotes: true, details: { fields: [], notes: '' } })], to)).rejects.toMatchObject({ code: 'share.nothing-chosen' });
  });

  it('that would be too large to open again is not made', async () => {
    const { recipient } = await makeSharingIdentity();
    const content = new Uint8Array(19_000_000);
    const large = { meta: { id: '0198a000-0000-7000-8000-000000000001', fileName: 'film', mediaType: '', size: content.length }, content };
    await expect(sealShare([routerChoice([], { attachments: [large] })], { by: 'recipients', recipients: [recipient] })).rejects.toMatchObject({ code: 'attachment.too-large' });
  });
});

describe('a share under a passphrase', () => {
  it('opens with it, and says so when it is another', async () => {
    const sealed = await sealShare([routerChoice(['password'])], { by: 'passphrase', passphrase: utf8('tea at noon — ü') });
    expect((await readAgeFile(sealed.binary)).opensWith).toMatchObject({ needs: 'passphrase', stanza: { workFactor: 18 } });
    const [item] = await openSealed(sealed.armored, { passphrase: utf8('tea at noon — ü') });
    expect(item?.content.details.fields[0]?.value).toBe('correct horse — ünïcode');
    await expect(openSealed(sealed.armored, { passphrase: utf8('tea at none') })).rejects.toMatchObject({ code: 'share.wrong-passphrase' });
    const { identity } = await makeSharingIdentity();
    await expect(openSealed(sealed.armored, { identities: [identity] })).rejects.toMatchObject({ code: 'share.wrong-passphrase' });
  });

  it('does not stop the program while the passphrase is worked on', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await sealShare([routerChoice(['password'])], { by: 'passphrase', passphrase: utf8('x') });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  it('is what the library itself makes and opens', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('of the library');
    encrypter.setScryptWorkFactor(10);
    const [item] = await openSealed(await encrypter.encrypt('hello'), { passphrase: utf8('of the library') });
    expect(item?.content.details.notes).toBe('hello');
  });
});

describe('an age file of something else', () => {
  async function sealedFor(content: Uint8Array | string): Promise<{ sealed: Uint8Array; identities: string[] }> {
    const { identity, recipient } = await makeSharingIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    return { sealed: await encrypter.encrypt(content), identities: [identity] };
  }

  it('is a note when it is text', async () => {
    const { sealed, identities } = await sealedFor('Dear Ann,\nthe code is 42.\n');
    const [item] = await openSealed(sealed, { identities }, 'letter.txt.age');
    expect(item?.content.overview).toMatchObject({ kind: 'note', title: 'letter' });
    expect(item?.content.details.notes).toBe('Dear Ann,\nthe code is 42.\n');
    expect((await openSealed(sealed, { identities }, ''))[0]?.content.overview.title).toBe('file');
  });

  it('is a document with the file in it otherwise', async () => {
    const content = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]);
    const { sealed, identities } = await sealedFor(content);
    const [item] = await openSealed(sealed, { identities }, 'plan.png.age');
    expect(item?.content.overview).toMatchObject({ kind: 'document', title: 'plan.png' });
    expect(item?.content.details.attachments).toMatchObject([{ fileName: 'plan.png', size: 8 }]);
    expect(item?.attachments[0]?.content).toEqual(content);
    details.parse(item?.content.details);
  });

  it('may be empty', async () => {
    const { sealed, identities } = await sealedFor('');
    expect((await openSealed(sealed, { identities }))[0]?.content.overview.kind).toBe('note');
  });
});

describe('pasted text', () => {
  it('may hold the armour in the middle of a quoted message', async () => {
    const { identity, recipient } = await makeSharingIdentity();
    const { armored } = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [recipient] });
    const quoted = `Hello,\r\n\r\n${armored.split('\n').map((line) => `> ${line}`).join('\r\n')}\r\nRegards\r\n`;
    expect(await openSealed(quoted, { identities: [identity] })).toHaveLength(1);
    expect(await openSealed(new Uint8Array(Buffer.from(`\ufeff${armored}`, 'utf16le')), { identities: [identity] })).toHaveLength(1);
  });

  it.each([
    ['nothing', '', 'share.not-an-age-file'],
    ['words', 'Dear Ann', 'share.not-an-age-file'],
    ['armour of something else', armor.encode(utf8('hello')), 'share.not-an-age-file'],
    ['armour that was cut off', armor.encode(utf8('age-encryption.org/v1\n')).slice(0, -20), 'share.damaged'],
    ['a header that was cut off', 'age-encryption.org/v1\n-> X25519 abc\n', 'share.damaged'],
    ['a later version of age', 'age-encryption.org/v2\n-> X25519 abc\n', 'share.not-an-age-file'],
  ])('that is %s is told as what it is', async (_, content, code) => {
    await expect(openSealed(content, {})).rejects.toMatchObject({ code });
  });
});

describe('a sharing identity', () => {
  it('has one recipient, found again from it', async () => {
    for (const make of [makeSharingIdentity, makePostQuantumIdentity]) {
      const { identity, recipient } = await make();
      expect(await recipientOf(identity)).toBe(recipient);
      expect(isRecipient(recipient)).toBe(true);
      expect(isIdentity(identity)).toBe(true);
      expect(isIdentity(recipient)).toBe(false);
    }
    await expect(recipientOf('AGE-SECRET-KEY-1NONE')).rejects.toMatchObject({ code: 'share.bad-recipient' });
  });
});
