/** Sharing and receiving through the window, with Debian's `age` at the other end where it is there. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { decryptWithAge, encryptWithAge, hasAge, makeAgeIdentity } from '../support/age-program.ts';
import type { Takes } from '../../shared/contract.ts';
import { get, lock, makeLogin, makeVault, open, secret, send } from './bridge-calls.ts';
import { expect, test, type App } from './fixtures.ts';
import { answerDialogs, expectAccessible, openFromSidebar, openItem } from './open-screens.ts';

async function openShare(page: Page): Promise<Locator> {
  await openItem(page, 'GitHub');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Share an item' });
  await dialog.getByRole('checkbox', { name: 'Password' }).waitFor();
  return dialog;
}

/** Main's own question, answered; what it said, in order. */
async function answerQuestion(app: App, response: 0 | 1): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, answer) => {
    const asked: string[] = [];
    Reflect.set(dialog, 'asked', asked);
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, { message, detail = '' }: { message: string; detail?: string }) => {
      asked.push(`${message}\n${detail}`);
      return Promise.resolve({ response: answer, checkboxChecked: false });
    });
  }, response);
  return () => app.evaluate(({ dialog }) => Reflect.get(dialog, 'asked') as string[]);
}

async function sealed(page: Page): Promise<string> {
  await page.getByRole('dialog').getByRole('button', { name: 'Encrypt', exact: true }).click();
  return page.getByRole('dialog', { name: 'Ready to send' }).getByLabel('Encrypted text').inputValue();
}

async function paste(page: Page, text: string): Promise<Locator> {
  await openFromSidebar(page, 'Receive');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Encrypted text').fill(text);
  await dialog.getByRole('button', { name: 'Next' }).click();
  return dialog;
}

async function passwords(page: Page): Promise<string[]> {
  const { rows } = await get(page, 'item.search', { text: 'GitHub', scope: { in: 'all' }, sort: 'title', from: 0, count: 10 });
  const values: string[] = [];
  for (const { id } of rows) {
    const { fields } = await get(page, 'item.read', { itemId: id, versionId: null });
    const field = fields.find(({ name }) => name === 'password');
    values.push(field ? (await get(page, 'field.reveal', { itemId: id, versionId: null, fieldId: field.id })).value : 'none');
  }
  return values;
}

test('chosen fields, sealed for an age address, are what `age -d` opens; nothing secret is read for choosing', async ({ app }) => {
  test.skip(!hasAge, 'skipped: no age program');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-share-'));
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  const { identity, recipient } = makeAgeIdentity();
  const questions = await answerQuestion(app, 0);
  const dialog = await openShare(page);
  expect(await page.content()).not.toContain(secret);
  await expectAccessible(page);
  await dialog.getByText('Username').click();
  await dialog.getByText('Website', { exact: true }).click();
  await dialog.getByLabel('Their age address').fill(recipient);
  const armored = await sealed(page);
  const [question] = await questions();
  expect(question).toContain('Share 1 field of 1 item?');
  expect(question).toContain('“GitHub”');
  expect(question).toContain(`${recipient.slice(0, 12)}…${recipient.slice(-8)}`);
  const opened = decryptWithAge(armored, identity, folder);
  expect(opened).toContain(secret);
  expect(opened).not.toContain('mara.lindqvist');
  expect(opened).not.toContain('github.com');
  await expectAccessible(page);

  const target = join(app.home, 'to-jonas.age');
  await answerDialogs(app, [target]);
  await page.getByRole('button', { name: 'Save as a file' }).click();
  await expect(page.getByText('The file was saved.')).toBeVisible();
  expect(decryptWithAge(readFileSync(target), identity, folder)).toBe(opened);
  rmSync(folder, { recursive: true });
});

test('an address that is none is named beside its box, and nothing is sealed', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  const dialog = await openShare(page);
  await dialog.getByLabel('Their age address').fill('age1notanaddress');
  await dialog.getByRole('button', { name: 'Encrypt', exact: true }).click();
  await expect(dialog.getByLabel('Their age address')).toHaveAccessibleDescription(/not an age recipient/);
  await expect(dialog.getByLabel('Their age address')).toHaveValue('age1notanaddress');
  await expectAccessible(page);
});

test('words are generated to be told, and open the share on the other side; others do not', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  const dialog = await openShare(page);
  await dialog.getByText('With a passphrase').click();
  await dialog.getByRole('button', { name: 'Generate words' }).click();
  await answerQuestion(app, 0);
  const words = (await dialog.getByText(/^[a-z-]+(-[a-z-]+){5,}$/).first().textContent()) ?? '';
  await expectAccessible(page);
  const armored = await sealed(page);
  await expect(page.getByRole('region', { name: 'Tell them these words' })).toContainText(words);
  await expect(page.getByLabel('Encrypted text')).toHaveCSS('white-space', 'pre');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  const receive = await paste(page, armored);
  const box = receive.getByLabel('Passphrase', { exact: true });
  await box.fill('not these words');
  await page.keyboard.press('Enter');
  await expect(box).toHaveAccessibleDescription(/does not open what was shared/);
  await expectAccessible(page);
  await box.fill(words);
  await page.keyboard.press('Enter');
  await expect(receive.getByText('mara.lindqvist')).toBeVisible();
  await expect(receive.getByText('https://github.com/login')).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await passwords(page)).toEqual([secret]);
  await expectAccessible(page);
  await receive.getByRole('button', { name: 'Take 1 item in' }).click();
  await expect(receive).toHaveCount(0);
  expect(await passwords(page)).toEqual([secret, secret]);
  await expect(page.getByRole('option', { selected: true })).toContainText('GitHub');
});

test('what `age` sealed for the vault’s own address is taken in, and nothing before that', async ({ app }) => {
  test.skip(!hasAge, 'skipped: no age program');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-share-'));
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  const { identity, recipient } = makeAgeIdentity();
  await answerQuestion(app, 0);
  await openFromSidebar(page, 'Receive');
  expect((await get(page, 'item.counts', {})).all).toBe(1);
  await page.getByRole('region', { name: 'Your address' }).getByRole('button', { name: 'Make an address' }).click();
  await expect(page.getByRole('button', { name: 'Copy your address' })).toBeFocused();
  const own = (await page.getByRole('region', { name: 'Your address' }).getByText(/^age1/).textContent()) ?? '';
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const dialog = await openShare(page);
  await dialog.getByLabel('Their age address').fill(recipient);
  const content = decryptWithAge(await sealed(page), identity, folder);
  await page.keyboard.press('Escape');

  const made = encryptWithAge(content, ['-a', '-r', own]).toString('utf8');
  const receive = await paste(page, made);
  await expect(receive.getByRole('checkbox', { name: 'GitHub' })).toBeChecked();
  await page.keyboard.press('Escape');
  expect(await passwords(page)).toEqual([secret]);
  await paste(page, made);
  await receive.getByRole('button', { name: 'Take 1 item in' }).click();
  await expect(receive).toHaveCount(0);
  expect(await passwords(page)).toEqual([secret, secret]);
  rmSync(folder, { recursive: true });
});

test('text that is no age text, and a share for somebody else, say so', async ({ app }) => {
  test.skip(!hasAge, 'skipped: no age program');
  const page = app.window;
  await makeVault(page);
  const receive = await paste(page, 'hello');
  await expect(receive.getByRole('alert')).toContainText('This is no age text');
  const letter = join(app.home, 'letter.age');
  writeFileSync(letter, 'Dear Mara');
  await answerDialogs(app, [letter]);
  await receive.getByRole('button', { name: 'Choose a file' }).click();
  await expect(receive.getByRole('alert')).toContainText('is not an age file');
  await receive.getByLabel('Encrypted text').focus();
  await page.keyboard.press('Escape');
  await paste(page, encryptWithAge('hello', ['-a', '-r', makeAgeIdentity().recipient]).toString('utf8'));
  await expect(receive.getByLabel('Your age secret key')).toHaveAccessibleDescription(/sealed for someone else/);
  await receive.getByRole('button', { name: 'Back' }).click();
  await expect(receive.getByLabel('Encrypted text')).toBeVisible();
});

test('nothing is sealed for anybody unless the user says so outside the page; a recipient is asked about once, a passphrase each time', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { itemId, passwordId } = await makeLogin(page);
  const items = [{ itemId, fieldIds: [passwordId], withUrls: false, withNotes: false, withAttachments: false }];
  const seal = (to: Takes<'share.seal'>['to']) => send(page, 'share.seal', { jobId: randomUUID(), items, to });
  const recipients = { by: 'recipients' as const, recipients: ['age1cmfw5q5ddeqprt3gzq3fdy855wtevmm9tvwzrqapwe2w5snars6stj0r5v'] };
  let questions = await answerQuestion(app, 1);
  expect(await seal({ by: 'passphrase', passphrase: 'x' })).toMatchObject({ ok: false, failure: { code: 'share.declined' } });
  expect(await seal(recipients)).toMatchObject({ ok: false, failure: { code: 'share.declined' } });
  expect(await questions()).toHaveLength(2);
  questions = await answerQuestion(app, 0);
  for (const to of [recipients, recipients, { by: 'passphrase' as const, passphrase: 'x' }, { by: 'passphrase' as const, passphrase: 'x' }]) {
    expect((await seal(to)).ok).toBe(true);
  }
  expect(await questions()).toHaveLength(3);
  await lock(page);
  expect((await open(page)).ok).toBe(true);
  expect((await seal(recipients)).ok).toBe(true);
  expect(await questions()).toHaveLength(4);
});

test('declining is said in the window', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);
  await answerQuestion(app, 1);
  const dialog = await openShare(page);
  await dialog.getByText('With a passphrase').click();
  await dialog.getByRole('button', { name: 'Generate words' }).click();
  await dialog.getByRole('button', { name: 'Encrypt', exact: true }).click();
  await expect(dialog.getByText('Nothing was shared, as you chose.')).toBeVisible();
});
