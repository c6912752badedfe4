/** The open vault in the window: found, shown, copied, chosen by the dozen, put away, brought back; by mouse and by keyboard. */
import type { Page } from 'playwright/test';
import { get, makeLogin, makeVault, secret } from './bridge-calls.ts';
import { expect, test, type App } from './fixtures.ts';
import { expectAccessible } from './open-screens.ts';

async function openWith(app: App, titles: readonly string[]): Promise<Page> {
  const page = app.window;
  await page.setViewportSize({ width: 1180, height: 760 });
  await makeVault(page);
  for (const title of titles) {
    await makeLogin(page, title);
  }
  await expect(page.getByRole('listbox', { name: 'All items' })).toBeVisible();
  return page;
}

const row = (page: Page, title: string) => page.getByRole('option').filter({ hasText: title });
const clipboardOf = (app: App): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText());

test('an empty vault says what belongs there and offers the first step', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await expect(page.getByRole('heading', { name: 'Your vault is empty' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New login' }).click();
  await expect(page.getByRole('form', { name: 'Login form' })).toBeVisible();
});

test('a search shows where it matched, and the best match at once', async ({ app }) => {
  const page = await openWith(app, ['Harbour library', 'Old harbour', 'Digital Ocean']);
  await page.keyboard.press('f');
  await page.keyboard.type('harb');
  await expect(page.getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('option').first().locator('mark')).toHaveText('Harb');
  await expect(page.getByRole('heading', { name: 'Harbour library' })).toBeVisible();
  await expect(page.getByText('2 of 3')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Old harbour' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(3);
});

test('a value goes to the clipboard with a click or a key, and the row counts down where it stood', async ({ app }) => {
  const page = await openWith(app, ['GitHub']);
  await row(page, 'GitHub').click();
  await page.getByRole('button', { name: 'Copy Username' }).click();
  await expect(page.getByText(/^Copied, clears in \d+ s$/)).toBeVisible();
  expect(await clipboardOf(app)).toBe('mara.lindqvist');
  await row(page, 'GitHub').click();
  await page.keyboard.press('Control+c');
  await expect.poll(() => clipboardOf(app)).toBe(secret);
  await page.keyboard.press('Control+b');
  await expect.poll(() => clipboardOf(app)).toBe('mara.lindqvist');
  await page.keyboard.press('c');
  await expect.poll(() => clipboardOf(app)).toBe(secret);
});

test('a password is in the page only while it is asked to be shown', async ({ app }) => {
  const page = await openWith(app, ['GitHub', 'Harbour library']);
  await row(page, 'GitHub').click();
  const heading = page.getByRole('heading', { name: 'GitHub' });
  await expect(heading).toBeVisible();
  expect(await page.content()).not.toContain('needle');
  await page.keyboard.press('r');
  await expect(page.getByText(/needle/)).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByText(/needle/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Show Password' }).click();
  await expect(page.getByText(/needle/)).toBeVisible();
  await row(page, 'Harbour library').click();
  await expect(page.getByRole('heading', { name: 'Harbour library' })).toBeVisible();
  expect(await page.content()).not.toContain('needle');
});

test('several items are chosen, put into the trash, and brought back', async ({ app }) => {
  const page = await openWith(app, ['Anchor', 'Buoy', 'Capstan', 'Dock']);
  await row(page, 'Anchor').click();
  await page.keyboard.press('Shift+ArrowDown');
  await row(page, 'Dock').click({ modifiers: ['Control'] });
  await expect(page.getByRole('heading', { name: '3 items chosen' })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('option')).toHaveCount(4);

  await row(page, 'Buoy').click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('heading', { name: 'Capstan' })).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: 'Trash' }).click();
  await row(page, 'Buoy').click();
  await expect(page.getByText(/It will be gone in \d+ days/)).toBeVisible();
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
});

test('an old version is looked at and brought back', async ({ app }) => {
  const page = await openWith(app, ['GitHub']);
  const { itemId } = (await get(page, 'item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: 0, count: 1 })).rows.map(({ id }) => ({ itemId: id }))[0] ?? { itemId: '' };
  const item = await get(page, 'item.read', { itemId, versionId: null });
  await get(page, 'item.update', {
    itemId, baseVersionId: item.versionId,
    draft: {
      kind: 'login', title: 'GitHub, renamed', urls: item.urls, tags: [], collection: null, favourite: false, attributes: item.attributes, touchRequired: false, purgeProtected: false,
      notes: '', keepAttachments: [], newAttachments: [], fields: item.fields.map(({ id, name, label, type, concealed }) => ({ id, name, label, type, concealed, value: { is: 'kept' as const } })),
    },
  });
  await row(page, 'GitHub, renamed').click();
  await expect(page.getByText('Version 2 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByText('Edited · title')).toBeVisible();
  await page.getByRole('button', { name: /^Look at the version/ }).last().click();
  await expect(page.getByRole('heading', { name: 'GitHub', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show Password' }).click();
  await expect(page.getByText(/needle/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore this version' }).click();
  await expect(page.getByText('Version 3 of 3')).toBeVisible();
  await expect(row(page, 'GitHub').first()).not.toContainText('renamed');
});

test('Esc goes back one step at a time, and the focus is never lost', async ({ app }) => {
  const page = await openWith(app, ['Anchor', 'Buoy']);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('an');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Copy Username' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Nothing chosen' })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is being written is not lost to a click elsewhere', async ({ app }) => {
  const page = await openWith(app, ['Anchor', 'Buoy']);
  await row(page, 'Anchor').click();
  await page.keyboard.press('Control+e');
  await page.getByRole('form').getByLabel('Title', { exact: true }).fill('Anchor, heavier');
  await row(page, 'Buoy').click();
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('form').getByLabel('Title', { exact: true })).toHaveValue('Anchor, heavier');
  await row(page, 'Buoy').click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { name: 'Buoy' })).toBeVisible();
});

test('the width of a pane is moved by mouse and keyboard, and remembered', async ({ app }) => {
  const page = await openWith(app, ['Anchor']);
  const divider = page.getByRole('separator', { name: 'Width of the list' });
  const box = await divider.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 0.5, 400);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 60.5, 400, { steps: 4 });
  await page.mouse.up();
  await expect(divider).toHaveAttribute('aria-valuenow', '404');
  await divider.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', '388');
  await expect.poll(async () => (await get(page, 'settings.read', {})).listWidth).toBe(388);
});

test('with little room the sidebar folds, and the detail takes the place of the list', async ({ app }) => {
  const page = await openWith(app, ['Anchor', 'Buoy']);
  await page.setViewportSize({ width: 880, height: 700 });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show the sidebar' }).click();
  await expect(page.getByRole('navigation')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation')).toHaveCount(0);

  await page.setViewportSize({ width: 640, height: 700 });
  await row(page, 'Buoy').click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(page.getByRole('listbox')).toBeVisible();
});

test('axe finds nothing in list, detail, menus and dialogs, light and dark', async ({ app }) => {
  const page = await openWith(app, ['GitHub', 'Harbour library']);
  await row(page, 'GitHub').click();
  await expect(page.getByRole('heading', { name: 'GitHub' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('menuitem', { name: 'Passkey' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expectAccessible(page);
});
