/** A held file on its way into an item: one item gets it, whole, whatever else happens meanwhile. */
import { expect, it } from 'vitest';
import { makeTokenBox } from '../../../electron/desk/token-box.ts';
import type { HeldFile } from '../../../electron/ipc/call-deps.ts';
import { spendFiles } from '../../../electron/ipc/spend-files.ts';
import { failureOf } from '../../support/sample-vault.ts';

function boxOf(most = 100) {
  const files = makeTokenBox<HeldFile>({ now: () => 0, livesSeconds: 60, most, missing: 'attachment.not-found', discard: ({ content }) => void content.fill(0) });
  return { files, token: files.put({ fileName: 'a.txt', mediaType: 'text/plain', content: Buffer.from('ABCDEF') }) };
}

/** As sealing does: looks at the bytes only once it is its turn. */
async function seal(held: readonly HeldFile[]): Promise<string> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return held.map(({ content }) => Buffer.from(content).toString('latin1')).join(' ');
}

it('of three items made at once with one file, one is made and has its bytes', async () => {
  const { files, token } = boxOf();
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => spendFiles(files, [token], seal)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(outcomes[0]).toMatchObject({ value: 'ABCDEF' });
});

it('a file that is dropped while its item is being saved is saved whole', async () => {
  const { files, token } = boxOf(1);
  const saving = spendFiles(files, [token], seal);
  files.put({ fileName: 'b.txt', mediaType: 'text/plain', content: Buffer.from('other') });
  files.clear();
  expect(await saving).toBe('ABCDEF');
});

it('a file of an item that could not be saved is there for the next try', async () => {
  const { files, token } = boxOf();
  await expect(spendFiles(files, [token], () => Promise.reject(new Error('the disk is full')))).rejects.toThrow('full');
  expect(await spendFiles(files, [token], seal)).toBe('ABCDEF');
});

it('a file named twice in one item is refused, and none of its files is lost', async () => {
  const { files, token } = boxOf();
  expect(await failureOf(spendFiles(files, [token, token], seal))).toBe('attachment.not-found');
  expect(await spendFiles(files, [token], seal)).toBe('ABCDEF');
});
