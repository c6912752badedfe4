/** The real host process between a browser's pipes and the application's socket. */
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { encodeMessage } from '../../../electron/browser-link/native-frame.ts';
import { startListener } from '../../../electron/browser-link/listener.ts';
import { placeIn, startBrowserApp, type BrowserApp } from '../../support/browser-app.ts';
import { bundleHost, writeLauncher } from '../../support/browser-host-launcher.ts';
import { browserOnHost, pairBrowser } from '../../support/browser-on-socket.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const bundles = mkdtempSync(join(tmpdir(), 'latchkey-host-'));
let hostFile = '';
beforeAll(async () => {
  hostFile = await bundleHost(bundles);
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));
const started: BrowserApp[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ link }) => link.close()));
});

async function folderWithLauncher() {
  const folder = await newFolder();
  return { folder, launcher: writeLauncher(folder, hostFile, folder) };
}

async function openApp() {
  const { folder, launcher } = await folderWithLauncher();
  const app = await startBrowserApp(folder);
  started.push(app);
  await app.makeVault();
  return { ...app, launcher, folder };
}

describe('the host', () => {
  it('carries a pairing and what follows, and ends when the browser closes its pipe', async () => {
    const app = await openApp();
    const browser = browserOnHost(app.launcher);
    await browser.begin(await pairBrowser(browser));
    expect((await browser.ask('status', {})).phase).toBe('open');
    browser.hangUp();
    expect(await browser.exited).toBe(0);
    expect(browser.saidOnError()).toBe('');
  });

  it('says that the application is not running, and starts nothing', async () => {
    const { launcher } = await folderWithLauncher();
    const browser = browserOnHost(launcher);
    await expect(browser.hello()).rejects.toThrow('app-not-running');
    expect(browser.came).toEqual([{ type: 'host.trouble', trouble: 'app-not-running' }]);
    expect(await browser.exited).toBe(0);
  });

  it('says that the application went, between a question and its answer', async () => {
    const app = await openApp();
    const browser = browserOnHost(app.launcher);
    await browser.begin(await pairBrowser(browser));
    await browser.ask('status', {});
    await app.link.close();
    expect(await browser.over).toBe('app-gone');
    expect(await browser.exited).toBe(0);
  });

  it('passes on the application’s last word before its own', async () => {
    const app = await openApp();
    const browser = browserOnHost(app.launcher);
    browser.raw(encodeMessage({ type: 'nonsense' }));
    expect(await browser.over).toBe('malformed');
    expect(browser.came[0]).toMatchObject({ type: 'refused', because: 'malformed' });
    expect(await browser.exited).toBe(0);
  });

  it('ends at four gigabytes announced, and at half a message', async () => {
    const app = await openApp();
    const large = browserOnHost(app.launcher);
    large.raw(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
    expect(await large.over).toBe('too-large');
    expect(await large.exited).toBe(0);
    const half = browserOnHost(app.launcher);
    half.raw(encodeMessage({ type: 'hello' }).subarray(0, 9));
    half.host.stdin?.end();
    expect(await half.over).toBe('malformed');
    expect(await half.exited).toBe(0);
    expect(app.seen.troubles).toEqual([]);
  });

  it('serves two browsers side by side', async () => {
    const app = await openApp();
    const browsers = [browserOnHost(app.launcher, { browser: 'Chromium' }), browserOnHost(app.launcher, { browser: 'Firefox' })];
    for (const browser of browsers) {
      await browser.begin(await pairBrowser(browser));
    }
    const phases = await Promise.all(browsers.flatMap((browser) => [browser.ask('status', {}), browser.ask('status', {})]));
    expect(phases.map(({ phase }) => phase)).toEqual(['open', 'open', 'open', 'open']);
    browsers.forEach((browser) => browser.hangUp());
  });

  it('speaks to nobody in a folder that is open to others', async () => {
    const { folder, launcher } = await folderWithLauncher();
    mkdirSync(join(folder, 'latchkey'), { mode: 0o755 });
    chmodSync(join(folder, 'latchkey'), 0o755);
    const heard: string[] = [];
    const server = createServer((socket) => socket.on('data', (chunk: Buffer) => void heard.push(chunk.toString('utf8'))));
    await new Promise<void>((resolve) => server.listen(join(folder, 'latchkey', 'browser.sock'), resolve));
    const browser = browserOnHost(launcher);
    await expect(browser.hello()).rejects.toThrow('app-not-running');
    expect(heard).toEqual([]);
    server.close();
  });
});

describe('the socket', () => {
  const noChannel = () => ({ receive: () => undefined, refuse: () => undefined, ended: () => undefined, tell: () => undefined, pairingId: () => null, isStranger: () => true });
  const listenIn = (folder: string) => startListener({ place: placeIn(folder), makeChannel: noChannel, trouble: () => undefined });

  it('is the user’s alone, and gone when the application is', async () => {
    const folder = await newFolder();
    const listener = await listenIn(folder);
    const place = join(folder, 'latchkey', 'browser.sock');
    expect(listener.place).toBe(place);
    expect(statSync(place).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'latchkey')).mode & 0o777).toBe(0o700);
    await listener.close();
    expect(() => statSync(place)).toThrow('ENOENT');
  });

  it('is taken over from a program that ended out of order, and left to one that lives', async () => {
    const folder = await newFolder();
    mkdirSync(join(folder, 'latchkey'), { mode: 0o700 });
    writeFileSync(join(folder, 'latchkey', 'browser.sock'), '');
    const first = await listenIn(folder);
    expect(first.place).not.toBeNull();
    const second = await listenIn(folder);
    expect(second.place).toBeNull();
    await second.close();
    await first.close();
  });
});
