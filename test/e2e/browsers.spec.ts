/** The browser bridge through the window: a browser is set up, paired by main's own question, listed, locked out and cut off. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserOnHost, pairBrowser } from '../support/browser-on-socket.ts';
import { lock, makeLogin, makeVault, open, secret, send } from './bridge-calls.ts';
import { expect, saveScreenshot, test } from './fixtures.ts';
import { expectAccessible, openFromSidebar } from './open-screens.ts';

test('a browser is set up, paired with the same code on both sides, filled from, locked out and cut off', async ({ launch }) => {
  const runtime = mkdtempSync(join(tmpdir(), 'latchkey-run-'));
  const app = await launch({ env: { XDG_RUNTIME_DIR: runtime, XDG_CONFIG_HOME: '' } });
  mkdirSync(join(app.home, '.config/chromium'), { recursive: true });
  mkdirSync(join(app.home, 'snap/chromium'), { recursive: true });
  const page = app.window;
  await makeVault(page);
  await makeLogin(page);

  await openFromSidebar(page, 'Settings');
  await page.getByRole('tab', { name: 'Browsers' }).click();
  await expect(page.getByText('No browser is paired yet.')).toBeVisible();
  await expect(page.getByText('Chromium (snap)')).toBeVisible();
  await page.getByRole('button', { name: 'Set up Chromium' }).click();
  await expect(page.getByRole('button', { name: 'Undo the set-up of Chromium' })).toBeVisible();
  const manifest: unknown = JSON.parse(readFileSync(join(app.home, '.config/chromium/NativeMessagingHosts/internal.latchkey.browser.json'), 'utf8'));
  const launcher = manifest instanceof Object && 'path' in manifest ? String(manifest.path) : '';

  // Main's own question, answered with yes; what it said.
  await app.evaluate(({ dialog }) => {
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, options: { message: string }) => {
      Reflect.set(dialog, 'asked', options.message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    });
  });
  const browser = browserOnHost(launcher, { browser: 'Chromium 156 on Linux', runtimeFolder: runtime });
  const codes: string[] = [];
  const pairing = await pairBrowser(browser, (shown) => void codes.push(shown));
  const code = codes[0] ?? '';
  expect(await app.evaluate(({ dialog }) => String(Reflect.get(dialog, 'asked')))).toBe(`Does your browser show the code ${code.slice(0, 3)} ${code.slice(3)}?`);
  await browser.begin(pairing);
  const context = { url: 'https://github.com/login', origin: 'https://github.com', ancestors: [], crossSiteAsked: false };
  const { offers } = await browser.ask('offer.list', { page: context, kind: 'login' });
  expect(offers.map(({ title }) => title)).toEqual(['GitHub']);
  expect((await browser.ask('item.fill', { page: context, itemId: offers[0]?.itemId ?? '', fields: ['password'] })).values).toEqual([{ field: 'password', value: secret }]);

  await expect(page.getByText('Chromium 156 on Linux')).toBeVisible();
  await expect(page.getByText('Connected now')).toBeVisible();
  await expectAccessible(page);
  await saveScreenshot(page, 'browsers');
  await send(page, 'settings.change', { theme: 'dark' });
  await saveScreenshot(page, 'browsers-dark');

  await lock(page);
  await expect.poll(() => browser.news.map(({ news }) => news)).toContain('status.changed');
  await expect(browser.ask('offer.list', { page: context, kind: 'login' })).rejects.toThrow('locked');
  expect((await browser.ask('status', {})).phase).toBe('locked');

  expect((await open(page)).ok).toBe(true);
  await openFromSidebar(page, 'Settings');
  await page.getByRole('tab', { name: 'Browsers' }).click();
  await page.getByRole('button', { name: 'Cut off Chromium 156 on Linux' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cut off' }).click();
  await expect(page.getByText('No browser is paired yet.')).toBeVisible();
  expect(await browser.over).toBe('unknown-pairing');

  // Once more, and the application goes while it is connected.
  const again = browserOnHost(launcher, { runtimeFolder: runtime });
  await again.begin(await pairBrowser(again));
  await app.close();
  expect(await again.over).toBe('app-gone');
  rmSync(runtime, { recursive: true, force: true });
});
