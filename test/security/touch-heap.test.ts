/**
 * Weakness: an unlocked vault whose memory is read. Of an item that needs a touch nothing is there to be read before the touch, in the heap
 * of the process that holds the vault or in the file. The same search finds it after a touch: it would have found it before.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { login, makeVaultIn, passphraseSlot } from '../support/sample-vault.ts';
import { makeTestKey, touchLogin } from '../support/touch-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-heap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canary = `canary-${process.pid}-${Date.now()}`;
const [vaultPath, oldVaultPath] = [join(folder, 'vault.latchkey'), join(folder, 'marked-later.latchkey')];
const made = { id: '', markedLater: '' };

/** Made here and dropped: the processes that are looked into never held it but through the file. */
beforeAll(async () => {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, makeTestKey('blue').slot]);
  made.id = (await session.create(touchLogin('Bank', canary))).id;
  await session.lock();
  writeFileSync(vaultPath, file.durable());

  const second = makeMemoryVaultFile();
  const other = await makeVaultIn(second, [passphraseSlot, makeTestKey('blue').slot]);
  const { id, versionId } = await other.create(login('Bank', canary));
  await other.update(id, versionId, touchLogin('Bank', canary));
  await other.compact();
  await other.lock();
  made.markedLater = id;
  writeFileSync(oldVaultPath, second.durable());
});

async function heapOf(path: string, itemId: string, acts: 'untouched' | 'touched'): Promise<Buffer> {
  const heapPath = join(folder, `${acts}.heapsnapshot`);
  const child = join(import.meta.dirname, '../support/touch-heap-child.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', child, path, itemId, heapPath, acts]);
  expect(stdout).toBe('2');
  return readFileSync(heapPath);
}

it('is in neither heap nor file of an unlocked vault before the touch, and is found after it', { timeout: 180_000 }, async () => {
  expect(readFileSync(vaultPath).includes(canary)).toBe(false);
  const before = await heapOf(vaultPath, made.id, 'untouched');
  expect(before.includes('Bank')).toBe(true);
  expect(before.includes(canary)).toBe(false);
  expect((await heapOf(vaultPath, made.id, 'touched')).includes(canary)).toBe(true);
});

it('nor is it of an item that was marked later', { timeout: 180_000 }, async () => {
  expect(readFileSync(oldVaultPath).includes(canary)).toBe(false);
  expect((await heapOf(oldVaultPath, made.markedLater, 'untouched')).includes(canary)).toBe(false);
});
