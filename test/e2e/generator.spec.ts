/** The generator as a face of its own and within the form. */
import { expect, test } from './fixtures.ts';
import { get, makeVault } from './bridge-calls.ts';
import { expectAccessible, openFromSidebar, openNewItem, save } from './open-screens.ts';

test('makes passwords by rules and passphrases, and copies what it shows', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await openFromSidebar(page, 'Generator');
  const result = page.getByLabel('Generated password');
  await expect(result).toHaveText(/^\S{20}$/);
  const first = await result.textContent();
  await page.keyboard.press('Control+g');
  await expect(result).not.toHaveText(first ?? '');

  for (const name of ['Capital letters, A to Z', 'Digits, 0 to 9', 'Symbols']) {
    await page.getByRole('button', { name, exact: true }).click();
  }
  await expect(result).toHaveText(/^[a-z]{20}$/);
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Words' }).click();
  await expect(result).toHaveText(/^[a-z]+(-[a-z]+)+$/);
  const shown = await result.textContent();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Copied, clears in (30|29) s$/ })).toBeVisible();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(shown);

  const history = page.getByRole('region', { name: 'Made in this session' });
  await expect(history).not.toContainText(shown ?? '');
  await history.getByRole('button', { name: 'Show password 1' }).click();
  await expect(history).toContainText(shown ?? '');
  await history.getByRole('button', { name: 'Forget them' }).click();
  await expect(history.getByRole('button', { name: 'Show password 1' })).toHaveCount(0);
  await expectAccessible(page);
});

test('fills the password of a form, and gives the focus back', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const form = await openNewItem(page, 'login');
  await form.getByLabel('Title', { exact: true }).fill('Shop');
  await form.getByRole('button', { name: 'Generate a password' }).click();
  const popover = page.getByRole('dialog', { name: 'Generator' });
  const made = await popover.getByLabel('Generated password').textContent();
  await expectAccessible(page);
  await popover.getByRole('button', { name: 'Use this' }).click();
  await expect(popover).toHaveCount(0);
  await expect(form.getByLabel('Password', { exact: true })).toHaveValue(made ?? '');
  await expect(form.getByRole('button', { name: 'Generate a password' })).toBeFocused();
  await expect(form.getByText('Very strong')).toBeVisible();
  await save(page);
  const { rows } = await get(page, 'item.search', { text: '', scope: { in: 'all' }, sort: 'updated', from: 0, count: 1 });
  const itemId = rows[0]?.id ?? '';
  const { fields } = await get(page, 'item.read', { itemId, versionId: null });
  expect(await get(page, 'field.reveal', { itemId, versionId: null, fieldId: fields[0]?.id ?? '' })).toEqual({ value: made });
});
