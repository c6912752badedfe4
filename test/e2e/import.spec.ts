/** Exports of Chrome, Firefox and Bitwarden come in through the window; broken rows are named and lose nothing else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, test, type App } from './fixtures.ts';
import { get, makeVault } from './bridge-calls.ts';
import { answerDialogs, expectAccessible, openFromSidebar } from './open-screens.ts';

const chrome = [
  'name,url,username,password,note',
  'GitHub,https://github.com/login,mara,vexing-harbor,',
  'Broken,https://broken.example,only three',
  '"Library, harbour",https://library.example/,mara.lindqvist,"pa""ss, word","two',
  'lines"',
  ',shop.example,mara,kettle-12,',
  '',
].join('\r\n');

const firefox = [
  '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
  '"https://accounts.example","mara","otter-91",,"https://accounts.example","{9f5d8ef1-93a4-4a33-8d3c-8f4dc0d3a001}","1700000000000","1700000000000","1700000000000"',
  '',
].join('\n');

const bitwarden = JSON.stringify({
  encrypted: false,
  folders: [{ id: 'f1', name: 'Studio' }],
  items: [
    { id: 'a', type: 1, name: 'Webmail', folderId: 'f1', favorite: true, notes: null, login: { username: 'mara', password: 'brass-5c', totp: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', uris: [{ match: null, uri: 'https://mail.example' }] } },
    { id: 'b', type: 2, name: 'Alarm', notes: 'The code is with Jonas.', secureNote: { type: 0 } },
    { id: 'c', type: 99, name: 'From the future' },
  ],
});

async function choose(app: App, fileName: string, content: string): Promise<void> {
  const path = join(app.home, fileName);
  writeFileSync(path, content);
  await answerDialogs(app, [path]);
  await openFromSidebar(app.window, 'Import');
  await app.window.getByRole('dialog').getByRole('button', { name: 'Choose a file' }).click();
  await expect(app.window.getByRole('dialog').getByText(`“${fileName}”`)).toBeVisible();
}

async function titles(page: Page): Promise<string[]> {
  const { rows } = await get(page, 'item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: 0, count: 50 });
  return rows.map(({ title }) => title);
}

test('a CSV of Chrome: looked at, taken in, broken rows named by line, and a reminder to delete it', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await choose(app, 'Chrome Passwords.csv', chrome);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Recognised as Chrome or Edge, CSV.')).toBeVisible();
  await expect(dialog.getByRole('cell', { name: 'Library, harbour' })).toBeVisible();
  expect(await page.content()).not.toContain('vexing-harbor');
  expect(await titles(page)).toEqual([]);
  await dialog.getByText('1 row cannot be taken').click();
  await expect(dialog.getByText('Line 3')).toBeVisible();
  await expectAccessible(page);

  await dialog.getByLabel('Into a collection').fill('From Chrome');
  await dialog.getByRole('button', { name: 'Take 3 items in' }).click();
  await expect(page.getByRole('dialog', { name: '3 items are in your vault' })).toBeVisible();
  await expect(dialog.getByText('Now delete “Chrome Passwords.csv”')).toBeVisible();
  await dialog.getByRole('button', { name: 'Copy the report' }).click();
  await expect(dialog.getByText('The report was copied.')).toBeVisible();
  const report = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(report).toContain('Taken: 3');
  expect(report).toContain('Line 3');
  expect(report).not.toContain('vexing-harbor');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await titles(page)).toHaveLength(3);
  expect((await get(page, 'item.counts', {})).collections).toEqual([{ name: 'From Chrome', count: 3 }]);
});

test('the same file once more brings in nothing twice', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await choose(app, 'logins.csv', firefox);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Recognised as Firefox, CSV.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take 1 item in' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await choose(app, 'logins.csv', firefox);
  await expect(dialog.getByText('1 of them is in the vault already.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Take 0 items in' })).toBeDisabled();
  await dialog.getByText('Skip what is in the vault already').click();
  await expect(dialog.getByRole('button', { name: 'Take 1 item in' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await titles(page)).toHaveLength(1);
});

test('a JSON of Bitwarden: logins, notes, folders, codes; what it does not know is named', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await choose(app, 'bitwarden_export.json', bitwarden);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 login, 1 note')).toBeVisible();
  await dialog.getByText('1 row cannot be taken').click();
  await expect(dialog.getByText('Entry 3')).toBeVisible();
  await dialog.getByRole('button', { name: 'Take 2 items in' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await titles(page)).toEqual(['Alarm', 'Webmail']);
  expect(await get(page, 'item.counts', {})).toMatchObject({ favourites: 1, collections: [{ name: 'Studio', count: 1 }] });
});

test('a file that is no export is refused with a sentence, and another one can be chosen', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const path = join(app.home, 'letter.csv');
  writeFileSync(path, 'Dear Mara,\nhow are you?\n');
  await answerDialogs(app, [path]);
  await openFromSidebar(page, 'Import');
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is not an export that Latchkey knows');
  await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
});

test('a dropped file is read as a chosen one is', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await openFromSidebar(page, 'Import');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('or drop it here').evaluate((place, text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
    place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  }, firefox);
  await dialog.getByRole('button', { name: 'Take 1 item in' }).click();
  await expect(page.getByRole('dialog', { name: '1 item is in your vault' })).toBeVisible();
});
