/**
 * The whole way, once: the real extension in a Chromium of its own, the real native messaging host started by that browser, and the real
 * main process. Paired, filled, saved, updated, a code, a new password, locked, cut off. Single traits of pages are in test/pages.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { build } from 'esbuild';
import type { Page } from 'playwright/test';
import { bundleExtension } from '../../build/bundle-extension.ts';
import { hostName } from '../../shared/browser-names.ts';
import { launchWithExtension, type ExtensionBrowser } from '../pages/extension-browser.ts';
import { servePages } from '../pages/serve-pages.ts';
import { middleOf, readChooser, sessionOf, type ShownChooser } from '../pages/read-chooser.ts';
import { get, lock, makeVault, open, send } from './bridge-calls.ts';
import { expect, saveScreenshot, test } from './fixtures.ts';

const totp = 'otpauth://totp/Shop:ada?secret=JBSWY3DPEHPK3PXP&issuer=Shop';

const pages: Readonly<Record<string, string>> = {
  login: '<form action="/home"><label>Username <input id="user" name="username"></label><label>Password <input id="pass" name="password" type="password"></label><button>Sign in</button></form>',
  code: '<form action="/home"><label>Code <input id="code" autocomplete="one-time-code"></label><button>Verify</button></form>',
  join: '<form action="/home"><label>E-mail <input id="mail" type="email"></label><label>Password <input id="pass" type="password" autocomplete="new-password" minlength="12" maxlength="14"></label><button>Register</button></form>',
  home: '<h1>Welcome</h1>',
};

const document = (name: string): string | undefined => (pages[name] === undefined ? undefined : `<!doctype html><html lang="en"><title>${name}</title>${pages[name]}`);

async function chooserAt(page: Page, selector: string): Promise<ShownChooser> {
  await page.bringToFront();
  await page.locator('body').click({ position: { x: 900, y: 700 }, force: true });
  await page.locator(selector).click();
  const session = await sessionOf(page);
  let shown: ShownChooser | null = null;
  await expect.poll(async () => (shown = await readChooser(session, 'own')) !== null).toBe(true);
  if (shown === null) {
    throw new Error('no chooser');
  }
  return shown;
}

/** Clicks a row, or the chooser's button, until the chooser has taken it. */
async function choose(page: Page, node: number | null | undefined): Promise<void> {
  const session = await sessionOf(page);
  await expect
    .poll(async () => {
      const place = node == null ? null : await middleOf(session, node, { x: 0, y: 0 });
      if (place !== null) {
        await page.mouse.click(place.x, place.y);
      }
      const now = await readChooser(session, 'own');
      return now === null || (!now.rows.some((row) => row.node === node) && now.button !== node);
    })
    .toBe(true);
}

/** The popup for a page that stands in another tab. */
async function popupFor(browser: ExtensionBrowser, page: Page): Promise<Page> {
  const probe = await browser.openOwn('popup.html');
  const tabId = await probe.evaluate(async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id ?? -1, page.url());
  await probe.goto(`${probe.url()}?tab=${tabId}`);
  await probe.locator('body[data-state]').waitFor();
  return probe;
}

/** The popup once it asks whether to keep what was sent: the application judges that first. */
async function popupWithOffer(browser: ExtensionBrowser, page: Page): Promise<Page> {
  const popup = await popupFor(browser, page);
  await expect
    .poll(
      async () => {
        const has = await popup.locator('[data-part=save]').count();
        if (has === 0) {
          await popup.reload();
          await popup.locator('body[data-state]').waitFor();
        }
        return has;
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  return popup;
}

async function submit(page: Page, user: string, password: string): Promise<void> {
  await page.goto('https://shop.example/login');
  await page.locator('#user').fill(user);
  await page.locator('#pass').fill(password);
  // By a key: the chooser at the field may stand over the button.
  await page.locator('#pass').press('Enter');
  await page.getByRole('heading', { name: 'Welcome' }).waitFor();
}

/** The chooser's own elements in the open, since axe cannot enter a closed shadow tree: each thing it can say, in both colours. */
async function chooserInTheOpen(): Promise<string> {
  const contents = `
    import { offersView, sentenceView, suggestionView, el } from './chooser-view.ts';
    import { chooserStyle } from './chooser-style.ts';
    const offer = (title) => ({ itemId: '', kind: 'login', title, subtitle: 'ada', hasTotp: false, touchRequired: true, favourite: false });
    const views = [offersView([offer('Shop'), offer('Shop work')], 5, () => {}), suggestionView('a-new-Password1', () => {}), sentenceView('Your vault is locked.', { label: 'Unlock in Latchkey', act() {} })];
    views[0].choices[0].element.setAttribute('aria-selected', 'true');
    const style = document.createElement('style');
    style.textContent = chooserStyle + '.place:not(:popover-open) { display: block; position: static; margin: 8px; }';
    document.head.append(style);
    for (const view of views) document.querySelector('main').append(el('div', 'place', el('div', 'panel', el('div', 'head', el('b', '', 'Latchkey'), el('span', '', 'shop.example')), view.body, el('div', 'foot', view.foot))));`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: 'extension/content', loader: 'ts' }, bundle: true, write: false, format: 'iife' });
  return `<!doctype html><html lang="en"><title>Chooser</title><main><h1>Chooser</h1></main><script>${outputFiles[0]?.text ?? ''}</script>`;
}

async function expectAccessibleOwn(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('a browser is paired, fills, saves, updates, fills a code and a new password, waits while locked, and is cut off', async ({ launch }) => {
  // Two browsers and the application: several times as long on a loaded machine.
  test.setTimeout(300_000);
  await bundleExtension();
  const runtimeFolder = mkdtempSync(join(tmpdir(), 'latchkey-run-'));
  const app = await launch({ env: { XDG_RUNTIME_DIR: runtimeFolder, XDG_CONFIG_HOME: '' } });
  mkdirSync(join(app.home, '.config/chromium'), { recursive: true });
  const window = app.window;
  await makeVault(window);
  await get(window, 'item.create', {
    kind: 'login', title: 'Shop', urls: [{ url: 'https://shop.example/login', match: 'domain' }], tags: [], collection: null, favourite: false,
    attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, notes: '', keepAttachments: [], newAttachments: [],
    fields: [
      { id: null, name: 'username', label: '', type: 'username', concealed: false, value: { is: 'set', to: 'ada' } },
      { id: null, name: 'password', label: '', type: 'password', concealed: true, value: { is: 'set', to: 'first secret' } },
      { id: null, name: 'totp', label: '', type: 'totp', concealed: true, value: { is: 'set', to: totp } },
    ],
  });
  await send(window, 'browser.setUp', { placeId: 'chromium-usual' });
  // Main's own question, answered with yes; it says the code.
  await app.evaluate(({ dialog }) => {
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, { message }: { message: string }) => {
      Reflect.set(dialog, 'asked', message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    });
  });

  const chooserPage = await chooserInTheOpen();
  const server = await servePages((name) => (name === 'chooser' ? chooserPage : document(name)));
  const hostManifest = join(app.home, '.config/chromium/NativeMessagingHosts', `${hostName}.json`);
  const browser = await launchWithExtension({ switches: server.browserSwitches, runtimeFolder, hostManifest });
  const page = await browser.context.newPage();
  try {
    await test.step('paired with the same code on both sides', async () => {
      const pairing = await browser.openOwn('pairing.html');
      await pairing.getByRole('button', { name: 'Begin' }).click();
      const code = (await pairing.locator('.code').textContent()) ?? 'none';
      expect(await app.evaluate(({ dialog }) => String(Reflect.get(dialog, 'asked')))).toContain(code);
      await expectAccessibleOwn(pairing);
      await pairing.getByRole('button', { name: 'The codes are the same' }).click();
      await pairing.locator('main[data-step=paired]').waitFor();
      await pairing.close();
    });

    await test.step('what the chooser says can be read by everybody', async () => {
      await page.goto('https://shop.example/chooser');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessibleOwn(page);
        await saveScreenshot(page, `chooser-${colorScheme}`);
      }
    });

    await test.step('a login is filled by the chooser', async () => {
      await page.goto('https://shop.example/login');
      const chooser = await chooserAt(page, '#user');
      expect(chooser.rows.map(({ title }) => title)).toEqual(['Shop']);
      await choose(page, chooser.rows[0]?.node);
      await expect(page.locator('#pass')).toHaveValue('first secret');
      await expect(page.locator('#user')).toHaveValue('ada');
    });

    await test.step('what the vault has is not asked about; a changed password is, and is updated', async () => {
      await submit(page, 'ada', 'first secret');
      const known = await popupFor(browser, page);
      await known.locator('[data-part=page]').waitFor();
      expect(await known.locator('[data-part=save]').count()).toBe(0);
      await known.close();
      await submit(page, 'ada', 'second secret');
      const popup = await popupWithOffer(browser, page);
      await expectAccessibleOwn(popup);
      await saveScreenshot(popup, 'popup-save');
      await popup.emulateMedia({ colorScheme: 'dark' });
      await saveScreenshot(popup, 'popup-save-dark');
      await popup.getByRole('button', { name: 'Update it' }).click();
      await expect(popup.getByText('Updated in your vault.')).toBeVisible();
      await popup.close();
      await page.goto('https://shop.example/login');
      await choose(page, (await chooserAt(page, '#user')).rows[0]?.node);
      await expect(page.locator('#pass')).toHaveValue('second secret');
    });

    await test.step('a new login is kept under the title the user gives it', async () => {
      await submit(page, 'grace', 'third secret');
      const popup = await popupWithOffer(browser, page);
      await popup.getByLabel('Title').fill('Shop of Grace');
      await popup.getByRole('button', { name: 'Keep it' }).click();
      await expect(popup.getByText('Kept in your vault.')).toBeVisible();
      await popup.close();
      await page.goto('https://shop.example/login');
      expect((await chooserAt(page, '#user')).rows.map(({ title }) => title).sort()).toEqual(['Shop', 'Shop of Grace']);
    });

    await test.step('a one-time code, and a new password by the rules of the page', async () => {
      await page.goto('https://shop.example/code');
      await choose(page, (await chooserAt(page, '#code')).rows[0]?.node);
      await expect(page.locator('#code')).toHaveValue(/^\d{6}$/u);
      await page.goto('https://shop.example/join');
      await choose(page, (await chooserAt(page, '#pass')).rows[0]?.node);
      await expect(page.locator('#pass')).toHaveValue(/^.{12,14}$/u);
    });

    await test.step('a locked vault says so, and one click asks for it', async () => {
      await lock(window);
      await page.goto('https://shop.example/login');
      const chooser = await chooserAt(page, '#user');
      expect(chooser.text).toContain('Your vault is locked.');
      await choose(page, chooser.button);
      const popup = await popupFor(browser, page);
      await expect(popup.getByRole('button', { name: 'Unlock in Latchkey' })).toBeVisible();
      await expectAccessibleOwn(popup);
      await popup.close();
      expect((await open(window)).ok).toBe(true);
      await page.goto('https://shop.example/login');
      expect((await chooserAt(page, '#user')).rows).toHaveLength(2);
    });

    await test.step('cut off, it is given nothing more, and says why', async () => {
      const { paired } = await get(window, 'browser.list', {});
      await send(window, 'browser.cutOff', { pairingId: paired[0]?.pairingId ?? '' });
      const popup = await popupFor(browser, page);
      await expect(popup.getByText('Latchkey no longer knows this browser. Pair it again.')).toBeVisible();
    });
  } finally {
    await browser.close();
    await server.close();
    rmSync(runtimeFolder, { recursive: true, force: true });
  }
});
