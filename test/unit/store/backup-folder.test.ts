/** Backups on a real disk: for their owner's eyes, whole or not there, and nothing else touched. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBackupFolder } from '../../../electron/store/backup-folder.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { failureOf } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const tempFolder = tempFolders();
const vaultId = '0198a000-0000-7000-8000-000000000001';
const name = '2026-11-25T08-22-06-123Z-daily.latchkey';
const fill = async (target: { write(bytes: Uint8Array): Promise<void> }): Promise<boolean> => {
  await target.write(Buffer.from('whole '));
  await target.write(Buffer.from('file'));
  return true;
};

describe('the folder of backups', () => {
  test('is made when the first one is, for its owner alone, and holds nothing before', async () => {
    const root = join(await tempFolder(), 'backups');
    const folder = openBackupFolder(root);
    expect(await folder.list(vaultId)).toEqual([]);
    expect(await folder.write(vaultId, name, fill)).toBe(true);
    expect(await folder.list(vaultId)).toEqual([{ name, sizeBytes: 10 }]);
    expect(await readFile(folder.pathOf(vaultId, name), 'utf8')).toBe('whole file');
    expect((await stat(folder.pathOf(vaultId, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder.placeOf(vaultId))).mode & 0o777).toBe(0o700);
    expect((await stat(root)).mode & 0o777).toBe(0o700);
  });

  test.skipIf(process.platform !== 'linux')('fails, and does not try for ever, where no folder can be made', async () => {
    expect(await failureOf(openBackupFolder('/proc/latchkey').write(vaultId, name, fill))).toBe('disk.gone');
    const file = join(await tempFolder(), 'a file');
    await writeFile(file, '');
    expect(await failureOf(openBackupFolder(file).write(vaultId, name, fill))).toBe('disk.gone');
  });

  test('keeps nothing of a copy that did not come to its end, and takes away what a crash left of one', async () => {
    const root = await tempFolder();
    const folder = openBackupFolder(root);
    expect(await folder.write(vaultId, name, async (target) => (await fill(target), false))).toBe(false);
    expect(await failureOf(folder.write(vaultId, name, () => Promise.reject(errnoError('ENOSPC'))))).toBe('disk.full');
    expect(await readdir(folder.placeOf(vaultId))).toEqual([]);

    const stopped = openBackupFolder(root, changedDisk({ rename: () => Promise.reject(errnoError('EIO')), unlink: () => Promise.reject(errnoError('EIO')) }));
    expect(await failureOf(stopped.write(vaultId, name, fill))).toBe('disk.failed');
    expect(await readdir(folder.placeOf(vaultId))).toHaveLength(1);
    await folder.write(vaultId, name, fill);
    expect(await readdir(folder.placeOf(vaultId))).toEqual([name]);
  });

  test.each([
    ['open', 'EACCES', 'disk.no-permission'],
    ['open', 'EROFS', 'disk.read-only'],
    ['write', 'ENOSPC', 'disk.full'],
    ['write', 'EIO', 'disk.failed'],
    ['sync', 'EIO', 'disk.failed'],
    ['rename', 'ENOENT', 'disk.gone'],
  ] as const)('says what is in the way where %s ends with %s, keeps nothing, and takes the next copy', async (act, errno, code) => {
    const root = await tempFolder();
    await openBackupFolder(root).write(vaultId, 'before.latchkey', fill);
    const refuse = () => Promise.reject(errnoError(errno));
    const failing = changedDisk(
      act === 'open' ? { open: refuse } : act === 'rename' ? { rename: refuse } : {},
      (path) => (path.endsWith('-tmp') && (act === 'write' || act === 'sync') ? { [act]: refuse } : {}),
    );
    expect(await failureOf(openBackupFolder(root, failing).write(vaultId, name, fill))).toBe(code);
    expect(await readdir(join(root, vaultId))).toEqual(['before.latchkey']);
    await openBackupFolder(root).write(vaultId, name, fill);
    expect(await readdir(join(root, vaultId))).toHaveLength(2);
  });

  test('is synced before the copy counts', async () => {
    const acts: string[] = [];
    const folder = openBackupFolder(
      await tempFolder(),
      changedDisk(
        {
          rename: async (from, to) => {
            acts.push('rename');
            await (await import('node:fs/promises')).rename(from, to);
          },
        },
        (path, handle) => {
          const sync = handle.sync.bind(handle);
          return {
            sync: async () => {
              acts.push(path.endsWith('-tmp') ? 'sync file' : 'sync folder');
              await sync();
            },
          };
        },
      ),
    );
    await folder.write(vaultId, name, fill);
    expect(acts.slice(-3)).toEqual(['sync file', 'rename', 'sync folder']);
  });

  test('overwrites nothing, and lists files only', async () => {
    const folder = openBackupFolder(await tempFolder());
    await folder.write(vaultId, name, fill);
    expect(await failureOf(folder.write(vaultId, name, fill))).toBe('vault.exists');
    await mkdir(join(folder.placeOf(vaultId), 'a folder'));
    await writeFile(join(folder.placeOf(vaultId), 'notes.txt'), 'x');
    expect((await folder.list(vaultId)).map((file) => file.name).toSorted()).toEqual([name, 'notes.txt']);
  });

  test('gives a copy for reading only, and removes one that is gone already without a word', async () => {
    const folder = openBackupFolder(await tempFolder());
    await folder.write(vaultId, name, fill);
    const file = await folder.open(vaultId, name);
    expect(file.writable).toBe(false);
    expect(Buffer.from(await file.read(0, 100)).toString()).toBe('whole file');
    await file.close();
    await folder.remove(vaultId, name);
    await folder.remove(vaultId, name);
    expect(await folder.list(vaultId)).toEqual([]);
    expect(await failureOf(folder.open(vaultId, name))).toBe('vault.not-found');
  });
});
