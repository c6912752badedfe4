/** What the main process does about clipboards, locks, pages that misbehave, and traces on disk. */
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type App } from './fixtures.ts';
import { get, lock, makeLogin, makeVault, open, passphrase, secret, send } from './bridge-calls.ts';
import { openItem } from './open-screens.ts';

test.describe('the clipboard', () => {
  test('is cleared after the set time, and only while it still holds what was put there', async ({ app }) => {
    await makeVault(app.window);
    const { itemId } = await makeLogin(app.window);
    await get(app.window, 'settings.change', { clipboardClearSeconds: 1 });
    const clipboardText = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await get(app.window, 'item.copyPrimary', { itemId });
    expect(await clipboardText()).toBe(secret);
    await expect.poll(clipboardText).toBe('');
    await get(app.window, 'item.copyPrimary', { itemId });
    await app.evaluate(({ clipboard }) => clipboard.writeText('something of mine'));
    await app.window.waitForTimeout(1_600);
    expect(await clipboardText()).toBe('something of mine');
  });

  test('is marked so that histories leave a password out, but not a username', async ({ app }) => {
    test.skip(process.platform !== 'linux', 'the mark tested here is the Linux one');
    await makeVault(app.window);
    const { itemId } = await makeLogin(app.window);
    const types = () => app.evaluate(async ({ clipboard }) => (await clipboard.read()).flatMap((item) => item.types).join(' '));
    await get(app.window, 'item.copyPrimary', { itemId });
    expect(await types()).toContain('x-kde-passwordManagerHint');
    await get(app.window, 'item.copyUsername', { itemId });
    expect(await types()).not.toContain('x-kde-passwordManagerHint');
  });

  test('is cleared when the vault is locked', async ({ app }) => {
    await makeVault(app.window);
    const { itemId } = await makeLogin(app.window);
    await get(app.window, 'item.copyPrimary', { itemId });
    await lock(app.window);
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe('');
  });
});

test.describe('locking', () => {
  test('loads the page anew and refuses everything that needs an open vault', async ({ app }) => {
    await makeVault(app.window);
    const { itemId, passwordId } = await makeLogin(app.window);
    await app.window.evaluate(() => Object.assign(window, { leftOver: 'secret in the page' }));
    await lock(app.window);
    expect(await app.window.evaluate(() => Object.hasOwn(window, 'leftOver'))).toBe(false);
    expect(await send(app.window, 'field.reveal', { itemId, versionId: null, fieldId: passwordId })).toMatchObject({ failure: { code: 'vault.locked' } });
    expect(await open(app.window, { passphrase: 'not it' })).toMatchObject({ failure: { code: 'unlock.wrong-passphrase' } });
    expect((await open(app.window)).ok).toBe(true);
    expect(await get(app.window, 'field.reveal', { itemId, versionId: null, fieldId: passwordId })).toEqual({ value: secret });
  });

  for (const [event, reason] of [['suspend', 'sleep'], ['lock-screen', 'screen-lock']] as const) {
    test(`follows the system's ${event}`, async ({ app }) => {
      await makeVault(app.window);
      await app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event);
      await expect.poll(async () => get(app.window, 'app.state', {}).catch(() => null)).toMatchObject({ phase: 'locked', lockedBecause: reason });
    });
  }

  test('follows a locked screen that Linux only tells when asked', async ({ app }) => {
    test.skip(process.platform !== 'linux', 'elsewhere the system tells by itself');
    await makeVault(app.window);
    await app.evaluate(({ powerMonitor }) => void Reflect.set(powerMonitor, 'getSystemIdleState', () => 'locked'));
    await expect.poll(async () => get(app.window, 'app.state', {}).catch(() => null)).toMatchObject({ phase: 'locked', lockedBecause: 'screen-lock' });
  });

  test('leaves nothing behind that the page put away to be found again', async ({ app }) => {
    await makeVault(app.window);
    await app.window.evaluate(async () => {
      window.name = 'kept';
      sessionStorage.setItem('kept', 'kept');
      localStorage.setItem('kept', 'kept');
      history.pushState({ kept: true }, '', '/kept#kept');
      await (await caches.open('kept')).put('/kept', new Response('kept'));
      await new Promise((resolve) => {
        const opening = indexedDB.open('kept', 1);
        opening.onsuccess = resolve;
        opening.onerror = resolve;
      });
    });
    await lock(app.window);
    const found = () =>
      app.window.evaluate(async () => ({
        name: window.name,
        stored: [sessionStorage.length, localStorage.length],
        address: location.href,
        state: history.state as unknown,
        past: history.length,
        caches: await caches.keys(),
        databases: (await indexedDB.databases()).length,
      }));
    await expect.poll(found).toEqual({ name: '', stored: [0, 0], address: 'https://latchkey.internal/', state: null, past: 1, caches: [], databases: 0 });
  });

  test('is not made later, or clipboards left alone, by whoever has not opened the vault', async ({ app }) => {
    await makeVault(app.window);
    await lock(app.window);
    for (const change of [{ autoLockMinutes: 0 }, { clipboardClearSeconds: 0 }, { lockOnSleep: false }, { lockOnScreenLock: false }]) {
      expect(await send(app.window, 'settings.change', change)).toMatchObject({ ok: false, failure: { code: 'vault.locked' } });
    }
    expect(await get(app.window, 'settings.change', { theme: 'dark' })).toMatchObject({ theme: 'dark', autoLockMinutes: 10 });
    expect((await open(app.window)).ok).toBe(true);
    expect(await get(app.window, 'settings.change', { autoLockMinutes: 5 })).toMatchObject({ autoLockMinutes: 5 });
  });

  test('is put off by input of a person, not by what a script says', async ({ app }) => {
    await makeVault(app.window);
    const locksAt = async () => (await get(app.window, 'autoLock.read', {})).locksAt ?? 0;
    const first = await locksAt();
    expect(first).toBeGreaterThan(Date.now());
    await app.window.evaluate(() => {
      for (const event of [new KeyboardEvent('keydown', { key: 'a', bubbles: true }), new MouseEvent('mousemove', { bubbles: true }), new WheelEvent('wheel', { bubbles: true })]) {
        document.body.dispatchEvent(event);
      }
    });
    await app.window.waitForTimeout(300);
    expect(await locksAt()).toBe(first);
    let moves = 0;
    await expect.poll(async () => {
      moves += 1;
      await app.window.mouse.move(40 + moves, 40);
      return locksAt();
    }).toBeGreaterThan(first);
  });

  test('keeps what was acknowledged when the process is killed', async ({ app, launch }) => {
    await makeVault(app.window);
    const { itemId, passwordId } = await makeLogin(app.window);
    await app.kill();
    const again = await launch({ userData: app.userData });
    expect((await open(again.window)).ok).toBe(true);
    expect(await get(again.window, 'field.reveal', { itemId, versionId: null, fieldId: passwordId })).toEqual({ value: secret });
  });
});

test('a page that would rather not be unloaded does not outlive the lock', async ({ app }) => {
  await makeVault(app.window);
  await app.window.mouse.click(5, 5);
  await app.window.evaluate(() => {
    Object.assign(window, { leftOver: 'secret in the page' });
    window.addEventListener('beforeunload', (event) => event.preventDefault());
  });
  await lock(app.window);
  expect(await app.window.evaluate(() => Object.hasOwn(window, 'leftOver'))).toBe(false);
});

test('a file is not written by a dialog that outlived the lock', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const { token } = await get(page, 'attachment.offer', { fileName: 'deed.txt', content: new TextEncoder().encode(secret) });
  const draft = {
    kind: 'document', title: 'Deed', urls: [], tags: [], collection: null, favourite: false, attributes: { enabled: true, notBefore: null, expires: null },
    touchRequired: false, purgeProtected: false, notes: '', keepAttachments: [], newAttachments: [token], fields: [],
  } as const;
  const { itemId } = await get(page, 'item.create', { ...draft, urls: [], tags: [], keepAttachments: [], newAttachments: [token], fields: [] });
  const { attachments } = await get(page, 'item.read', { itemId, versionId: null });
  await app.evaluate(({ dialog }) => {
    Reflect.set(dialog, 'showSaveDialog', () => new Promise((resolve) => Reflect.set(dialog, 'answerLate', resolve)));
  });
  await page.evaluate((takes) => void (window as unknown as { latchkey: { call(name: string, takes: unknown): Promise<unknown> } }).latchkey.call('attachment.save', takes), {
    itemId,
    attachmentId: attachments[0]?.id ?? '',
  });
  await expect.poll(() => app.evaluate(({ dialog }) => typeof Reflect.get(dialog, 'answerLate'))).toBe('function');
  await lock(page);
  const path = join(app.home, 'after-the-lock.txt');
  await app.evaluate(({ dialog }, filePath) => (Reflect.get(dialog, 'answerLate') as (answer: unknown) => void)({ canceled: false, filePath }), path);
  await page.waitForTimeout(500);
  expect(existsSync(path)).toBe(false);
});

test('a page that is gone is locked and loaded anew', async ({ app }) => {
  await makeVault(app.window);
  await app.window.evaluate(() => Object.assign(window, { leftOver: 'secret in the page' }));
  const loaded = app.window.waitForEvent('load');
  await app.evaluate(({ app: electron, BrowserWindow }) => {
    // The event alone: a page that has really crashed can no longer be driven by the test.
    electron.emit('render-process-gone', {}, BrowserWindow.getAllWindows()[0]?.webContents, { reason: 'crashed', exitCode: 1 });
  });
  await loaded;
  await expect(app.window.getByText('the window stopped working')).toBeVisible();
  expect(await app.window.evaluate(() => Object.hasOwn(window, 'leftOver'))).toBe(false);
});

test('an error that nobody caught ends the program with a reference, and its message stands nowhere', async ({ app }) => {
  await makeVault(app.window);
  await makeLogin(app.window);
  const closed = app.window.waitForEvent('close');
  await app.evaluate((_electron, text) => void setTimeout(() => {
    throw new Error(text);
  }, 0), secret);
  await closed;
  const log = readFileSync(join(app.userData, 'latchkey.log'), 'utf8');
  const reference = /([0-9a-f-]{36}) uncaught exception/u.exec(log)?.[1] ?? 'none';
  expect(app.output()).toContain(`Reference: ${reference}`);
  expect(app.output() + log).not.toContain(secret);
});

/** A dialog to save that waits for `answerLate`. */
async function holdSaveDialog(app: App): Promise<void> {
  await app.evaluate(({ dialog }) => {
    Reflect.set(dialog, 'showSaveDialog', () => new Promise((resolve) => Reflect.set(dialog, 'answerLate', resolve)));
  });
}

async function answerLate(app: App, path: string): Promise<void> {
  await expect.poll(() => app.evaluate(({ dialog }) => typeof Reflect.get(dialog, 'answerLate'))).toBe('function');
  await app.evaluate(({ dialog }, filePath) => (Reflect.get(dialog, 'answerLate') as (answer: unknown) => void)({ canceled: false, filePath }), path);
}

test('the kit is printed into a file while it stands on the page, and not by a dialog that outlived the lock or the kit', async ({ app }) => {
  const page = app.window;
  await makeVault(page);
  const jobId = randomUUID();
  expect(await send(page, 'recovery.savePdf', {})).toMatchObject({ failure: { code: 'request.refused' } });
  expect(await send(page, 'recovery.print', {})).toMatchObject({ failure: { code: 'request.refused' } });
  const { proofToken } = await get(page, 'slot.prove', { jobId, passphrase: null, useKey: false, recoveryWords: null });
  await get(page, 'slot.addRecovery', { jobId, proofToken, name: 'Recovery kit' });
  await holdSaveDialog(app);
  const path = (name: string): string => join(app.home, `${name}.pdf`);

  const saved = send(page, 'recovery.savePdf', {});
  await answerLate(app, path('shown'));
  expect(await saved).toEqual({ ok: true, value: { saved: true } });
  expect(readFileSync(path('shown')).subarray(0, 5).toString()).toBe('%PDF-');

  await holdSaveDialog(app);
  await app.evaluate(({ dialog }) => void Reflect.deleteProperty(dialog, 'answerLate'));
  const left = send(page, 'recovery.savePdf', {});
  await get(page, 'recovery.close', {});
  await answerLate(app, path('left'));
  expect(await left).toMatchObject({ failure: { code: 'request.refused' } });

  await lock(page);
  await open(page);
  const proof = await get(page, 'slot.prove', { jobId, passphrase, useKey: false, recoveryWords: null });
  await get(page, 'slot.addRecovery', { jobId, proofToken: proof.proofToken, name: 'Another kit' });
  await app.evaluate(({ dialog }) => void Reflect.deleteProperty(dialog, 'answerLate'));
  await page.evaluate(() => void (window as unknown as { latchkey: { call(name: string, takes: unknown): Promise<unknown> } }).latchkey.call('recovery.savePdf', {}));
  await expect.poll(() => app.evaluate(({ dialog }) => typeof Reflect.get(dialog, 'answerLate'))).toBe('function');
  await lock(page);
  await open(page);
  await answerLate(app, path('locked'));
  await page.waitForTimeout(500);
  expect([existsSync(path('left')), existsSync(path('locked'))]).toEqual([false, false]);
});

test('the page gets no byte out by WebRTC or by a preconnect', async ({ app }) => {
  const heard: string[] = [];
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const udp = createSocket('udp4').on('message', () => heard.push('udp'));
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')]);
  const tcpPort = (tcp.address() as AddressInfo).port;
  const udpPort = udp.address().port;
  await app.window.evaluate(
    async ([tcpAt, udpAt]) => {
      const link = Object.assign(document.createElement('link'), { rel: 'preconnect', href: `https://127.0.0.1:${tcpAt}` });
      document.head.append(link);
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${udpAt}` }, { urls: `turn:127.0.0.1:${tcpAt}?transport=tcp`, username: 'a', credential: 'b' }] });
      peer.createDataChannel('out');
      const offer = await peer.createOffer();
      await peer.setLocalDescription(offer);
      await peer
        .setRemoteDescription({ type: 'answer', sdp: (offer.sdp ?? '').replace('a=setup:actpass', 'a=setup:active') })
        .catch(() => undefined);
      await peer.addIceCandidate({ candidate: `candidate:1 1 udp 2130706431 127.0.0.1 ${udpAt} typ host`, sdpMid: '0' }).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      peer.close();
    },
    [tcpPort, udpPort] as const,
  ).catch(() => undefined);
  tcp.close();
  udp.close();
  expect(heard).toEqual([]);
});

test.describe('the page', () => {
  test('cannot reach another host, run inline script, evaluate text, leave, or open a window', async ({ app }) => {
    const refused = await app.window.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const fetched = await fetch('https://example.com/').then(() => 'reached', () => 'refused');
      const own = await fetch('/index.html').then(() => 'reached', () => 'refused');
      const inline = document.createElement('script');
      let inlineText = 'refused';
      try {
        inline.text = 'window.inlineRan = true';
        document.head.append(inline);
      } catch {
        inlineText = 'refused by trusted types';
      }
      try {
        // By a timer: what the test itself evaluates is let through by the debugger's own exception.
        Reflect.apply(window.setTimeout, window, ['window.evalRan = true', 0]);
      } catch {
        // Trusted types refuse the text before the policy does.
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { fetched, own, inlineText, evalRan: Object.hasOwn(window, 'evalRan'), inlineRan: Object.hasOwn(window, 'inlineRan'), violations, popup: window.open('https://example.com/') === null };
    });
    expect(refused).toMatchObject({ fetched: 'refused', own: 'refused', evalRan: false, inlineRan: false, popup: true });
    expect(refused.violations).toContain('connect-src');
    await app.window.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await app.window.waitForTimeout(300);
    expect(app.window.url()).toMatch(/^https:\/\/latchkey\.internal\//u);
    expect(app.windows().filter((window) => !window.url().startsWith('https://latchkey.internal/'))).toEqual([]);
  });

  test('has no Node, and only the frozen bridge', async ({ app }) => {
    expect(
      await app.window.evaluate(() => {
        const bridge: unknown = Reflect.get(window, 'latchkey');
        return {
          node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => Object.hasOwn(window, name)),
          names: Object.keys(bridge as object).sort(),
          frozen: Object.isFrozen(bridge),
          stored: [localStorage.length, sessionStorage.length, document.cookie.length],
        };
      }),
    ).toEqual({ node: [], names: ['call', 'listen'], frozen: true, stored: [0, 0, 0] });
  });

  test('gets no concealed value in anything but a reveal', async ({ app }) => {
    await makeVault(app.window);
    const { itemId } = await makeLogin(app.window);
    const replies = [
      await send(app.window, 'item.read', { itemId, versionId: null }),
      await send(app.window, 'item.search', { text: 'git', scope: { in: 'all' }, sort: 'relevance', from: 0, count: 50 }),
      await send(app.window, 'item.history', { itemId }),
      await send(app.window, 'item.copyPrimary', { itemId }),
    ];
    expect(JSON.stringify(replies)).not.toContain(secret);
    expect(replies.every(({ ok }) => ok)).toBe(true);
  });

  test('opens only an address of the item itself, and only the web', async ({ app }) => {
    await makeVault(app.window);
    const { itemId } = await makeLogin(app.window);
    await app.evaluate(({ shell, dialog }) => {
      const opened: string[] = [];
      const questions: string[] = [];
      Reflect.set(shell, 'opened', opened);
      Reflect.set(shell, 'questions', questions);
      Reflect.set(shell, 'openExternal', (url: string) => Promise.resolve(void opened.push(url)));
      // Refuses the first time it is asked.
      Reflect.set(dialog, 'showMessageBox', (_window: unknown, options: { message: string }) => Promise.resolve({ response: questions.push(options.message) === 1 ? 1 : 0 }));
    });
    expect((await send(app.window, 'site.open', { itemId, url: 'https://evil.example/' })).ok).toBe(false);
    expect((await send(app.window, 'site.open', { itemId, url: 'file:///etc/passwd' })).ok).toBe(false);
    for (let time = 0; time < 3; time += 1) {
      expect((await send(app.window, 'site.open', { itemId, url: 'https://github.com/login' })).ok).toBe(true);
    }
    // What stands behind a path may carry a secret: asked each time.
    const query = await makeLogin(app.window, 'Search');
    const { versionId } = await get(app.window, 'item.read', { itemId: query.itemId, versionId: null });
    const url = 'https://github.com/login?q=1';
    await get(app.window, 'item.update', {
      itemId: query.itemId,
      baseVersionId: versionId,
      draft: {
        kind: 'login', title: 'Search', urls: [{ url, match: 'domain' }, { url: `${url}${'x'.repeat(1_000)}`, match: 'domain' }], tags: [], collection: null, favourite: false,
        attributes: { enabled: true, notBefore: null, expires: null }, touchRequired: false, purgeProtected: false, notes: '', keepAttachments: [], newAttachments: [], fields: [],
      },
    });
    for (let time = 0; time < 2; time += 1) {
      expect((await send(app.window, 'site.open', { itemId: query.itemId, url })).ok).toBe(true);
    }
    expect(await send(app.window, 'site.open', { itemId: query.itemId, url: `${url}${'x'.repeat(1_000)}` })).toMatchObject({ failure: { code: 'site.too-long' } });
    // Asked, refused; asked again, allowed; not asked any more.
    expect(await app.evaluate(({ shell }) => Reflect.get(shell, 'questions') as string[])).toEqual(Array(4).fill('Open github.com in your browser?'));
    expect(await app.evaluate(({ shell }) => Reflect.get(shell, 'opened') as string[])).toEqual([...Array<string>(2).fill('https://github.com/login'), url, url]);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
}

test('nothing readable of a vault is on the disk: not in its file, not in the application folder, not in the log', async ({ app }) => {
  await makeVault(app.window);
  const { itemId, passwordId, versionId } = await makeLogin(app.window, 'Title-needle');
  await get(app.window, 'field.reveal', { itemId, versionId, fieldId: passwordId });
  await get(app.window, 'vault.compact', { jobId: randomUUID() });
  const needles = [secret, 'Title-needle', 'mara.lindqvist', passphrase];
  await openItem(app.window, 'Title-needle');
  const names = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().flatMap((window) => [window.getTitle(), window.webContents.getURL()]));
  // The quick window may be there by now.
  expect(names.filter((name) => !['Latchkey', 'https://latchkey.internal/', 'https://latchkey.internal/quick-copy.html', ''].includes(name))).toEqual([]);
  await lock(app.window);
  const files = [...filesBelow(app.home), ...filesBelow(app.userData)];
  expect(files.some((path) => path.endsWith('.latchkey'))).toBe(true);
  for (const path of files) {
    const bytes = readFileSync(path);
    for (const needle of needles) {
      expect(bytes.includes(needle) || bytes.includes(Buffer.from(needle, 'utf16le')), `${needle} in ${path}`).toBe(false);
    }
  }
  expect(app.output()).not.toContain(secret);
});
