import { copyFile, mkdir, readFile, readdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { keptName, looksLikeCopy } from '../../../electron/store/copy-names.ts';
import { findCopies, fingerprintOf, isSameFile } from '../../../electron/store/find-copies.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { dropKept, keepAside } from '../../../electron/store/keep-aside.ts';
import { watchVaultFile } from '../../../electron/store/watch-vault-file.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { bytes, someVaultIn } from '../../support/vault-on-disk.ts';

const newFolder = tempFolders();

const copyNames = [
  'Home (Ada’s conflicted copy 2026-01-01).latchkey',
  "Home (Ada's conflicted copy 2026-01-01 (1)).latchkey",
  'Home (conflicted copy 2026-01-01 120000).latchkey',
  'Home (Konfliktkopie von Ada 2026-01-01).latchkey',
  'Home (1).latchkey',
  'Home(1).latchkey',
  'Home.sync-conflict-20260101-120000-ABC2DEF.latchkey',
  'Home_conflict-20260101-120000.latchkey',
  'Home 2.latchkey',
  'Home-DESKTOP-8K2LQ.latchkey',
  'Home (kept 2026-01-01 120000).latchkey',
];

describe('a name', () => {
  it.each(copyNames)('like “%s” is known as a copy of “Home.latchkey”, and the other way round', (name) => {
    expect(looksLikeCopy('Home.latchkey', name)).toBe(true);
    expect(looksLikeCopy(name, 'Home.latchkey')).toBe(true);
  });

  it.each(['Home.latchkey', 'Homestead.latchkey', 'Home Office.latchkey', 'Work (1).latchkey', 'Home (1).txt', 'Home.latchkey.lock', 'Home (1).latchkey-tmp', ' (1).latchkey'])(
    'like “%s” is not',
    (name) => expect(looksLikeCopy('Home.latchkey', name)).toBe(false),
  );

  it('of what was kept is one that is known again', () => {
    const name = keptName('Home.latchkey', new Date(2026, 0, 2, 3, 4, 5));
    expect(name).toBe('Home (kept 2026-01-02 030405).latchkey');
    expect(looksLikeCopy('Home.latchkey', name)).toBe(true);
  });
});

describe('copies beside a vault', () => {
  it('are found through a link to it, and nothing else is', async () => {
    const folder = await newFolder();
    const path = await someVaultIn(folder);
    for (const name of ['Home (1).latchkey', 'Home 2.latchkey', 'Other.latchkey', 'notes.txt']) {
      await writeFile(join(folder, name), 'x');
    }
    const elsewhere = join(await newFolder(), 'Link.latchkey');
    await symlink(path, elsewhere);
    expect((await findCopies(elsewhere)).map((found) => basename(found))).toEqual(['Home (1).latchkey', 'Home 2.latchkey']);
    expect(await isSameFile(path, elsewhere)).toBe(true);
    expect(await isSameFile(path, join(folder, 'Home (1).latchkey'))).toBe(false);
    expect(await isSameFile(path, join(folder, 'missing'))).toBe(false);
  });

  it('have another fingerprint once they were written to, or replaced', async () => {
    const path = await someVaultIn(await newFolder());
    const first = await fingerprintOf(path);
    expect(await fingerprintOf(path)).toBe(first);
    await utimes(path, 1, 1);
    const second = await fingerprintOf(path);
    await copyFile(path, `${path}.new`);
    await rename(`${path}.new`, path);
    expect(new Set([first, second, await fingerprintOf(path)]).size).toBe(3);
    await expect(fingerprintOf(`${path}.gone`)).rejects.toMatchObject({ code: 'disk.gone' });
  });
});

describe('what a session has, kept aside', () => {
  const at = new Date(2026, 0, 2, 3, 4, 5);

  it('stands beside the vault, whole, and can be taken away again', async () => {
    const path = await someVaultIn(await newFolder());
    const kept = await keepAside(path, at, async (write) => {
      await write(bytes('one '));
      await write(bytes('two'));
      return true;
    });
    expect(basename(kept ?? '')).toBe('Home (kept 2026-01-02 030405).latchkey');
    expect(await readFile(kept ?? '', 'utf8')).toBe('one two');
    await dropKept(kept ?? '');
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('leaves nothing behind where it failed or there was nothing, and goes over no file', async () => {
    const path = await someVaultIn(await newFolder());
    expect(await keepAside(path, at, async () => false)).toBeNull();
    await expect(keepAside(path, at, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
    const other = join(path, '..', keptName('Home.latchkey', at));
    await writeFile(other, 'mine');
    await expect(keepAside(path, at, async () => true)).rejects.toMatchObject({ code: 'disk.failed' });
    expect(await readFile(other, 'utf8')).toBe('mine');
  });

  it('has its name only when it is whole', async () => {
    const path = await someVaultIn(await newFolder());
    const kept = keptName('Home.latchkey', at);
    const seen: boolean[] = [];
    await keepAside(path, at, async (write) => {
      await write(bytes('half'));
      seen.push((await readdir(join(path, '..'))).includes(kept));
      return true;
    });
    const full = changedDisk({}, (opened) => (opened.includes('.latchkey-tmp') ? { write: () => Promise.reject(errnoError('ENOSPC')) } : {}));
    await expect(keepAside(path, new Date(2027, 1), (write) => write(bytes('more')).then(() => true), full)).rejects.toMatchObject({ code: 'disk.full' });
    expect(seen).toEqual([false]);
    expect((await readdir(join(path, '..'))).sort()).toEqual([kept, 'Home.latchkey'].sort());
  });

  it('is kept also where the vault itself is gone', async () => {
    const folder = await newFolder();
    expect(await keepAside(join(folder, 'Home.latchkey'), at, async () => true)).toBe(join(folder, keptName('Home.latchkey', at)));
  });
});

describe('watching a vault file', () => {
  it('tells of a file put in its place, of one written over and of copies beside it, once for a burst; and is silent when ended', async () => {
    const folder = await newFolder();
    const path = await someVaultIn(folder);
    const heard = vi.fn();
    const end = watchVaultFile(path, heard);
    await writeFile(`${path}.incoming`, 'new');
    await rename(`${path}.incoming`, path);
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([['vault']]), 3_000);
    heard.mockClear();
    await writeFile(path, 'in place');
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([['vault']]), 3_000);
    heard.mockClear();
    await writeFile(join(folder, 'Home (1).latchkey'), 'copy');
    await writeFile(join(folder, 'notes.txt'), 'of no matter');
    await vi.waitFor(() => expect(heard.mock.calls).toEqual([['copies']]), 3_000);
    end();
    heard.mockClear();
    await writeFile(path, 'after the end');
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(heard).not.toHaveBeenCalled();
  });

  it('of a folder that is not there tells nothing and does not fail', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'here'));
    watchVaultFile(join(folder, 'missing', 'Home.latchkey'), () => undefined)();
  });
});
