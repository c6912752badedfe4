import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { AskFailure, type PageContext } from '../../../shared/browser-asks.ts';
import { startBrowserApp, type BrowserApp } from '../../support/browser-app.ts';
import { browserOnSocket, pairBrowser, webCrypto, type PlayedBrowser } from '../../support/browser-on-socket.ts';
import { login } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const started: BrowserApp[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ link }) => link.close()));
});

async function openApp(options: Parameters<typeof startBrowserApp>[1] = {}) {
  const folder = await newFolder();
  const app = await startBrowserApp(folder, options);
  started.push(app);
  await app.makeVault();
  const place = join(folder, 'latchkey', 'browser.sock');
  const browser = (more: Parameters<typeof browserOnSocket>[1] = {}): PlayedBrowser => browserOnSocket(place, more);
  return { ...app, folder, place, browser };
}

const page = (url: string, more: Partial<PageContext> = {}): PageContext => ({ url, origin: new URL(url).origin, ancestors: [], crossSiteAsked: false, ...more });
const failureOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof AskFailure ? error.failure : String(error)),
  );

describe('the bridge over a real socket', () => {
  it('shows the same code on both sides, and after the yes gives a login to its own page and to no other', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'correct horse'));
    const browser = app.browser();
    await browser.hello();
    const key = await webCrypto.makeDhKey();
    const talk = await browser.pair(key);
    if ('declined' in talk) {
      throw new Error('declined');
    }
    const answer = await talk.answered;
    expect(app.seen.questions).toEqual([{ code: talk.code, browser: 'Chromium 141 on Linux' }]);
    expect(talk.code).toMatch(/^\d{6}$/u);
    if (!answer.accepted) {
      throw new Error('declined');
    }
    await browser.begin({ pairingId: answer.pairingId, key, appKey: answer.appKey });

    expect(await browser.ask('status', {})).toMatchObject({ phase: 'open', vault: { name: 'Home' } });
    const { offers } = await browser.ask('offer.list', { page: page('https://www.example.org/x'), kind: 'login' });
    expect(offers).toEqual([{ itemId: item.id, kind: 'login', title: 'Example', subtitle: 'ada', hasTotp: false, touchRequired: false, favourite: false }]);
    expect(await browser.ask('item.fill', { page: page('https://www.example.org/x'), itemId: item.id, fields: ['username', 'password'] })).toEqual({
      values: [
        { field: 'username', value: 'ada' },
        { field: 'password', value: 'correct horse' },
      ],
    });
    for (const other of ['https://example.org.evil.net/', 'http://example.org/login', 'https://xample.org/', 'https://exаmple.org/']) {
      expect(await failureOf(browser.ask('item.fill', { page: page(other), itemId: item.id, fields: ['password'] }))).toBe('not-for-this-page');
      expect((await browser.ask('offer.list', { page: page(other), kind: 'login' })).total).toBe(0);
    }
    // Nothing of it can be read on the way.
    expect(JSON.stringify([browser.sent, browser.came])).not.toMatch(/correct horse|example|ada/u);
    expect(app.seen.troubles).toEqual([]);
    browser.hangUp();
  });

  it('says no more than locked of a locked vault, and tells when it is open again', async () => {
    const app = await openApp();
    const browser = app.browser();
    const pairing = await pairBrowser(browser);
    await browser.begin(pairing);
    await browser.ask('vault.lock', {});
    expect((await browser.ask('status', {})).phase).toBe('locked');
    expect(await failureOf(browser.ask('offer.list', { page: page('https://example.org/'), kind: 'login' }))).toBe('locked');
    expect(await failureOf(browser.ask('item.search', { text: '', count: 5 }))).toBe('locked');
    await browser.ask('unlock.request', {});
    expect(app.seen.broughtUp).toBe(1);
    expect(browser.news).toEqual([{ news: 'status.changed', status: expect.objectContaining({ phase: 'locked' }) }]);
  });
});
