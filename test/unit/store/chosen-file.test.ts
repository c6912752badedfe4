/** Files that the user chose: what is there already is replaced in one step, or left as it was. */
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, lstatSync, openSync, readFileSync, readSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChosenFile, writeChosenFile } from '../../../electron/store/chosen-file.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { failureOf } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const content = Buffer.from('a secret file');

describe('writing where the user said', () => {
  it('replaces a link and leaves what it pointed at alone', async () => {
    const folder = await newFolder();
    const [victim, link] = [join(folder, 'victim.txt'), join(folder, 'out.txt')];
    writeFileSync(victim, 'precious');
    symlinkSync(victim, link);
    await writeChosenFile(link, content);
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(lstatSync(link).isSymbolicLink()).toBe(false);
    expect(readFileSync(link)).toEqual(content);
  });

  it('gives nothing to whoever has the old file open, and is for its owner alone', async () => {
    const path = join(await newFolder(), 'out.txt');
    writeFileSync(path, 'old');
    chmodSync(path, 0o666);
    const reader = openSync(path, 'r');
    await writeChosenFile(path, content);
    const seen = Buffer.alloc(100);
    expect(seen.toString('utf8', 0, readSync(reader, seen, 0, 100, 0))).toBe('old');
    closeSync(reader);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps the old file, and leaves nothing beside it, when the disk is full', async () => {
    const folder = await newFolder();
    const path = join(folder, 'out.txt');
    writeFileSync(path, 'old');
    const disk = changedDisk({}, (target) => (target.endsWith('.latchkey-tmp') ? { sync: () => Promise.reject(errnoError('ENOSPC')) } : {}));
    expect(await failureOf(writeChosenFile(path, content, disk))).toBe('disk.full');
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.txt']);
  });

  it('works beside a name as long as names can be', async () => {
    const path = join(await newFolder(), `${'x'.repeat(251)}.txt`);
    await writeChosenFile(path, content);
    await writeChosenFile(path, content);
    expect(readFileSync(path)).toEqual(content);
  });
});

describe('reading what the user chose', () => {
  it('takes a file up to the limit, and nothing larger', async () => {
    const path = join(await newFolder(), 'in.txt');
    writeFileSync(path, content);
    expect(Buffer.from(await readChosenFile(path, content.length))).toEqual(content);
    await expect(readChosenFile(path, content.length - 1)).rejects.toMatchObject({ code: 'attachment.too-large', facts: { fileName: 'in.txt' } });
  });

  it('refuses a folder, and a pipe without waiting for it', async (context) => {
    const folder = await newFolder();
    expect(await failureOf(readChosenFile(folder, 100))).toBe('disk.failed');
    if (process.platform === 'win32') {
      return context.skip('there are no such pipes');
    }
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await failureOf(readChosenFile(join(folder, 'pipe'), 100))).toBe('disk.failed');
  });
});
