/** What a person can have forgotten at once, without waiting for it: the clipboard, and the list of vaults opened before. */
import { expect, test } from './fixtures.ts';
import { get, lock, makeLogin, makeVault, secret } from './bridge-calls.ts';
import { expectAccessible, openItem } from './open-screens.ts';

test('a copied value is taken off the clipboard when asked', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  await openItem(page, 'GitHub');
  await page.getByRole('button', { name: 'Copy Password' }).click();
  const clear = page.getByRole('button', { name: 'Clear the clipboard now' });
  await expect(clear).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(secret);
  await expectAccessible(page);
  await clear.click();
  await expect(clear).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Copy Password' })).toBeFocused();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
});

test('the list of vaults opened before is cleared, and the vault in front still opens', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await lock(page);
  expect(await get(page, 'vault.recent', {})).toHaveLength(1);
  await page.getByRole('button', { name: 'Other vault' }).click();
  await page.getByRole('menuitem', { name: 'Clear this list' }).click();
  await expect(page.getByText('The list is cleared.')).toBeVisible();
  expect(await get(page, 'vault.recent', {})).toEqual([]);
  expect(await get(page, 'app.state', {})).toMatchObject({ phase: 'locked', name: 'Personal' });
});
