import { describe, expect, it } from 'vitest';
import { sealShare } from '../../../electron/share/seal-share.ts';
import { makeSharingIdentity } from '../../../electron/share/sharing-identity.ts';
import {
  decryptWithAge,
  decryptWithAgePassphrase,
  encryptWithAge,
  encryptWithAgePassphrase,
  hasAge,
  hasTerminal,
  makeAgeIdentity,
} from '../../support/age-program.ts';
import { openSealed, routerChoice, utf8 } from '../../support/share-choices.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

describe('the age program', () => {
  it('opens what we sealed for its identity, armoured and not', async (context) => {
    if (!hasAge) {
      return context.skip('no age program here');
    }
    const { identity, recipient } = makeAgeIdentity();
    const sealed = await sealShare([routerChoice(['password'])], { by: 'recipients', recipients: [recipient] });
    for (const form of [sealed.binary, sealed.armored]) {
      const opened: unknown = JSON.parse(decryptWithAge(form, identity, await newFolder()));
      expect(opened).toEqual({
        type: 'latchkey-share',
        version: 1,
        items: [
          {
            kind: 'login',
            title: 'Router',
            urls: [{ url: 'https://router.example', match: 'host' }],
            fields: [{ name: 'password', label: '', type: 'password', concealed: true, value: 'correct horse — ünïcode' }],
            notes: '',
            attachments: [],
          },
        ],
      });
    }
  });

  it('seals for our identity what we then open', async (context) => {
    if (!hasAge) {
      return context.skip('no age program here');
    }
    const { identity, recipient } = await makeSharingIdentity();
    for (const flags of [['-r', recipient], ['-a', '-r', recipient], ['-a', '-r', makeAgeIdentity().recipient, '-r', recipient]]) {
      const [item] = await openSealed(new Uint8Array(encryptWithAge('from age', flags)), { identities: [identity] });
      expect(item?.content.details.notes).toBe('from age');
    }
    const content = Uint8Array.from({ length: 200_000 }, (_, at) => (at * 7) % 256);
    const [file] = await openSealed(new Uint8Array(encryptWithAge(content, ['-r', recipient])), { identities: [identity] });
    expect(file?.attachments[0]?.content).toEqual(content);
  });

  it('opens what we sealed under a passphrase', async (context) => {
    if (!hasAge || !hasTerminal) {
      return context.skip('no age program, or no terminal for it to ask at');
    }
    const sealed = await sealShare([routerChoice(['username'])], { by: 'passphrase', passphrase: utf8('tea at noon') });
    expect(decryptWithAgePassphrase(sealed.armored, 'tea at noon', await newFolder())).toContain('"value": "admin"');
    const folder = await newFolder();
    expect(() => decryptWithAgePassphrase(sealed.armored, 'tea at none', folder)).toThrow();
  });

  it('seals under a passphrase what we then open', async (context) => {
    if (!hasAge || !hasTerminal) {
      return context.skip('no age program, or no terminal for it to ask at');
    }
    const made = encryptWithAgePassphrase('from age, under a passphrase', 'tea at noon', await newFolder());
    const [item] = await openSealed(new Uint8Array(made), { passphrase: utf8('tea at noon') });
    expect(item?.content.details.notes).toBe('from age, under a passphrase');
  });
});
