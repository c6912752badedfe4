/** An item that needs a touch, as a person meets it: marked in the form, sealed after unlocking, opened by the key and by nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test, addVirtualAuthenticator, saveScreenshot } from './fixtures.ts';
import { get, lock, makeLogin, passphrase, secret, send } from './bridge-calls.ts';
import { makeVaultByHand, unlockByHand } from './first-run-steps.ts';
import { expectAccessible } from './open-screens.ts';

const keyName = 'Brass 5C';

test('an item is marked, and after that shows, copies and opens for a change only while the key is touched', async ({ app }) => {
  test.setTimeout(240_000);
  const page = app.window;
  const key = await addVirtualAuthenticator(page);
  await makeVaultByHand(page, { passphrase, keyName });
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await page.getByRole('navigation').first().waitFor();
  const { itemId, passwordId } = await makeLogin(page);

  await page.getByRole('option', { name: /GitHub/ }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByText('Needs a touch', { exact: true }).click();
  await expectAccessible(page);
  await saveScreenshot(page, 'touch-form-light');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Sealed. Touch your key to show.')).toBeVisible({ timeout: 30_000 });
  await lock(page);
  await unlockByHand(page, passphrase);

  // Locked and unlocked: nothing of it is shown, and nothing is given out without the key.
  await page.getByRole('option', { name: /GitHub/ }).click();
  const sealed = page.getByRole('button', { name: 'Touch your key to show this item' });
  await expect(sealed).toBeVisible();
  await expect(page.getByRole('option', { name: /GitHub/ }).getByRole('img', { name: 'Needs a touch' })).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'touch-sealed-light');
  await key.setPresence(false);
  await sealed.click();
  const asked = page.getByRole('dialog', { name: 'Open “GitHub”' });
  await expect(asked.getByText(`Touch “${keyName}”`)).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'touch-asked-light');
  await page.keyboard.press('Escape');
  await expect(asked).toHaveCount(0);
  await expect(sealed).toBeVisible();
  const path = (await get(page, 'vault.settings', {})).place;
  expect(readFileSync(path).includes(secret)).toBe(false);

  // With the touch.
  await key.setPresence(true);
  await sealed.click();
  await page.getByRole('button', { name: 'Show Password' }).click();
  await expect(page.getByText(secret)).toBeVisible();
  await saveScreenshot(page, 'touch-open-light');
  await expectAccessible(page);
  // On a slow machine the minute may be over by now, and the item sealed by itself.
  await Promise.race([page.getByRole('button', { name: 'Seal now' }).click().catch(() => undefined), sealed.waitFor()]);
  await expect(sealed).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  // Each use asks by itself; without the key it ends in a sentence, not in the clipboard.
  await key.setPresence(false);
  const copying = send(page, 'field.copy', { itemId, versionId: null, fieldId: passwordId });
  await expect(asked).toBeVisible();
  await asked.getByRole('button', { name: 'Close' }).click();
  expect(await copying).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  await key.setPresence(true);
  expect(await send(page, 'field.copy', { itemId, versionId: null, fieldId: passwordId })).toMatchObject({ ok: true });

  // In the dark, and the form, which opens only over what the item holds.
  await get(page, 'item.endTouch', { itemId });
  await get(page, 'settings.change', { theme: 'dark' });
  await page.reload();
  await page.getByRole('option', { name: /GitHub/ }).click();
  await expect(sealed).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'touch-sealed-dark');
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByRole('form')).toHaveCount(0);
  await sealed.click();
  await expect(page.getByRole('form')).toBeVisible();
  await page.getByText('Needs a touch', { exact: true }).last().scrollIntoViewIfNeeded();
  await saveScreenshot(page, 'touch-form-dark');
  await page.getByText('Needs a touch', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Show Password' })).toBeVisible({ timeout: 30_000 });
  expect(await get(page, 'item.read', { itemId, versionId: null })).toMatchObject({ isSealed: false, touchRequired: false });
});
