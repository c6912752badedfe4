import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { machineDisk } from '../../../electron/store/disk.ts';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { tempFolders } from '../../support/temp-folder.ts';
import { bytes, someVaultIn, text, whole } from '../../support/vault-on-disk.ts';
import { startVaultProcess } from '../../support/vault-process.ts';

const newFolder = tempFolders();
const someVault = async (content?: string) => someVaultIn(await newFolder(), content);
const isRoot = process.getuid?.() === 0;

/** A tmpfs of the given options, unmounted after the test; null where this user may not mount. */
async function mountedFolder(options: string): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-mount-'));
  onTestFinished(() => rmdir(folder));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', [folder]);
  });
  return folder;
}

describe('a new vault file', () => {
  it('reads back what was written, and again after it was closed', async () => {
    const path = join(await newFolder(), 'New.latchkey');
    const file = await openVaultFile(path, { create: true });
    expect(file.fileName).toBe('New.latchkey');
    expect(file.writable).toBe(true);
    await file.write(0, bytes('hello'));
    await file.write(5, bytes(' world'));
    await file.sync();
    expect(await file.size()).toBe(11);
    await file.close();
    const again = await openVaultFile(path);
    expect(await whole(again)).toBe('hello world');
    expect(text(await again.read(6, 100))).toBe('world');
    expect(await again.read(11, 1)).toHaveLength(0);
    await again.close();
  });

  it('that was taken back is removed when it is closed, though it was saved; one that was there before is not', async () => {
    const path = join(await newFolder(), 'New.latchkey');
    const file = await openVaultFile(path, { create: true });
    await file.write(0, bytes('saved'));
    await file.sync();
    file.unmake();
    await file.close();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    const older = await someVault();
    const opened = await openVaultFile(older);
    opened.unmake();
    await opened.close();
    expect(await readFile(older, 'utf8')).toBe('old content');
  });

  it('can be read by its owner alone', async () => {
    const path = join(await newFolder(), 'New.latchkey');
    const file = await openVaultFile(path, { create: true });
    await file.write(0, bytes('x'));
    await file.sync();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await file.replace((target) => target.write(bytes('y')));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await file.close();
  });

  it('never overwrites what is there: a file, a folder, a link to nothing', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'a.latchkey'), 'precious');
    await mkdir(join(folder, 'b.latchkey'));
    await symlink(join(folder, 'nowhere'), join(folder, 'c.latchkey'));
    for (const name of ['a.latchkey', 'b.latchkey', 'c.latchkey']) {
      await expect(openVaultFile(join(folder, name), { create: true })).rejects.toMatchObject({ code: 'vault.exists' });
    }
    // Neither does it when the file appears after it was looked for.
    const blind = changedDisk({ lstat: async () => Promise.reject(errnoError('ENOENT')) });
    await expect(openVaultFile(join(folder, 'a.latchkey'), { create: true, disk: blind, lock: openLock })).rejects.toMatchObject({
      code: 'vault.exists',
    });
    expect(await readFile(join(folder, 'a.latchkey'), 'utf8')).toBe('precious');
    expect((await readdir(folder)).sort()).toEqual(['a.latchkey', 'b.latchkey', 'c.latchkey']);
  });

  it('that was never saved once does not stay behind', async () => {
    const folder = await newFolder();
    const file = await openVaultFile(join(folder, 'New.latchkey'), { create: true });
    await file.write(0, bytes('half a header'));
    await file.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('in a folder that is not there is refused with "gone"', async () => {
    const path = join(await newFolder(), 'missing', 'New.latchkey');
    await expect(openVaultFile(path, { create: true })).rejects.toMatchObject({ code: 'disk.gone' });
  });
});

/** A lock that is always free. */
const openLock = async () =>
  ({ outcome: 'taken', lock: { writeText: async () => undefined, release: async () => undefined } }) as const;

describe('opening a vault file', () => {
  it('says that there is none, by name', async () => {
    const folder = await newFolder();
    await expect(openVaultFile(join(folder, 'none.latchkey'))).rejects.toMatchObject({
      code: 'vault.not-found',
      facts: { fileName: 'none.latchkey' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a folder and a pipe without touching them', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'd.latchkey'));
    await expect(openVaultFile(join(folder, 'd.latchkey'))).rejects.toMatchObject({ code: 'vault.not-a-vault' });
    execFileSync('mkfifo', [join(folder, 'p.latchkey')]);
    await expect(openVaultFile(join(folder, 'p.latchkey'))).rejects.toMatchObject({ code: 'vault.not-a-vault' });
  });

  it('takes no more memory than the file has, whatever length is asked for', async () => {
    const file = await openVaultFile(await someVault());
    expect(await file.read(4, Number.MAX_SAFE_INTEGER)).toHaveLength(7);
    expect(await file.read(4_000_000_000, 4_000_000_000)).toHaveLength(0);
    await file.close();
  });

  it('that cannot be looked at when it is opened anew stays closed', async () => {
    const path = await someVault();
    const closed: string[] = [];
    let failing = false;
    const disk = changedDisk({ statHandle: (handle) => (failing ? Promise.reject(errnoError('EIO')) : machineDisk.statHandle(handle)) }, (target, handle) => {
      const real = handle.close.bind(handle);
      return { close: () => (closed.push(target), real()) };
    });
    const file = await openVaultFile(path, { disk });
    closed.length = 0;
    failing = true;
    await expect(file.reopen()).rejects.toMatchObject({ code: 'disk.failed' });
    expect(closed).toEqual([path]);
    failing = false;
    await file.close();
  });

  it('removes what a crashed replacement left, and nothing else', async () => {
    const path = await someVault();
    const folder = join(path, '..');
    const begin = (name: string) => `.${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
    const left = `${begin('Home.latchkey')}.${'0'.repeat(32)}.latchkey-tmp`;
    const others = [`${begin('Other.latchkey')}.${'0'.repeat(32)}.latchkey-tmp`, `${begin('Home.latchkey')}.notes.latchkey-tmp`, 'Home.latchkey-tmp'];
    for (const name of [left, ...others]) {
      await writeFile(join(folder, name), 'x');
    }
    await (await openVaultFile(path)).close();
    expect((await readdir(folder)).sort()).toEqual([...others, 'Home.latchkey'].sort());
  });
});

describe('a file or folder that can only be read', () => {
  it('opens for reading, without a lock and without a trace (read-only mount)', async (context) => {
    const folder = await mountedFolder('size=1m');
    if (folder === null) {
      return context.skip('this user may not mount');
    }
    const path = join(folder, 'Home.latchkey');
    await writeFile(path, 'old content');
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const file = await openVaultFile(path);
    expect(file.writable).toBe(false);
    expect(await whole(file)).toBe('old content');
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code: 'disk.read-only' });
    await expect(file.replace(async () => undefined)).rejects.toMatchObject({ code: 'disk.read-only' });
    await expect(file.truncate(0)).rejects.toMatchObject({ code: 'disk.read-only' });
    const second = await openVaultFile(path);
    expect(await whole(second)).toBe('old content');
    await second.close();
    await file.close();
    await expect(openVaultFile(join(folder, 'New.latchkey'), { create: true })).rejects.toMatchObject({ code: 'disk.read-only' });
    expect(await readdir(folder)).toEqual(['Home.latchkey']);
  });

  it('opens for reading as a user without rights to the folder', async (context) => {
    if (!isRoot) {
      return context.skip('only root can become another user');
    }
    const path = await someVault();
    await chmod(path, 0o644);
    await chmod(join(path, '..'), 0o755);
    const other = await startVaultProcess(path, 'try-write', { uid: 65_534 });
    expect(other.said).toEqual({ said: 'opened', writable: false, content: 'old content', wrote: 'disk.read-only' });
    await chmod(path, 0o600);
    const refused = await startVaultProcess(path, 'try-write', { uid: 65_534 });
    expect(refused.said).toMatchObject({ said: 'failed', code: 'disk.no-permission' });
  });

  it('opens for reading when only the file itself is read-only, and keeps no lock', async () => {
    const path = await someVault();
    const disk = changedDisk({
      open: async (target, flags, mode) =>
        target === path && (flags & 3) !== 0 ? Promise.reject(errnoError('EACCES')) : changedDisk({}).open(target, flags, mode),
    });
    const file = await openVaultFile(path, { disk });
    expect(file.writable).toBe(false);
    expect(await whole(file)).toBe('old content');
    await (await openVaultFile(path)).close();
    await file.close();
  });
});

describe('a full disk', () => {
  it('refuses the write, keeps what was saved, and says so (a real one)', async (context) => {
    const folder = await mountedFolder('size=64k');
    if (folder === null) {
      return context.skip('this user may not mount');
    }
    const path = join(folder, 'Home.latchkey');
    const file = await openVaultFile(path, { create: true });
    await file.write(0, bytes('saved'));
    await file.sync();
    const before = await file.size();
    await expect(file.write(before, new Uint8Array(200_000).fill(1))).rejects.toMatchObject({
      code: 'disk.full',
      facts: { fileName: 'Home.latchkey' },
    });
    await file.truncate(before);
    await file.sync();
    await expect(file.replace((target) => target.write(new Uint8Array(200_000).fill(2)))).rejects.toMatchObject({ code: 'disk.full' });
    expect(await whole(file)).toBe('saved');
    await file.write(before, bytes(' more'));
    await file.sync();
    expect(await readdir(folder)).toEqual(['Home.latchkey', 'Home.latchkey.lock']);
    // Full to the last byte, it still opens.
    await writeFile(join(folder, 'filler'), new Uint8Array(500_000)).catch(() => undefined);
    await file.close();
    const again = await openVaultFile(path);
    expect(await whole(again)).toBe('saved more');
    await again.close();
  });

  it('that cannot even take a lock file still lets the vault be read', async () => {
    const path = await someVault();
    const file = await openVaultFile(path, { lock: async () => Promise.reject(errnoError('ENOSPC')) });
    expect(file.writable).toBe(false);
    expect(await whole(file)).toBe('old content');
    await file.close();
  });

  it.each([
    ['ENOSPC', 'disk.full'],
    ['EDQUOT', 'disk.full'],
    ['EIO', 'disk.failed'],
    ['EROFS', 'disk.read-only'],
    ['EACCES', 'disk.no-permission'],
    ['EBUSY', 'disk.failed'],
  ])('%s from a write is told as %s, without the words of the system', async (errno, code) => {
    const path = await someVault();
    const disk = changedDisk({}, (target) => (target === path ? { write: () => Promise.reject(errnoError(errno)) } : {}));
    const file = await openVaultFile(path, { disk });
    await expect(file.write(0, bytes('x'))).rejects.toMatchObject({ code, message: code });
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('old content');
  });
});

describe('a disk that does less than asked', () => {
  it('is asked again until all is written and read', async () => {
    const path = await someVault('');
    const disk = changedDisk({}, (target, handle) => {
      if (target !== path) {
        return {};
      }
      const realWrite = handle.write.bind(handle);
      const realRead = handle.read.bind(handle);
      return {
        write: ((data: Uint8Array, offset: number, length: number, position: number) =>
          realWrite(data, offset, Math.min(3, length), position)) as typeof handle.write,
        read: ((data: Uint8Array, offset: number, length: number, position: number) =>
          realRead(data, offset, Math.min(2, length), position)) as typeof handle.read,
      };
    });
    const file = await openVaultFile(path, { disk });
    await file.write(0, bytes('all of these words'));
    expect(await whole(file)).toBe('all of these words');
    await file.close();
    expect(await readFile(path, 'utf8')).toBe('all of these words');
  });

  it('is not trusted after a sync that failed', async () => {
    const path = await someVault();
    let failing = true;
    const disk = changedDisk({}, (target, handle) => {
      const real = handle.datasync.bind(handle);
      return target === path ? { datasync: () => (failing ? Promise.reject(errnoError('EIO')) : real()) } : {};
    });
    const file = await openVaultFile(path, { disk });
    await file.write(0, bytes('new'));
    await expect(file.sync()).rejects.toMatchObject({ code: 'disk.failed' });
    failing = false;
    await expect(file.sync()).rejects.toMatchObject({ code: 'disk.failed', facts: { check: 'earlier-sync' } });
    // What was written can be put back, and is not called durable either.
    await file.write(0, bytes('old'));
    await expect(file.sync()).rejects.toMatchObject({ code: 'disk.failed', facts: { check: 'earlier-sync' } });
    expect(await whole(file)).toBe('old content');
    await file.replace((target) => target.write(bytes('rewritten')));
    await file.write(9, bytes(' well'));
    await file.sync();
    expect(await whole(file)).toBe('rewritten well');
    await file.close();
  });
});
