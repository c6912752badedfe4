import { lstat, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { machineDisk } from '../../../electron/store/disk.ts';
import { freeFileLock, lockPathOf, takeFileLock } from '../../../electron/store/file-lock.ts';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { startVaultProcess } from '../../support/vault-process.ts';

const newFolder = tempFolders();

async function someVault(): Promise<string> {
  const path = join(await newFolder(), 'Home.latchkey');
  await writeFile(path, 'content');
  return path;
}

describe('the lock of a vault', () => {
  it('stands beside the vault under a name of its own', () => {
    expect(lockPathOf('/a/Home.latchkey')).toBe('/a/Home.latchkey.lock');
    expect(lockPathOf('/a/Home')).toBe('/a/Home.latchkey.lock');
  });

  it('keeps a second process out, and says which process holds the vault', async () => {
    const path = await someVault();
    const holder = await startVaultProcess(path, 'hold');
    onTestFinished(() => holder.kill());
    expect(holder.said).toMatchObject({ said: 'opened', writable: true });
    await expect(openVaultFile(path)).rejects.toMatchObject({
      code: 'vault.in-use',
      facts: { holderPid: holder.pid, fileName: 'Home.latchkey' },
    });
    const other = await startVaultProcess(path, 'hold');
    expect(other.said).toMatchObject({ said: 'failed', code: 'vault.in-use', facts: { holderPid: holder.pid } });
  });

  it('is free again when its holder is killed', async () => {
    const path = await someVault();
    const holder = await startVaultProcess(path, 'hold');
    await holder.kill();
    expect(await readFile(lockPathOf(path), 'utf8')).toBe(`${holder.pid}\n`);
    const file = await openVaultFile(path);
    expect(file.writable).toBe(true);
    await file.close();
  });

  it('refuses a second opening in the same process, and lets one in after the first is closed', async () => {
    const path = await someVault();
    const first = await openVaultFile(path);
    await expect(openVaultFile(path)).rejects.toMatchObject({ code: 'vault.in-use', facts: { holderPid: process.pid } });
    await first.close();
    await (await openVaultFile(path)).close();
  });

  it('leaves nothing behind when it is freed', async () => {
    const path = await someVault();
    await (await openVaultFile(path)).close();
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('goes to exactly one of many who ask at once, round after round', async () => {
    const path = await someVault();
    for (let round = 0; round < 30; round += 1) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => takeFileLock(machineDisk, path)));
      const taken = asked.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
      expect(taken).toHaveLength(1);
      // The next round's first opener meets the file just as it is being removed.
      await Promise.all([...taken.map((lock) => freeFileLock(lock)), takeFileLock(machineDisk, path).then(freeFileLock, () => undefined)]);
    }
  });

  it('is not fooled by a lock file that was removed while somebody held it: the new file is the lock', async () => {
    const path = await someVault();
    const lock = await takeFileLock(machineDisk, path);
    await freeFileLock(lock);
    const again = await takeFileLock(machineDisk, path);
    await expect(takeFileLock(machineDisk, path)).rejects.toMatchObject({ code: 'vault.in-use' });
    await freeFileLock(again);
  });

  it('never writes through a link laid in its place', async () => {
    const path = await someVault();
    const victim = join(await newFolder(), 'victim');
    await writeFile(victim, 'precious');
    await symlink(victim, lockPathOf(path));
    await expect(openVaultFile(path)).rejects.toMatchObject({ code: 'disk.failed' });
    expect(await readFile(victim, 'utf8')).toBe('precious');
  });

  it('says so where the filesystem cannot lock', async () => {
    const path = await someVault();
    await expect(openVaultFile(path, { lock: async () => ({ outcome: 'unsupported' }) })).rejects.toMatchObject({
      code: 'vault.lock-unavailable',
      facts: { fileName: 'Home.latchkey' },
    });
  });

  it('is one lock for a vault and every link to it', async () => {
    const path = await someVault();
    const elsewhere = join(await newFolder(), 'elsewhere');
    await mkdir(elsewhere);
    const link = join(elsewhere, 'link.latchkey');
    await symlink(path, link);
    const file = await openVaultFile(link);
    await expect(openVaultFile(path)).rejects.toMatchObject({ code: 'vault.in-use' });
    expect((await lstat(lockPathOf(path))).isFile()).toBe(true);
    await file.close();
  });
});
