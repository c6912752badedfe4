/**
 * What the application relies on of Electron, tried with a small application (test/probe): the same on real Electron
 * and on the stand-in, so that a stand-in that plays wrong is found out.
 */
import { addVirtualAuthenticator, expect, onElectron, saveScreenshot, test, type App, type LaunchOptions } from './fixtures.ts';

const main = 'dist/probe/probe-main.js';
const origin = 'https://latchkey.internal';

/** Calls the probe's main process from the page. */
function call(app: App, name: string, ...args: unknown[]): Promise<unknown> {
  return app.window.evaluate(([method, values]) => window.probe.call(method, ...values), [name, args] as const);
}

declare global {
  interface Window {
    readonly probe: {
      call(name: string, ...args: unknown[]): Promise<unknown>;
      on(channel: string, listener: (...args: unknown[]) => void): () => void;
      seesPage(): string;
    };
  }
}

const launchProbe = (launch: (options?: LaunchOptions) => Promise<App>, options: LaunchOptions = {}): Promise<App> => launch({ main, ...options });

test('the page lives at its own secure origin and only the exposed object is there', async ({ launch }) => {
  const app = await launchProbe(launch);
  const seen = await app.window.evaluate(() => ({
    origin: location.origin,
    secure: isSecureContext,
    exposedBeforePage: Reflect.get(window, 'exposedBeforePage'),
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    frozen: Object.isFrozen(window.probe),
    extra: Object.getOwnPropertyNames(window).filter((name) => /standin|electron|playwright/i.test(name)),
  }));
  expect(seen).toEqual({ origin, secure: true, exposedBeforePage: 'object', require: 'undefined', process: 'undefined', frozen: true, extra: [] });
  expect(await app.window.evaluate(() => window.probe.seesPage())).toBe('undefined');
});

test('a page that spoils its own built-ins does not reach the preload', async ({ launch }) => {
  const app = await launchProbe(launch);
  const answer = await app.window.evaluate(async () => {
    const seen: unknown[] = [];
    Object.defineProperty(Object.prototype, 'channel', { set: (value) => seen.push(value), configurable: true });
    Promise.prototype.finally = () => Promise.reject(new Error('spoilt'));
    const value = await window.probe.call('echo', 'kept');
    Reflect.deleteProperty(Object.prototype, 'channel');
    return { value, seen };
  });
  expect(answer).toEqual({ value: ['kept'], seen: [] });
});

test('the content security policy bites: inline script does not run', async ({ launch }) => {
  const app = await launchProbe(launch);
  expect(await app.window.evaluate(() => typeof Reflect.get(window, 'inlineRan'))).toBe('undefined');
  expect(await app.window.evaluate(() => fetch('https://example.org/').catch((error: unknown) => String(error)))).toContain('Failed to fetch');
});

test('other hosts are refused even where the policy would let them through', async ({ launch }) => {
  const app = await launchProbe(launch);
  expect(await app.window.evaluate(() => fetch('https://example.com/').then(() => 'reached', () => 'refused'))).toBe('refused');
  expect(await app.window.evaluate(() => fetch('/nothing').then((response) => response.status))).toBe(404);
});

test('binary and other arguments arrive as they are, both ways', async ({ launch }) => {
  const app = await launchProbe(launch);
  const answer = await app.window.evaluate(async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    const shared = { n: 1 };
    const args = [bytes, undefined, new Date(5), new Map([['a', new Set([1])]]), 10n, Number.NaN, [shared, shared], bytes.subarray(3, 5)];
    const kinds = await window.probe.call('kinds', ...args);
    const back = (await window.probe.call('echo', ...args)) as unknown[];
    const [echoed, none, date, map, big, nan, pair, part] = back;
    return {
      kinds,
      same: echoed instanceof Uint8Array && echoed.length === bytes.length && echoed.every((byte, at) => byte === bytes[at]),
      none: none === undefined,
      date: date instanceof Date && date.getTime(),
      map: map instanceof Map && map.get('a') instanceof Set,
      big: String(big),
      nan: Number.isNaN(nan),
      shared: Array.isArray(pair) && pair[0] === pair[1],
      part: part instanceof Uint8Array && [...part],
    };
  });
  expect(answer).toEqual({
    kinds: ['[object Uint8Array]', '[object Undefined]', '[object Date]', '[object Map]', '[object BigInt]', '[object Number]', '[object Array]', '[object Uint8Array]'],
    same: true, none: true, date: 5, map: true, big: '10', nan: true, shared: true, part: [3, 4],
  });
});

test('failures are worded as Electron words them', async ({ launch }) => {
  const app = await launchProbe(launch);
  const failure = (name: string): Promise<string> => app.window.evaluate((method) => window.probe.call(method).then(() => 'no failure', (error: Error) => error.message), name);
  expect(await failure('fail')).toBe("Error invoking remote method 'probe.fail': TypeError: not like this");
  expect(await failure('missing')).toBe("Error invoking remote method 'probe.missing': Error: No handler registered for 'probe.missing'");
});

test('the main process sees which frame called', async ({ launch }) => {
  const app = await launchProbe(launch);
  expect(await call(app, 'sender')).toEqual({ url: `${origin}/`, origin, isTop: true });
});

test('events reach the page until it stops listening', async ({ launch }) => {
  const app = await launchProbe(launch);
  await app.window.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(window, 'heard', heard);
    Reflect.set(window, 'stop', window.probe.on('probe.tick', (value) => heard.push(value)));
  });
  const tick = (value: number): Promise<void> => app.evaluate(({ BrowserWindow }, arg) => BrowserWindow.getAllWindows()[0]?.webContents.send('probe.tick', arg), value);
  const heard = (): Promise<unknown> => app.window.evaluate(() => Reflect.get(window, 'heard'));
  await tick(1);
  await expect.poll(heard).toEqual([1]);
  await app.window.evaluate(() => Reflect.get(window, 'stop')());
  await tick(2);
  await call(app, 'sender');
  expect(await heard()).toEqual([1]);
});

test('dialogs are the tests to answer', async ({ launch }) => {
  const app = await launchProbe(launch);
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, '/chosen/file');
  expect(await call(app, 'choose')).toEqual({ canceled: false, filePaths: ['/chosen/file'] });
});

test('navigation and new windows are refused', async ({ launch }) => {
  const app = await launchProbe(launch);
  await app.window.evaluate(() => {
    location.href = '/other';
  });
  await expect.poll(() => call(app, 'refused')).toEqual([`${origin}/other`]);
  expect(app.window.url()).toBe(`${origin}/`);
  expect(await app.window.evaluate(() => window.open('/other'))).toBeNull();
  await expect.poll(() => app.windows().length).toBe(1);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions the application refuses are refused', async ({ launch }) => {
  const app = await launchProbe(launch);
  expect(await app.window.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(await app.window.evaluate(() => navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state))).toBe('denied');
});

test('the theme the application chooses is the one the page sees', async ({ launch }) => {
  const app = await launchProbe(launch);
  const isDark = (): Promise<boolean> => app.window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const [themeSource, dark] of [['dark', true], ['light', false]] as const) {
    await app.evaluate(({ nativeTheme }, chosen) => {
      nativeTheme.themeSource = chosen;
    }, themeSource);
    await expect.poll(isDark).toBe(dark);
  }
  await saveScreenshot(app.window, 'probe');
});

test('the clipboard holds what was written, several kinds at once', async ({ launch }) => {
  const app = await launchProbe(launch);
  const seen = await app.evaluate(async ({ clipboard, ClipboardItem }) => {
    await clipboard.write([new ClipboardItem({ 'text/plain': 'secret', 'text/html': '<b>secret</b>' })]);
    const before = [await clipboard.readText(), await clipboard.has('text/html')];
    await clipboard.writeText('other');
    const after = [await clipboard.readText(), await clipboard.has('text/html')];
    clipboard.clear();
    return [...before, ...after, await clipboard.readText()];
  });
  expect(seen).toEqual(['secret', true, 'other', false, '']);
});

test('a page becomes a PDF', async ({ launch }) => {
  const app = await launchProbe(launch);
  const start = await app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({}))?.subarray(0, 5).toString('latin1'));
  expect(start).toBe('%PDF-');
});

/** Makes a credential with PRF and uses it; gives both outputs as hex, and the credential's id. */
async function makeAndUse(app: App): Promise<{ enabled: boolean | undefined; made: string; used: string; id: string }> {
  return app.window.evaluate(async () => {
    const hex = (source: BufferSource | undefined): string =>
      source === undefined ? '' : [...new Uint8Array(source instanceof ArrayBuffer ? source : source.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const first = new Uint8Array(32);
    const made = await navigator.credentials.create({
      publicKey: {
        rp: { id: 'latchkey.internal', name: 'Probe' },
        user: { id: new Uint8Array(16), name: 'probe', displayName: 'Probe' },
        challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { userVerification: 'required' },
        extensions: { prf: { eval: { first } } },
      },
    });
    if (!(made instanceof PublicKeyCredential)) {
      throw new Error('no credential');
    }
    const used = await navigator.credentials.get({
      publicKey: {
        rpId: 'latchkey.internal',
        challenge: new Uint8Array(32),
        userVerification: 'required',
        allowCredentials: [{ type: 'public-key', id: made.rawId }],
        extensions: { prf: { eval: { first } } },
      },
    });
    if (!(used instanceof PublicKeyCredential)) {
      throw new Error('no assertion');
    }
    const [atCreate, atGet] = [made.getClientExtensionResults().prf, used.getClientExtensionResults().prf];
    return { enabled: atCreate?.enabled, made: hex(atCreate?.results?.first), used: hex(atGet?.results?.first), id: hex(made.rawId) };
  });
}

test('a security key gives the same PRF secret at create and at get', async ({ launch }) => {
  const app = await launchProbe(launch);
  const key = await addVirtualAuthenticator(app.window);
  const { enabled, made, used } = await makeAndUse(app);
  expect(enabled).toBe(true);
  expect(made).toMatch(/^[0-9a-f]{64}$/);
  expect(used).toBe(made);
  expect((await key.credentials()).map(({ rpId }) => rpId)).toEqual(['latchkey.internal']);
  await key.remove();

  const second = await addVirtualAuthenticator(app.window);
  expect((await makeAndUse(app)).made).not.toBe(made);
  await second.remove();
  const old = await addVirtualAuthenticator(app.window, { hasPrf: false });
  expect((await makeAndUse(app)).used).toBe('');
  await old.remove();
});

test('a virtual security key lives through a restart where the test asks for it', async ({ launch }) => {
  test.skip(onElectron, 'the page of real Electron ends with its process, and the virtual key with it');
  const app = await launchProbe(launch);
  await addVirtualAuthenticator(app.window);
  const { made, id } = await makeAndUse(app);
  await app.restart({ keepsKeys: true });
  expect(await call(app, 'refused')).toEqual([]);
  const again = await app.window.evaluate(async (wanted) => {
    const idBytes = Uint8Array.from(wanted.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    const used = await navigator.credentials.get({
      publicKey: { rpId: 'latchkey.internal', challenge: new Uint8Array(32), userVerification: 'required', allowCredentials: [{ type: 'public-key', id: idBytes }], extensions: { prf: { eval: { first: new Uint8Array(32) } } } },
    });
    const first = used instanceof PublicKeyCredential ? used.getClientExtensionResults().prf?.results?.first : undefined;
    return first instanceof ArrayBuffer ? [...new Uint8Array(first)].map((byte) => byte.toString(16).padStart(2, '0')).join('') : '';
  }, id);
  expect(again).toBe(made);
});

test('sealed strings and files outlive a restart', async ({ launch }) => {
  const app = await launchProbe(launch);
  const sealed = await app.evaluate(({ safeStorage }) => (safeStorage.isEncryptionAvailable() ? safeStorage.encryptString('kept').toString('hex') : ''));
  test.skip(sealed === '', 'no keychain on this machine');
  await app.restart();
  expect(await app.evaluate(({ safeStorage }, hex) => safeStorage.decryptString(Buffer.from(hex, 'hex')), sealed)).toBe('kept');
});

test('a second process on the same folder hands over and leaves', async ({ launch }) => {
  const app = await launchProbe(launch);
  await app.evaluate(({ app: application }) => {
    application.on('second-instance', (_event, argv) => Reflect.set(globalThis, 'secondArguments', argv));
  });
  await expect(launchProbe(launch, { userData: app.userData, arguments: ['--from-second'] })).rejects.toThrow();
  await expect.poll(() => app.evaluate(() => Array.from<string>(Reflect.get(globalThis, 'secondArguments') ?? []).includes('--from-second'))).toBe(true);
});
