/** Backups, as a person meets them: one a day, one by hand, an item brought back, the whole vault brought back; and by keys alone. */
import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, saveScreenshot, test, type App } from './fixtures.ts';
import { get, lock, makeLogin, makeVault, open, passphrase, secret } from './bridge-calls.ts';
import { expectAccessible } from './open-screens.ts';

async function openBackups(page: Page): Promise<void> {
  await page.getByRole('navigation').first().getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Backups', exact: true }).click();
  await page.getByRole('heading', { name: 'Backups' }).waitFor();
}

async function backupFiles(app: App): Promise<string[]> {
  const root = join(app.userData, 'backups');
  const folders = await readdir(root).catch(() => []);
  return (await Promise.all(folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => join(root, folder, name))))).flat();
}

async function picture(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await saveScreenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The passwords of the item called so, newest version first. */
async function passwordOf(page: Page, title: string): Promise<string> {
  const { rows } = await get(page, 'item.search', { text: title, scope: { in: 'all' }, sort: 'relevance', from: 0, count: 1 });
  const itemId = rows[0]?.id ?? '';
  const { fields } = await get(page, 'item.read', { itemId, versionId: null });
  return (await get(page, 'field.reveal', { itemId, versionId: null, fieldId: fields.find(({ name }) => name === 'password')?.id ?? '' })).value;
}

test('a vault is backed up by itself and by hand, gives an item back, and then all of itself', async ({ app }) => {
  // A long way, looked at by axe at each step.
  test.slow();
  const page = app.window;
  await makeVault(page);
  const { itemId, versionId } = await makeLogin(page, 'GitHub');
  await makeLogin(page, 'Railway');
  await lock(page);
  await open(page);
  await expect.poll(() => backupFiles(app)).toHaveLength(1);
  const { mode } = await stat((await backupFiles(app))[0] ?? '');
  expect(mode & 0o777).toBe(0o600);

  await openBackups(page);
  await makeLogin(page, 'Harbour library');
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('The vault is backed up.')).toBeVisible();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('Nothing changed since the newest backup')).toBeVisible();
  expect(await backupFiles(app)).toHaveLength(2);
  await expectAccessible(page);
  await picture(page, 'backups');

  // What was changed and what was deleted since, a backup still knows.
  const before = await get(page, 'item.read', { itemId, versionId });
  await get(page, 'item.update', {
    itemId, baseVersionId: versionId,
    draft: {
      kind: 'login', title: 'GitHub', urls: before.urls, tags: [], collection: null, favourite: false, attributes: before.attributes, touchRequired: false, purgeProtected: false, notes: '', keepAttachments: [], newAttachments: [],
      fields: before.fields.map(({ id, name, label, type, concealed }) => ({ id, name, label, type, concealed, value: { is: 'set', to: 'changed by mistake' } as const })),
    },
  });
  await page.getByRole('button', { name: /^Open the backup of/ }).first().click();
  const unlock = page.getByRole('dialog', { name: /^Backup of/ });
  await unlock.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await page.keyboard.press('Enter');
  await expect(unlock.getByText('This passphrase does not open the vault')).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await unlock.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  const items = page.getByRole('dialog', { name: /^Backup of/ });
  await expect(items.getByText('3 items')).toBeVisible({ timeout: 20_000 });
  await expect(items.getByRole('listitem').filter({ hasText: 'GitHub' })).toContainText('Changed since');
  await expect(items.getByRole('listitem').filter({ hasText: 'Railway' })).toContainText('As in the vault');
  await expectAccessible(page);
  await picture(page, 'backup-items');
  await items.getByLabel('Search this backup').fill('railway');
  await expect(items.getByRole('listitem')).toHaveCount(1);
  await items.getByLabel('Search this backup').fill('');
  await items.getByRole('button', { name: 'Restore GitHub' }).click();
  await expect(page.getByText('“GitHub” is as it was then.')).toBeVisible();
  await expect(items.getByRole('listitem').filter({ hasText: 'GitHub' })).toContainText('As in the vault');
  expect(await passwordOf(page, 'GitHub')).toBe(secret);

  // The whole of it: what came later goes, into a backup of its own.
  await makeLogin(page, 'Later');
  await items.getByRole('button', { name: 'Restore the whole vault…' }).click();
  const confirm = page.getByRole('alertdialog', { name: 'Put this backup in place of the vault?' });
  await expectAccessible(page);
  await picture(page, 'backup-whole');
  const reloaded = page.waitForEvent('load');
  await confirm.getByRole('button', { name: 'Restore and lock' }).click();
  await reloaded;
  await expect(page.getByText('The backup is in place of the vault.')).toBeVisible();
  await picture(page, 'backup-restored');
  await page.getByPlaceholder('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  // No question whether an older copy is meant: it was chosen.
  await page.getByRole('navigation').first().waitFor({ timeout: 20_000 });
  await expect(page.getByRole('option')).toHaveCount(3);
  expect((await get(page, 'backup.list', {})).backups.map(({ why }) => why)).toContain('restore');
});

test('the backups that a changed passphrase still opens are named beside the ways to unlock, and removed when asked', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  await get(page, 'backup.make', { jobId: randomUUID() });
  const { proofToken } = await get(page, 'slot.prove', { jobId: randomUUID(), passphrase, useKey: false, recoveryWords: null });
  const [slot] = await get(page, 'slot.list', {});
  await get(page, 'slot.changePassphrase', { jobId: randomUUID(), proofToken, slotId: slot?.slotId ?? '', passphrase: 'another lantern over the harbour' });
  const count = (await backupFiles(app)).length;
  await page.getByRole('navigation').first().getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText(/backups? on this computer still opens? with “Passphrase”/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'backups-withdrawn');
  await page.getByRole('button', { name: /^Remove th(is|ese) backups?…$/ }).click();
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText(`${count === 1 ? '1 backup' : `${count} backups`} removed.`)).toBeVisible();
  await expect(page.getByText(/as it was before you removed or changed it/)).toHaveCount(0);
  expect(await backupFiles(app)).toHaveLength(1);
});

test('by keys alone: the rule is set, a backup made, opened and closed, and the focus is never lost', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  await openBackups(page);
  const reach = async (name: RegExp): Promise<void> => {
    for (let pressed = 0; pressed < 40; pressed += 1) {
      const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
      if (name.test(label)) {
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way by Tab to ${name}`);
  };
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.tagName ?? '');
  await page.getByRole('tab', { name: 'Backups', exact: true }).focus();
  await reach(/^Back up now$/u);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/The vault is backed up\.|Nothing changed since/).first()).toBeVisible();
  await reach(/^Make backups by itself$|^For 7 days/u);
  await expect.poll(focused).not.toBe('BODY');

  await page.getByRole('tab', { name: 'Backups', exact: true }).focus();
  await reach(/^Open the backup of/u);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Passphrase', { exact: true }).waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByLabel('Search this backup')).toBeFocused({ timeout: 20_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')).toMatch(/^Open the backup of/u);
});
