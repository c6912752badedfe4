/** Making a vault by hand and opening it again: passphrase and touch, wrong ones, missing ones, the kit; and the screens for all of it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, addVirtualAuthenticator } from './fixtures.ts';
import { get, lock, open, passphrase } from './bridge-calls.ts';
import { makeKitByHand, makeVaultByHand, unlockByHand } from './first-run-steps.ts';
import { expectAccessible } from './open-screens.ts';

const keyName = 'Brass 5C';

test('the first run, with a key and a kit, is accessible on every screen', async ({ app }) => {
  const page = app.window;
  await addVirtualAuthenticator(page);
  await makeVaultByHand(page, { passphrase, keyName }, () => expectAccessible(page));
  await expectAccessible(page);
  await makeKitByHand(page, () => expectAccessible(page));
  await page.getByRole('navigation').first().waitFor();
  expect(await get(page, 'app.state', {})).toMatchObject({ phase: 'open', setupIncomplete: false });
  expect(await get(page, 'slot.list', {})).toMatchObject([{ kind: 'passphrase+key', name: keyName }, { kind: 'recovery' }]);
});

test('the first vault of an account that has no folder for documents yet is made, and the folder with it', async ({ launch }) => {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-home-'));
  try {
    const app = await launch({ env: { HOME: home } });
    await makeVaultByHand(app.window, { passphrase, keyName: null });
    expect(existsSync(join(home, 'Documents', 'Personal.latchkey'))).toBe(true);
    await app.close();
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test('a passphrase that is weak, missing or typed two ways is refused beside its field, and what was typed stays', async ({ app }) => {
  const page = app.window;
  await page.getByRole('button', { name: 'Create a vault' }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('Type a passphrase.')).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill('password1');
  await page.getByLabel('Repeat the passphrase').fill('password1');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText(/found too quickly/)).toBeVisible();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText(/not the same/)).toBeVisible();
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue(passphrase);
});

test('opens with passphrase and touch, and with neither alone', async ({ app }) => {
  const page = app.window;
  const key = await addVirtualAuthenticator(page);
  await makeVaultByHand(page, { passphrase, keyName });
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
  await lock(page);
  await expect(page.getByPlaceholder('Passphrase')).toBeFocused();
  await expectAccessible(page);
  expect(await open(page)).toMatchObject({ ok: false });
  expect(await open(page, { passphrase: null, useKey: true })).toMatchObject({ ok: false });

  await page.getByPlaceholder('Passphrase').fill('not the passphrase');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/passphrase/i).filter({ hasText: /not|wrong/i }).first()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await unlockByHand(page, passphrase);
  await lock(page);

  // A touch that does not come: the ring asks for it, and Esc ends the wait.
  await key.setPresence(false);
  await page.getByPlaceholder('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Touch “${keyName}”`)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByText(`Touch “${keyName}”`)).toHaveCount(0);
  await expect(page.getByPlaceholder('Passphrase')).toHaveValue(passphrase);
});

test('the kit opens it when the key is gone', async ({ app }) => {
  const page = app.window;
  const key = await addVirtualAuthenticator(page);
  await makeVaultByHand(page, { passphrase, keyName });
  const words = await makeKitByHand(page);
  await page.getByRole('navigation').first().waitFor();
  await lock(page);
  await key.clear();
  await page.getByRole('button', { name: 'Recovery kit' }).click();
  await expectAccessible(page);
  await page.getByLabel('Word 1', { exact: true }).click();
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), words.join(' '));
  for (const [place, word] of words.entries()) {
    await page.getByLabel(`Word ${place + 1}`, { exact: true }).fill(word);
  }
  await page.getByRole('button', { name: 'Open with these words' }).click();
  await page.getByRole('navigation').first().waitFor({ timeout: 30_000 });
});

test('a key without PRF cannot be enrolled, and the window says what it lacks', async ({ app }) => {
  const page = app.window;
  await addVirtualAuthenticator(page, { hasPrf: false });
  await page.getByRole('button', { name: 'Create a vault' }).click();
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Repeat the passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByRole('button', { name: 'Enrol this key' }).click();
  await expect(page.getByText(/key/i).filter({ hasText: /cannot|does not|lacks/i }).first()).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
});
