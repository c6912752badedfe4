import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { bytes, someVaultIn } from '../../support/vault-on-disk.ts';

const newFolder = tempFolders();
const someVault = async (content?: string) => someVaultIn(await newFolder(), content);

describe('a file that somebody else changes', () => {
  it('by putting another in its place is not written to as if nothing had happened', async () => {
    const path = await someVault();
    const file = await openVaultFile(path);
    await writeFile(`${path}.incoming`, 'from another computer');
    await rename(`${path}.incoming`, path);
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code: 'vault.changed-on-disk' });
    await expect(file.sync()).rejects.toMatchObject({ code: 'vault.changed-on-disk' });
    await expect(file.replace((target) => target.write(bytes('x')))).rejects.toMatchObject({ code: 'vault.changed-on-disk' });
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('from another computer');
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('by writing more to it is noticed', async () => {
    const path = await someVault();
    const file = await openVaultFile(path);
    await writeFile(path, 'a longer content than before');
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code: 'vault.changed-on-disk' });
    await file.close();
  });

  it('by moving it away is told as not where it was', async () => {
    const path = await someVault();
    const file = await openVaultFile(path);
    await rename(path, `${path}.moved`);
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code: 'vault.not-found', facts: { fileName: 'Home.latchkey' } });
    await file.close();
  });

  it('by taking its folder away is told as gone', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'here'));
    const path = join(folder, 'here', 'Home.latchkey');
    await writeFile(path, 'old content');
    const file = await openVaultFile(path);
    await rename(join(folder, 'here'), join(folder, 'there'));
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code: 'disk.gone' });
    await expect(file.replace(async () => undefined)).rejects.toMatchObject({ code: 'disk.gone' });
    await file.close();
  });
});
