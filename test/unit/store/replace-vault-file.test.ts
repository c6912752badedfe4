import { lstat, readFile, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { bytes, someVaultIn, text, whole } from '../../support/vault-on-disk.ts';
import { startVaultProcess } from '../../support/vault-process.ts';

const newFolder = tempFolders();
const someVault = async (content?: string) => someVaultIn(await newFolder(), content);

describe('replacing the whole file', () => {
  it('puts the new content in place and goes on in the new file', async () => {
    const path = await someVault();
    const file = await openVaultFile(path);
    const large = new Uint8Array(700_000).fill(7);
    await file.replace(async (target) => {
      // The old file can be read meanwhile.
      expect(await whole(file)).toBe('old content');
      for (let part = 0; part < 100; part += 1) {
        await target.write(bytes(`frame ${part};`));
      }
      await target.write(large);
      await target.write(bytes('end'));
    });
    const expected = Array.from({ length: 100 }, (_, part) => `frame ${part};`).join('');
    expect(await file.size()).toBe(expected.length + 700_003);
    expect(text(await file.read(0, expected.length))).toBe(expected);
    expect(text(await file.read(expected.length + 700_000, 3))).toBe('end');
    await file.write(await file.size(), bytes('!'));
    await file.sync();
    await file.close();
    expect((await readFile(path)).subarray(-4).toString()).toBe('end!');
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('through a link replaces the file and leaves the link a link', async () => {
    const path = await someVault();
    const link = join(await newFolder(), 'link.latchkey');
    await symlink(path, link);
    const file = await openVaultFile(link);
    await file.replace((target) => target.write(bytes('new content')));
    await file.close();
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('new content');
  });

  it.each(['open', 'write', 'sync', 'rename', 'fill'] as const)('that fails at %s leaves the old file and nothing beside it', async (step) => {
    const path = await someVault();
    let armed = false;
    const isTemp = (target: string) => armed && target.endsWith('.latchkey-tmp');
    const failing = () => Promise.reject(errnoError('ENOSPC'));
    const base = changedDisk({}, (target) => {
      if (!isTemp(target)) {
        return {};
      }
      return step === 'write' ? { write: failing } : step === 'sync' ? { sync: failing } : {};
    });
    const disk = {
      ...base,
      open: (target: string, flags: number, mode?: number) => (step === 'open' && isTemp(target) ? failing() : base.open(target, flags, mode)),
      rename: (from: string, to: string) => (step === 'rename' ? failing() : base.rename(from, to)),
    };
    const file = await openVaultFile(path, { disk });
    armed = true;
    await expect(
      file.replace(async (target) => {
        await target.write(bytes('new content'));
        if (step === 'fill') {
          throw errnoError('ENOSPC');
        }
      }),
    ).rejects.toMatchObject({ code: 'disk.full' });
    expect(await whole(file)).toBe('old content');
    await file.write(11, bytes(' and more'));
    await file.sync();
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('old content and more');
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('passes a cancellation on as it came', async () => {
    const path = await someVault();
    const file = await openVaultFile(path);
    const reason = new Error('a bug of the caller');
    await expect(
      file.replace(async () => {
        throw reason;
      }),
    ).rejects.toBe(reason);
    await file.close();
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('by a process that is killed half-way leaves the old vault whole, and the next opening tidies up', async () => {
    const path = await someVault();
    const doomed = await startVaultProcess(path, 'replace');
    expect(doomed.said).toMatchObject({ said: 'filling' });
    expect((await readdir(join(path, '..'))).some((name) => name.endsWith('.latchkey-tmp'))).toBe(true);
    await doomed.kill();
    const file = await openVaultFile(path);
    expect(await whole(file)).toBe('old content');
    await file.close();
    expect(await readdir(join(path, '..'))).toEqual(['Home.latchkey']);
  });

  it('is over when the rename is: a folder that then cannot be synced shows the new file and calls nothing durable any more', async () => {
    const path = await someVault();
    const folder = join(path, '..');
    const disk = changedDisk({}, (target) => (target === folder ? { sync: () => Promise.reject(errnoError('EIO')) } : {}));
    const file = await openVaultFile(path, { disk });
    await file.replace((target) => target.write(bytes('new content')));
    expect(await whole(file)).toBe('new content');
    await expect(file.sync()).rejects.toMatchObject({ code: 'disk.failed', facts: { check: 'earlier-sync' } });
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('new content');
  });
});
