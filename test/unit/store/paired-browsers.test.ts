import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPairedBrowsers, type Keychain } from '../../../electron/store/paired-browsers.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const none: Keychain = { seal: () => null, open: () => null };
const reversed: Keychain = { seal: (text) => [...text].reverse().join(''), open: (text) => [...text].reverse().join('') };
const pairing = (place: number) => ({ pairingId: place.toString(16).padStart(32, '0'), browser: `Browser ${place}`, ownKey: 'own.key', extensionKey: Buffer.alloc(32, place).toString('base64'), pairedAt: place, lastUsedAt: null });

describe('the paired browsers on disk', () => {
  it('come back after a restart, in a file of the user’s own, sealed where there is a keychain', async () => {
    const folder = await newFolder();
    const book = await openPairedBrowsers(folder, { keychain: reversed });
    await book.add(pairing(1));
    await book.noteUse(pairing(1).pairingId, 77);
    const text = readFileSync(join(folder, 'browsers.json'), 'utf8');
    expect(text).not.toContain('own.key');
    expect(statSync(join(folder, 'browsers.json')).mode & 0o777).toBe(0o600);
    expect((await openPairedBrowsers(folder, { keychain: reversed })).all()).toEqual([{ ...pairing(1), lastUsedAt: 77 }]);
    // A keychain that is gone makes a pairing that opens nothing, not one without a key.
    expect((await openPairedBrowsers(folder, { keychain: none })).all()[0]?.ownKey).toBe('');
  });

  it('are gone at once when cut off, though the disk refuses', async () => {
    const folder = await newFolder();
    const book = await openPairedBrowsers(folder, { keychain: none });
    await book.add(pairing(1));
    await book.add(pairing(2));
    const removing = book.remove(pairing(1).pairingId);
    expect(book.all().map(({ browser }) => browser)).toEqual(['Browser 2']);
    await removing;
    expect((await openPairedBrowsers(folder, { keychain: none })).all().map(({ browser }) => browser)).toEqual(['Browser 2']);
  });

  it('are fifty at most: the one used longest ago makes room', async () => {
    const folder = await newFolder();
    const book = await openPairedBrowsers(folder, { keychain: none });
    for (let place = 1; place <= 51; place += 1) {
      await book.add(pairing(place));
    }
    expect(book.all()).toHaveLength(50);
    expect(book.all().some(({ browser }) => browser === 'Browser 1')).toBe(false);
  });
});
