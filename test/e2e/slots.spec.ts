/** Ways to unlock, through the settings: added, renamed, withdrawn, changed; each after the vault was proven open. */
import type { Page } from 'playwright/test';
import { expect, test, addVirtualAuthenticator } from './fixtures.ts';
import { get, lock, makeVault, open, passphrase } from './bridge-calls.ts';
import { expectAccessible } from './open-screens.ts';

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('navigation').first().getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Ways to unlock' }).waitFor();
}

/** Before anything about unlocking changes, the vault is proven open once more. */
async function prove(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Open the vault once more' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Continue' }).waitFor();
  if (await dialog.getByLabel('Passphrase', { exact: true }).isVisible()) {
    await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  }
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toHaveCount(0, { timeout: 20_000 });
}

test('every section of the settings is accessible, and what is set is kept', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await openSettings(page);
  for (const section of ['Unlocking', 'Locking', 'Clipboard', 'Appearance', 'Vault', 'Backups', 'Import and sharing', 'About']) {
    await page.getByRole('tab', { name: section, exact: true }).or(page.getByRole('button', { name: section, exact: true })).first().click();
    await expectAccessible(page);
  }
  await page.getByRole('tab', { name: 'Locking', exact: true }).or(page.getByRole('button', { name: 'Locking', exact: true })).first().click();
  await page.getByText('Lock when the window is minimised').click();
  await expect.poll(async () => (await get(page, 'settings.read', {})).lockOnMinimise).toBe(true);
  await app.restart();
  expect((await get(app.window, 'settings.read', {})).lockOnMinimise).toBe(true);
});

test('a hardware key is added, opens the vault, and is removed again', async ({ app }) => {
  const page = app.window;
  await addVirtualAuthenticator(page);
  await makeVault(page);
  await openSettings(page);
  await page.getByRole('button', { name: 'Add a hardware key' }).click();
  await prove(page);
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByText('This key alone').click();
  await dialog.getByLabel('Name of the key').fill('Brass 5C');
  await dialog.getByRole('button', { name: 'Enrol this key' }).click();
  await dialog.getByText('“Brass 5C” is enrolled.').waitFor();
  await dialog.getByRole('button', { name: /add|save|done/i }).last().click();
  await expect.poll(async () => (await get(page, 'slot.list', {})).map(({ kind }) => kind)).toEqual(['passphrase', 'key']);
  await lock(page);
  expect(await open(page, { passphrase: null, useKey: true })).toMatchObject({ ok: true });

  await openSettings(page);
  await page.getByRole('button', { name: 'Actions for Brass 5C' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await prove(page);
  await expect(page.getByText(/Copies of the file made before/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Remove' }).click();
  await expect.poll(async () => (await get(page, 'slot.list', {})).map(({ kind }) => kind)).toEqual(['passphrase']);
  await lock(page);
  expect(await open(page, { passphrase: null, useKey: true })).toMatchObject({ ok: false });
  expect(await open(page)).toMatchObject({ ok: true });
});

test('the passphrase is changed: the new one opens, the old one does not', async ({ app }) => {
  const page = app.window;
  const next = 'another lantern over the harbour';
  await makeVault(page);
  await openSettings(page);
  await page.getByRole('button', { name: 'Actions for Passphrase' }).click();
  await page.getByRole('menuitem', { name: 'Change passphrase' }).click();
  await prove(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase', { exact: true }).fill(next);
  await dialog.getByLabel('Repeat the passphrase').fill(next);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: /change|save/i }).last().click();
  await expect(page.getByText('The passphrase is changed.')).toBeVisible({ timeout: 20_000 });
  await lock(page);
  expect(await open(page, { passphrase })).toMatchObject({ failure: { code: 'unlock.wrong-passphrase' } });
  expect(await open(page, { passphrase: next })).toMatchObject({ ok: true });
});

test('the last way to unlock cannot be removed', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const proof = await get(page, 'slot.prove', { jobId: crypto.randomUUID(), passphrase, useKey: false, recoveryWords: null });
  const [slot] = await get(page, 'slot.list', {});
  const reply = await page.evaluate(
    ([takes]) => (window as unknown as { latchkey: { call(name: string, takes: unknown): Promise<unknown> } }).latchkey.call('slot.remove', takes),
    [{ jobId: crypto.randomUUID(), proofToken: proof.proofToken, slotId: slot?.slotId ?? '' }] as const,
  );
  expect(reply).toMatchObject({ ok: false, failure: { code: 'slot.last' } });
});
