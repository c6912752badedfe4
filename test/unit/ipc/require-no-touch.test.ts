/** An item that asks for a touch, as a later Latchkey may write one: nothing of it is shown, and it stays such an item. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { historyView, itemView } from '../../../electron/ipc/item-view.ts';
import { requireNoTouch } from '../../../electron/ipc/require-no-touch.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, openAgain } from '../../support/sample-vault.ts';
import { markForTouch } from '../../support/touch-item.ts';

async function touchVault() {
  const made = makeMemoryVaultFile();
  const session = await makeVaultIn(made);
  const { id, versionId } = await session.create(login('Bank', 'hunter2'));
  await session.lock();
  const file = makeMemoryVaultFile(made.durable());
  await markForTouch(file, id);
  return { session: await openAgain(makeMemoryVaultFile(file.durable())), itemId: id, firstVersion: versionId };
}

it('gives neither its notes and open values nor its history, now or as it was before it asked', async () => {
  const { session, itemId, firstVersion } = await touchVault();
  expect(session.overview(itemId).touchRequired).toBe(true);
  expect(await failureOf(itemView(session, itemId, null))).toBe('item.needs-touch');
  expect(await failureOf(itemView(session, itemId, firstVersion))).toBe('item.needs-touch');
  expect(await failureOf(historyView(session, itemId))).toBe('item.needs-touch');
});

it('still asks after a version from before is restored', async () => {
  const { session, itemId, firstVersion } = await touchVault();
  await session.restore(itemId, firstVersion);
  expect(session.overview(itemId)).toMatchObject({ change: 'restore', touchRequired: true });
});

it('is asked for by either of the item and the version that is read', () => {
  const [asks, asksNot] = [{ touchRequired: true }, { touchRequired: false }];
  expect(() => requireNoTouch(asksNot, asks)).toThrow('item.needs-touch');
  expect(() => requireNoTouch(asks, asksNot)).toThrow('item.needs-touch');
  expect(() => requireNoTouch(asksNot, asksNot)).not.toThrow();
});

it('is asked about by every group of calls that reads details or attachments', () => {
  const folder = join(import.meta.dirname, '../../../electron/ipc');
  const readers = readdirSync(folder).filter((name) => /\.(?:details|attachment)\(/u.test(readFileSync(join(folder, name), 'utf8')));
  expect(readers).toContain('field-calls.ts');
  // An import only compares what it brings, and tells no more than a count.
  const careless = readers.filter((name) => name !== 'import-duplicates.ts' && !readFileSync(join(folder, name), 'utf8').includes('requireNoTouch('));
  expect(careless).toEqual([]);
});
