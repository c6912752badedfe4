/** The whole way by keyboard alone: after each step the focus is somewhere, and the key pressed next does what stands there. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { firstRunWords, kitWords } from '../../renderer/text/first-run.ts';
import { get, makeLogin, makeVault, open, passphrase } from './bridge-calls.ts';
import { expect, test, type App } from './fixtures.ts';
import { answerDialogs } from './open-screens.ts';

const focused = (page: Page) => page.locator(':focus');

/** Presses keys one after the other; after each the focus has to be on something. */
async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await expect(focused(page), `after ${key}`).toHaveCount(1);
  }
}

/** Tab until the focus is on what has a name that begins so. Past the last thing in the window comes the first, by way of the body. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const label = await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? '');
    if (label.startsWith(name)) {
      return;
    }
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${name}.`);
}

async function lockByMenu(app: App): Promise<void> {
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []).find(({ label }) => label === 'Lock')?.click());
}

const list = (page: Page) => page.getByRole('listbox', { name: 'All items' });

test('a vault is made, and its kit, without touching the mouse', async ({ app }) => {
  const page = app.window;
  await page.getByRole('button', { name: firstRunWords.create }).waitFor();
  await press(page, 'Enter', 'Enter');
  await expect(page.getByLabel(firstRunWords.passphrase, { exact: true })).toBeFocused();
  await tabTo(page, firstRunWords.suggest);
  await press(page, 'Enter');
  await expect(page.getByRole('button', { name: firstRunWords.use })).toBeFocused();
  await page.getByLabel(firstRunWords.passphrase, { exact: true }).focus();
  await page.keyboard.type(passphrase);
  await page.getByLabel(firstRunWords.repeat, { exact: true }).focus();
  await page.keyboard.type(passphrase);
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: firstRunWords.keyTitle })).toBeVisible();
  await tabTo(page, firstRunWords.skip);
  await press(page, 'Enter');
  await tabTo(page, firstRunWords.skipConfirm);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: kitWords.make })).toBeFocused({ timeout: 30_000 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: kitWords.words }).getByRole('listitem')).toHaveCount(13);
  await expect(page.getByRole('button', { name: kitWords.print })).toBeFocused();
});

test.setTimeout(120_000);

test('the open vault is walked through, and Esc always leads back to somewhere', async ({ app }) => {
  const page = app.window;
  await page.setViewportSize({ width: 1180, height: 760 });
  await makeVault(page);
  for (const title of ['Anchor', 'Buoy', 'Capstan']) {
    await makeLogin(page, title);
  }

  // Unlocking leads to the list.
  const locked = page.waitForEvent('load');
  await lockByMenu(app);
  await locked;
  await page.getByPlaceholder('Passphrase').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(list(page)).toBeFocused({ timeout: 30_000 });

  // A face of its own, and back.
  await press(page, 'Control+g');
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(page.getByRole('tooltip')).toBeVisible();
  await press(page, 'Escape');
  await expect(list(page)).toBeFocused();

  // The settings: the tab first, one Esc out also under a tooltip; a passphrase changed, a dialog cancelled.
  await press(page, 'Control+,');
  await expect(page.getByRole('tab', { name: 'Unlocking' })).toBeFocused();
  await press(page, 'Shift+Tab');
  await expect(page.getByRole('tooltip', { name: /Close settings/ })).toBeVisible();
  await press(page, 'Escape');
  await expect(list(page)).toBeFocused();
  await press(page, 'Control+,');
  await tabTo(page, 'Actions for Passphrase');
  await press(page, 'Enter', 'Enter');
  await expect(page.getByRole('dialog', { name: 'Open the vault once more' })).toBeVisible();
  await tabTo(page, 'Cancel');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Actions for Passphrase' })).toBeFocused();
  await press(page, 'Enter', 'Enter');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  const change = page.getByRole('dialog', { name: 'Change the passphrase' });
  await change.getByLabel('Repeat the passphrase').fill(passphrase, { timeout: 20_000 });
  await change.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(change).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole('region', { name: 'Settings' }).locator(':focus')).toHaveCount(1);
  await press(page, 'Escape');
  await expect(list(page)).toBeFocused();

  // Sharing and receiving go back to where they were begun.
  await press(page, 'Home', 's');
  await expect(page.getByRole('dialog', { name: 'Share an item' })).toBeVisible();
  await press(page, 'Escape');
  await expect(list(page)).toBeFocused();
  await tabTo(page, 'Receive', 'Shift+Tab');
  await press(page, 'Enter');
  const wrong = join(app.home, 'letter.txt');
  writeFileSync(wrong, 'Dear Mara');
  await answerDialogs(app, [wrong]);
  await tabTo(page, 'Choose a file', 'Shift+Tab');
  await press(page, 'Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Choose a file/ })).toBeFocused();
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // An old version brought back.
  await list(page).focus();
  await press(page, 'Home', 'Control+d');
  await expect(page.getByText('Version 2 of 2')).toBeVisible();
  await tabTo(page, 'History');
  await press(page, 'Enter');
  await tabTo(page, 'Look at the version');
  await press(page, 'Tab', 'Enter');
  await tabTo(page, 'Restore this version');
  await press(page, 'Enter');
  await expect(page.getByText('Version 3 of 3')).toBeVisible();
  await press(page, 'Escape');

  // Everything put into the trash, taken back, and one deleted for good.
  const rows = await page.getByRole('option').count();
  // The step back before gives the focus away when its screen has gone; a person looks before deleting.
  await expect(async () => {
    await list(page).focus();
    await press(page, 'Control+a');
    await expect(page.getByRole('option', { selected: true })).toHaveCount(rows, { timeout: 1_000 });
  }).toPass();
  await press(page, 'Delete');
  await expect(page.getByRole('heading', { name: 'Your vault is empty' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New login' })).toBeFocused();
  await tabTo(page, 'Undo');
  await press(page, 'Enter');
  await expect(page.getByRole('option', { name: 'Capstan' })).toBeVisible();
  await expect(list(page)).toBeFocused();
  await press(page, 'Home', 'Delete');
  await tabTo(page, 'Trash', 'Shift+Tab');
  await press(page, 'Enter');
  await page.getByRole('listbox', { name: 'Trash' }).focus();
  await press(page, 'Home', 'Delete');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('listbox', { name: 'Trash' })).toBeFocused();
  await press(page, 'Delete');
  await tabTo(page, 'Delete for good');
  await press(page, 'Enter');
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await press(page, 'Tab');

  // What is being written is not lost to locking.
  await press(page, 'Control+n');
  await expect(page.getByRole('menu')).toBeVisible();
  await press(page, 'ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Login', exact: true })).toBeFocused();
  await press(page, 'Enter');
  const title = page.getByLabel('Title', { exact: true });
  await expect(title).toBeFocused();
  await page.keyboard.type('Dinghy');
  await press(page, 'Control+l');
  await expect(page.getByRole('alertdialog', { name: 'Save before locking?' })).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(title).toHaveValue('Dinghy');
  await expect(title).toBeFocused();
  // The menu asks the same.
  await lockByMenu(app);
  await expect(page.getByRole('alertdialog', { name: 'Save before locking?' })).toBeVisible();
  await press(page, 'Escape');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  const loaded = page.waitForEvent('load');
  await press(page, 'Control+l');
  await expect(page.getByRole('button', { name: 'Save and lock' })).toBeFocused();
  await page.keyboard.press('Enter');
  await loaded;
  await open(page);
  expect((await get(page, 'item.search', { text: 'Dinghy', scope: { in: 'all' }, sort: 'title', from: 0, count: 1 })).total).toBe(1);
});

test('two thousand items come in, are reached at both ends and chosen all at once', async ({ app }) => {
  const page = app.window;
  await page.setViewportSize({ width: 1180, height: 760 });
  await makeVault(page);
  const many = join(app.home, 'many.csv');
  writeFileSync(many, ['name,url,username,password', ...Array.from({ length: 2_020 }, (_, at) => `Item ${String(at).padStart(4, '0')},https://i${at}.example,mara,kettle-${at}`), ''].join('\n'));
  const letter = join(app.home, 'letter.csv');
  writeFileSync(letter, 'Dear Mara,\nhow are you?\n');
  await answerDialogs(app, [letter]);
  await tabTo(page, 'Import');
  await press(page, 'Enter', 'Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused();
  await answerDialogs(app, [many]);
  await press(page, 'Enter');
  const take = dialog.getByRole('button', { name: 'Take 2,020 items in' });
  await expect(take).toBeFocused();
  // Esc stops the writing, and only that.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('Writing to the vault')).toHaveCount(0);
  await expect(take).toBeFocused();
  expect((await get(page, 'item.counts', {})).all).toBe(0);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused({ timeout: 60_000 });
  await press(page, 'Enter');
  await expect(dialog).toHaveCount(0);

  await list(page).focus();
  await press(page, 'End');
  await expect(page.getByRole('option', { name: /Item 2019/ })).toBeInViewport();
  await expect(page.getByRole('heading', { name: 'Item 2019' })).toBeVisible();
  await press(page, 'Home');
  await expect(page.getByRole('heading', { name: 'Item 0000' })).toBeVisible();

  // Pressed in one breath: what goes is all of them, not the one that was chosen before.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await get(page, 'item.counts', {})).trash, { timeout: 30_000 }).toBe(2_020);
  await expect(focused(page)).toHaveCount(1);
});
