/** Every kind of item is made and changed through the form; nothing hidden is lost, nothing typed is lost. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'uqr';
import type { Locator, Page } from 'playwright/test';
import { fieldLabel } from '../../renderer/text/kind-words.ts';
import type { KindField } from '../../shared/kinds/kind.ts';
import { kinds } from '../../shared/kinds/kinds.ts';
import { get, makeLogin, makeVault, secret } from './bridge-calls.ts';
import { expect, test } from './fixtures.ts';
import { answerDialogs, expectAccessible, openEditor, openItem, openNewItem, save } from './open-screens.ts';

const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

/** What is typed into a field of a type. */
function sampleFor({ name, type }: KindField): string {
  switch (type) {
    case 'multiline':
    case 'secret':
      return `first line of ${name}\nsecond line`;
    case 'number':
      return '5432';
    case 'date':
      return '2024-02-29';
    case 'month':
      return '2031-12';
    case 'email':
      return 'mara@studio-nord.example';
    case 'url':
      return 'https://api.example/v1';
    case 'totp':
      return totpSecret;
    default:
      return `some ${name}`;
  }
}

async function readValues(page: Page, itemId: string): Promise<Record<string, string>> {
  const { fields } = await get(page, 'item.read', { itemId, versionId: null });
  const values: Record<string, string> = {};
  for (const { id, name, label, value, concealed } of fields) {
    values[name ?? label] = concealed ? (await get(page, 'field.reveal', { itemId, versionId: null, fieldId: id })).value : (value ?? '');
  }
  return values;
}

/** `date` is YYYY-MM-DD; typed part by part, in the order of the language. */
async function typeDay(form: Locator, label: string, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  await form.getByRole('group', { name: label, exact: true }).getByRole('spinbutton').first().click();
  await form.page().keyboard.type(`${day}${month}${year}`);
}

function fillIn(form: Locator, label: string, field: KindField): Promise<void> {
  return field.type === 'date' ? typeDay(form, label, sampleFor(field)) : form.getByLabel(label, { exact: true }).first().fill(sampleFor(field));
}

async function newestItem(page: Page): Promise<string> {
  const { rows } = await get(page, 'item.search', { text: '', scope: { in: 'all' }, sort: 'updated', from: 0, count: 1 });
  return rows[0]?.id ?? '';
}

test('every kind is made with all its fields, and changed without touching what is concealed', async ({ app }) => {
  test.setTimeout(300_000);
  const page = app.window;
  await makeVault(page);
  for (const { kind, fields } of kinds) {
    await test.step(kind, async () => {
      const form = await openNewItem(page, kind);
      await form.getByLabel('Title', { exact: true }).fill(`A ${kind}`);
      for (const field of fields) {
        await fillIn(form, fieldLabel(kind, { name: field.name, label: '' }), field);
      }
      await form.getByLabel('Notes').fill('Some notes.');
      await save(page);
      const itemId = await newestItem(page);
      const made = await readValues(page, itemId);
      for (const field of fields) {
        expect(made[field.name], field.name).toContain(field.type === 'totp' ? `secret=${totpSecret}` : sampleFor(field));
      }

      const again = await openEditor(page, `A ${kind}`);
      await again.getByLabel('Title', { exact: true }).fill(`Another ${kind}`);
      await save(page);
      await expect(page.getByRole('heading', { name: `Another ${kind}` })).toBeVisible();
      expect(await readValues(page, itemId)).toEqual(made);
      expect(await get(page, 'item.read', { itemId, versionId: null })).toMatchObject({ title: `Another ${kind}`, notes: 'Some notes.', versionNumber: 2 });
    });
  }
});

test('a form is reachable and readable for everyone, empty and with mistakes', async ({ app }) => {
  await makeVault(app.window);
  await openNewItem(app.window, 'login');
  await expectAccessible(app.window);
  await app.window.keyboard.press('Control+s');
  await expect(app.window.getByText('One place needs your attention')).toBeVisible();
  await expect(app.window.getByLabel('Title', { exact: true })).toBeFocused();
  await expectAccessible(app.window);
});

test('a concealed value is shown only when asked for, changed, and put back', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { itemId } = await makeLogin(page);
  const form = await openEditor(page, 'GitHub');
  expect(await page.content()).not.toContain(secret);
  await form.getByRole('button', { name: 'Show and edit Password' }).click();
  await expect(form.getByRole('textbox', { name: 'Password', exact: true })).toHaveValue(secret);
  await form.getByRole('button', { name: 'Keep the old password' }).click();
  await form.getByRole('button', { name: 'Change Password' }).click();
  await form.getByLabel('Password', { exact: true }).fill('a new one');
  await save(page);
  expect((await readValues(page, itemId))['password']).toBe('a new one');
});

test('fields of one’s own are added, named, moved and removed', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const form = await openNewItem(page, 'note');
  await form.getByLabel('Title', { exact: true }).fill('Doors');
  for (const [type, label] of [['Concealed text', 'Front'], ['Text', 'Back'], ['Date', 'Changed']] as const) {
    await form.getByRole('button', { name: 'Add a field' }).click();
    await page.getByRole('menuitem', { name: type, exact: true }).click();
    await form.getByPlaceholder('Field name').last().fill(label);
  }
  await form.getByLabel('Front', { exact: true }).fill('4711');
  await form.getByLabel('Back', { exact: true }).fill('blue key');
  await typeDay(form, 'Changed', '2025-01-31');
  await form.getByRole('button', { name: 'More for Back' }).click();
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await form.getByRole('button', { name: 'More for Changed' }).click();
  await page.getByRole('menuitem', { name: 'Remove field' }).click();
  await save(page);
  const { fields } = await get(page, 'item.read', { itemId: await newestItem(page), versionId: null });
  expect(fields.map(({ label, concealed, value }) => ({ label, concealed, value }))).toEqual([
    { label: 'Back', concealed: false, value: 'blue key' },
    { label: 'Front', concealed: true, value: null },
  ]);
});

test('websites with rules, a new collection, tags, days and protection are kept', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const form = await openNewItem(page, 'login');
  await form.getByLabel('Title', { exact: true }).fill('Studio');
  await form.getByLabel('Website', { exact: true }).fill('studio.example/login');
  await form.getByRole('button', { name: /Offer website 1 on/ }).click();
  await page.getByRole('option', { name: 'Host' }).click();
  await form.getByLabel('Collection').fill('Work');
  await form.getByLabel('Tags').fill('clients');
  await form.getByLabel('Tags').press('Enter');
  await form.getByRole('group', { name: 'Not before' }).getByRole('spinbutton').first().click();
  await page.keyboard.type('01022025');
  const until = form.getByRole('group', { name: 'Expires after' }).getByRole('spinbutton');
  await until.first().click();
  await page.keyboard.type('3112');
  await page.keyboard.press('Control+s');
  await expect(form.getByText('Write the whole day')).toBeVisible();
  await until.last().click();
  await page.keyboard.type('2031');
  await form.getByText('Purge protection').click();
  await form.getByRole('button', { name: 'Favourite' }).click();
  await save(page);
  const item = await get(page, 'item.read', { itemId: await newestItem(page), versionId: null });
  expect(item).toMatchObject({
    urls: [{ url: 'studio.example/login', match: 'host' }],
    collection: 'Work', tags: ['clients'], favourite: true, purgeProtected: true,
    attributes: { enabled: true, notBefore: new Date(2025, 1, 1).getTime(), expires: new Date(2031, 11, 31, 23, 59, 59, 999).getTime() },
  });
});

/** A QR code as a picture, drawn in the page and given as a file. */
async function qrPicture(page: Page, text: string): Promise<Buffer> {
  const { data } = encode(text, { border: 4 });
  const address = await page.evaluate((rows) => {
    const canvas = document.createElement('canvas');
    canvas.width = rows.length * 6;
    canvas.height = rows.length * 6;
    const context = canvas.getContext('2d');
    if (context) {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#000';
      rows.forEach((row, y) => row.forEach((isDark, x) => isDark && context.fillRect(x * 6, y * 6, 6, 6)));
    }
    return canvas.toDataURL('image/png');
  }, data);
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

test.describe('one-time codes', () => {
  test('come out of a picture of a QR code, and the code of now is shown before saving', async ({ app }) => {
    const page = app.window;
    await makeVault(page);
    const form = await openNewItem(page, 'login');
    await form.getByLabel('Title', { exact: true }).fill('Bank');
    const uri = `otpauth://totp/Bank:mara?secret=${totpSecret}&issuer=Bank&algorithm=SHA256&digits=8&period=60`;
    await form.locator('input[type=file]').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: await qrPicture(page, uri) });
    await expect(form.getByText(/^\d{4} \d{4}$/)).toBeVisible();
    await save(page);
    expect((await readValues(page, await newestItem(page)))['totp']).toContain('issuer=Bank');
  });
  for (const [given, said] of [
    ['otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1', 'counts uses instead of following the clock'],
    ['not a secret 0189', 'letters A to Z and the digits 2 to 7'],
  ] as const) {
    test(`refuse ${given.slice(0, 14)} with a sentence, and keep what was typed`, async ({ app }) => {
      await makeVault(app.window);
      const form = await openNewItem(app.window, 'login');
      await form.getByLabel('Title', { exact: true }).fill('Bank');
      await form.getByLabel('One-time code', { exact: true }).fill(given);
      await expect(form.getByText(said)).toBeVisible();
      await app.window.keyboard.press('Control+s');
      await expect(form.getByLabel('One-time code', { exact: true })).toHaveValue(given);
    });
  }
  test('a picture without a QR code, and a file that is no picture, say so', async ({ app }) => {
    const page = app.window;
    await makeVault(page);
    const form = await openNewItem(page, 'login');
    await form.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
    await expect(form.getByText('not a picture this computer can read')).toBeVisible();
    await form.locator('input[type=file]').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer: await qrPicture(page, 'https://example.com') });
    await expect(form.getByText('something else than a one-time code')).toBeVisible();
  });
});

test('attachments are chosen, dropped, removed; one that is too large is refused by name', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const chosen = join(app.home, 'kit.pdf');
  writeFileSync(chosen, randomBytes(2_000));
  await answerDialogs(app, [chosen]);
  const form = await openNewItem(page, 'document');
  await form.getByLabel('Title', { exact: true }).fill('Papers');
  await form.getByRole('button', { name: 'Add a file' }).click();
  await expect(form.getByText('kit.pdf')).toBeVisible();
  const drop = (name: string, size: number) =>
    form.getByRole('region', { name: 'Attachments' }).evaluate((place, [fileName, length]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(length)], fileName, { type: 'application/octet-stream' }));
      place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    }, [name, size] as const);
  await drop('scan.bin', 500);
  await expect(form.getByText('scan.bin')).toBeVisible();
  await drop('film.bin', 26_214_401);
  await expect(form.getByText('“film.bin” is larger than 25 MB')).toBeVisible();
  await form.getByRole('button', { name: 'Remove kit.pdf' }).click();
  await save(page);
  const { attachments } = await get(page, 'item.read', { itemId: await newestItem(page), versionId: null });
  expect(attachments.map(({ fileName, size }) => [fileName, size])).toEqual([['scan.bin', 500]]);
});

test.describe('leaving', () => {
  test('asks only when something was changed, and Esc steps back', async ({ app }) => {
    const page = app.window;
    await makeVault(page);
    await makeLogin(page);
    const form = await openEditor(page, 'GitHub');
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await openEditor(page, 'GitHub');
    await form.getByLabel('Username').fill('someone');
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await expect(question).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(form.getByLabel('Username')).toHaveValue('someone');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(form).toHaveCount(0);
  });
});

test('an item that was changed elsewhere meanwhile keeps both: mine as the newer version, theirs in the history', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { itemId } = await makeLogin(page);
  const form = await openEditor(page, 'GitHub');
  await form.getByLabel('Username').fill('mine');
  await get(page, 'item.setFavourite', { itemId, favourite: true });
  await page.keyboard.press('Control+s');
  await expect(page.getByText('changed elsewhere while you were editing')).toBeVisible();
  await expect(form.getByLabel('Username')).toHaveValue('mine');
  await form.getByRole('button', { name: 'Save mine as the newer version' }).click();
  await expect(form).toHaveCount(0);
  expect(await readValues(page, itemId)).toEqual({ username: 'mine', password: secret });
  expect(await get(page, 'item.history', { itemId })).toHaveLength(3);
});

test('an item that was removed meanwhile can be saved as a new one', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { itemId } = await makeLogin(page);
  const form = await openEditor(page, 'GitHub');
  await form.getByLabel('Username').fill('mine');
  await get(page, 'item.remove', { itemIds: [itemId] });
  await get(page, 'item.purge', { itemIds: [itemId] });
  await page.keyboard.press('Control+Enter');
  await form.getByRole('button', { name: 'Save as a new item' }).click();
  await expect(form).toHaveCount(0);
  await openItem(page, 'GitHub');
  expect(await readValues(page, await newestItem(page))).toMatchObject({ username: 'mine' });
});
