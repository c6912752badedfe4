/** Copies of a vault that another computer edited: chosen and merged, arrived under the open window, and set aside by a sync program. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { secureRandom as random } from '../../electron/crypto/random.ts';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { openVault } from '../../electron/vault/open-vault.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { login } from '../support/sample-vault.ts';
import { expect, saveScreenshot, test } from './fixtures.ts';
import { get, makeLogin, makeVault, passphrase } from './bridge-calls.ts';
import { answerDialogs, expectAccessible, openFromSidebar } from './open-screens.ts';

/** What another computer does with its copy. */
async function elsewhere(path: string, change: (session: VaultSession) => Promise<unknown>): Promise<void> {
  const deps = { file: await openVaultFile(path), clock: { now: () => Date.now() }, random, device: 'another computer' };
  const session = await openVault(deps, { passphrase: Buffer.from(passphrase) }, { seen: null });
  await change(session);
  await session.lock();
}

async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await saveScreenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a copy from elsewhere: looked at, merged, and kept', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { itemId, versionId } = await makeLogin(page, 'Webmail');
  const gone = await makeLogin(page, 'Old account');
  const copy = join(app.home, 'From the stick.latchkey');
  await copyFile(join(app.home, 'Documents', 'Personal.latchkey'), copy);
  await elsewhere(copy, async (there) => {
    await there.create(login('Ferry tickets', 'from there'));
    await there.update(itemId, versionId, login('Webmail', 'newer there'));
    await there.remove([gone.itemId]);
    await there.purge([gone.itemId]);
  });

  await answerDialogs(app, [copy]);
  await openFromSidebar(page, 'Settings');
  await page.getByRole('tab', { name: 'Vault' }).click();
  await expectAccessible(page);
  await pictures(page, 'settings-merge');
  await page.getByRole('button', { name: 'Merge another copy…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge a copy' });
  await expect(dialog.getByText('1 new item')).toBeVisible();
  await expect(dialog.getByText('1 item in a newer version; yours goes into its history')).toBeVisible();
  await expect(dialog.getByText('though it is not in your trash')).toBeVisible();
  await expectAccessible(page);
  await pictures(page, 'merge-preview');
  expect((await get(page, 'item.counts', {})).all).toBe(2);

  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog.getByText('All of it is in your vault now.')).toBeVisible();
  await expectAccessible(page);
  await pictures(page, 'merge-done');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toHaveCount(0);
  expect(existsSync(copy)).toBe(true);
  const { rows } = await get(page, 'item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: 0, count: 10 });
  expect(rows.map(({ title }) => title)).toEqual(['Ferry tickets', 'Webmail']);
  expect(await get(page, 'item.history', { itemId })).toHaveLength(2);

  // Once more there is nothing to take.
  await page.getByRole('button', { name: 'Merge another copy…' }).click();
  await expect(dialog.getByText('Everything in this copy is in your vault already.')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a copy with another key asks for its own unlock', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const copy = join(app.home, 'From the stick.latchkey');
  await copyFile(join(app.home, 'Documents', 'Personal.latchkey'), copy);
  await elsewhere(copy, async (there) => {
    await there.create(login('Ferry tickets', 'from there'));
    const kit = await there.addSlot({ kind: 'recovery', name: 'Lost kit', code: random(20) });
    await there.removeSlot(kit.slotId);
  });
  await answerDialogs(app, [copy]);
  await openFromSidebar(page, 'Settings');
  await page.getByRole('tab', { name: 'Vault' }).click();
  await page.getByRole('button', { name: 'Merge another copy…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge a copy' });
  await expect(dialog.getByLabel('Passphrase', { exact: true })).toBeFocused();
  await expectAccessible(page);
  await pictures(page, 'merge-unlock');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not this one');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This passphrase does not open')).toBeVisible();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('1 new item')).toBeVisible();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  expect((await get(page, 'item.counts', {})).all).toBe(1);
  expect(await get(page, 'slot.list', {})).toHaveLength(1);
});

test('a file that a sync program brought under the open window comes in by itself, and a conflicted copy is offered', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const vault = join(app.home, 'Documents', 'Personal.latchkey');
  const incoming = join(app.home, 'Personal.latchkey');
  await copyFile(vault, incoming);
  await makeLogin(page, 'Written here');
  await elsewhere(incoming, (there) => there.create(login('Ferry tickets', 'from there')));
  const conflicted = join(app.home, 'aside.latchkey');
  await copyFile(incoming, conflicted);
  await rename(incoming, vault);
  await expect(page.getByText('Changes from another computer came in: 1 new item.')).toBeVisible();
  await expect(page.getByRole('option').filter({ hasText: 'Ferry tickets' })).toBeVisible();
  await expect(page.getByRole('option').filter({ hasText: 'Written here' })).toBeVisible();
  await makeLogin(page, 'Written after');
  await get(page, 'vault.verify', { jobId: randomUUID() });

  await elsewhere(conflicted, (there) => there.create(login('Library card', 'set aside')));
  const beside = join(app.home, 'Documents', "Personal (Mara's conflicted copy 2026-01-01).latchkey");
  await copyFile(conflicted, join(app.home, 'Documents', 'Personal (1).latchkey'));
  await rename(conflicted, beside);
  await expect(page.getByText('A copy lies beside this vault')).toBeVisible();
  await expectAccessible(page);
  await pictures(page, 'copy-notice');
  // One that is merged and kept is not offered again; then comes the next.
  await expect(page.getByText('Personal (1)')).toBeVisible();
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge a copy' });
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByText('Personal (1)')).toHaveCount(0);
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await expect(dialog.getByText('Everything in this copy is in your vault already.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Move it to the trash' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('A copy lies beside this vault')).toHaveCount(0);
  expect(existsSync(beside)).toBe(false);
  await expect(page.getByRole('option')).toHaveCount(4);
});
