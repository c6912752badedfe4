/** The application's side over a real socket, with the extension's half at the other end: pairing, asks, and what becomes of bad input. */
import { join } from 'node:path';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { encodeFrame, encodeMessage } from '../../../electron/browser-link/native-frame.ts';
import { AskFailure, type PageContext } from '../../../shared/browser-asks.ts';
import { beginNoise } from '../../../shared/noise-kk.ts';
import { startBrowserApp, type BrowserApp } from '../../support/browser-app.ts';
import { browserOnSocket, pairBrowser, webCrypto, type PlayedBrowser } from '../../support/browser-on-socket.ts';
import { login, passwordOf } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const started: BrowserApp[] = [];
const opened: PlayedBrowser[] = [];
afterEach(async () => {
  opened.splice(0).forEach((browser) => browser.hangUp());
  await Promise.all(started.splice(0).map(({ link }) => link.close()));
});

async function openApp(options: Parameters<typeof startBrowserApp>[1] = {}) {
  const folder = await newFolder();
  const app = await startBrowserApp(folder, options);
  started.push(app);
  await app.makeVault();
  const place = join(folder, 'latchkey', 'browser.sock');
  const browser = (more: Parameters<typeof browserOnSocket>[1] = {}): PlayedBrowser => {
    const one = browserOnSocket(place, more);
    opened.push(one);
    return one;
  };
  const paired = async (more: Parameters<typeof browserOnSocket>[1] = {}): Promise<PlayedBrowser> => {
    const one = browser(more);
    await one.begin(await pairBrowser(one));
    return one;
  };
  return { ...app, folder, place, browser, paired };
}

const page = (url: string, more: Partial<PageContext> = {}): PageContext => ({ url, origin: new URL(url).origin, ancestors: [], crossSiteAsked: false, ...more });
const home = page('https://www.example.org/login');
const failureOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof AskFailure ? error.failure : String(error)),
  );

describe('pairing', () => {
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
    const { offers } = await browser.ask('offer.list', { page: home, kind: 'login' });
    expect(offers).toEqual([{ itemId: item.id, kind: 'login', title: 'Example', subtitle: 'ada', hasTotp: false, touchRequired: false, favourite: false }]);
    expect(await browser.ask('item.fill', { page: home, itemId: item.id, fields: ['username', 'password'] })).toEqual({
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
  });

  it('is one at a time, rests after a no, and is called off by the lock', async () => {
    const app = await openApp({ pairingSeconds: { toAnswer: 60, afterNo: 3_600 } });
    let answer = (_yes: boolean): void => undefined;
    let wasAborted = false;
    app.user.toPairing = (_question, signal) =>
      new Promise((resolve) => {
        answer = resolve;
        signal.addEventListener('abort', () => {
          wasAborted = true;
          resolve(false);
        });
      });
    const [first, second] = [app.browser(), app.browser()];
    await Promise.all([first.hello(), second.hello()]);
    const talk = await first.pair(await webCrypto.makeDhKey());
    expect(await second.pair(await webCrypto.makeDhKey())).toEqual({ declined: 'busy' });
    if ('declined' in talk) {
      throw new Error('declined');
    }
    await expect.poll(() => app.seen.questions.length).toBe(1);
    await app.desk.lock('asked');
    app.link.statusChanged(false);
    expect(await talk.answered).toEqual({ accepted: false, because: 'locked' });
    expect(wasAborted).toBe(true);
    answer(true);
    expect(app.book.all()).toEqual([]);
    // A moment of rest, whoever asks.
    expect(await second.pair(await webCrypto.makeDhKey())).toEqual({ declined: 'busy' });
  });

  it('is not asked about while the vault is locked, brings the window up, and expires', async () => {
    const app = await openApp({ pairingSeconds: { toAnswer: 0.05, afterNo: 0 } });
    app.user.toPairing = (_question, signal) => new Promise((resolve) => void signal.addEventListener('abort', () => resolve(false)));
    const browser = app.browser();
    await browser.hello();
    const talk = await browser.pair(await webCrypto.makeDhKey());
    expect('declined' in talk ? talk.declined : await talk.answered).toEqual({ accepted: false, because: 'expired' });
    await app.desk.lock('asked');
    expect(await browser.pair(await webCrypto.makeDhKey())).toEqual({ declined: 'locked' });
    expect(app.seen.broughtUp).toBe(1);
  });

  it('shows two different codes where somebody sits between, who plays each side to the other', async () => {
    const [app, between] = [await openApp(), await openApp()];
    app.user.toPairing = async () => false;
    between.user.toPairing = async () => false;
    // The browser reached his application; as a browser, he reached the real one.
    const [victim, his] = [between.browser(), app.browser()];
    await Promise.all([victim.hello(), his.hello()]);
    const [shown, passedOn] = await Promise.all([victim.pair(await webCrypto.makeDhKey()), his.pair(await webCrypto.makeDhKey())]);
    if ('declined' in shown || 'declined' in passedOn) {
      throw new Error('declined');
    }
    expect(await passedOn.answered).toEqual({ accepted: false, because: 'declined' });
    expect(app.seen.questions[0]?.code).toBe(passedOn.code);
    expect(app.seen.questions[0]?.code).not.toBe(shown.code);
    expect(app.book.all()).toEqual([]);
  });
});

describe('asks', () => {
  it('say no more than locked of a locked vault, and tell when that changes', async () => {
    const app = await openApp();
    const browser = await app.paired();
    await browser.ask('vault.lock', {});
    expect((await browser.ask('status', {})).phase).toBe('locked');
    expect(await failureOf(browser.ask('offer.list', { page: home, kind: 'login' }))).toBe('locked');
    expect(await failureOf(browser.ask('item.search', { text: '', count: 5 }))).toBe('locked');
    await browser.ask('unlock.request', {});
    expect(app.seen.broughtUp).toBe(1);
    expect(browser.news).toEqual([{ news: 'status.changed', status: expect.objectContaining({ phase: 'locked' }) }]);
  });

  it('get nothing for a frame of another site before the user was asked, and then by the frame’s own address', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'secret'));
    const browser = await app.paired();
    const framed = page('https://www.example.org/login', { ancestors: ['https://shop.example'] });
    expect(await failureOf(browser.ask('offer.list', { page: framed, kind: 'login' }))).toBe('cross-site');
    expect(await failureOf(browser.ask('item.fill', { page: framed, itemId: item.id, fields: ['password'] }))).toBe('cross-site');
    expect((await browser.ask('offer.list', { page: { ...framed, crossSiteAsked: true }, kind: 'login' })).total).toBe(1);
    expect(await failureOf(browser.ask('item.fill', { page: page('https://evil.example/', { ancestors: ['https://www.example.org'], crossSiteAsked: true }), itemId: item.id, fields: ['password'] }))).toBe('not-for-this-page');
  });

  it('get nothing but the row of an item that asks for a touch, or is disabled, expired or in the trash', async () => {
    const app = await openApp();
    const session = app.desk.session();
    const base = login('Guarded', 'secret');
    const guarded = await session.create(base);
    app.untouched.add(guarded.id);
    const disabled = await session.create({ ...base, overview: { ...base.overview, title: 'Off', attributes: { enabled: false, notBefore: null, expires: null } } });
    const expired = await session.create({ ...base, overview: { ...base.overview, title: 'Old', attributes: { enabled: true, notBefore: null, expires: 1 } } });
    const gone = await session.create({ ...base, overview: { ...base.overview, title: 'Gone' } });
    await session.remove([gone.id]);
    const browser = await app.paired();
    expect((await browser.ask('offer.list', { page: home, kind: 'login' })).offers.map(({ title }) => title)).toEqual(['Guarded']);
    const fill = (itemId: string): Promise<string> => failureOf(browser.ask('item.fill', { page: home, itemId, fields: ['password'] }));
    expect([await fill(guarded.id), await fill(disabled.id), await fill(expired.id), await fill(gone.id), await fill('0198a000-0000-7000-8000-000000000001')]).toEqual(['needs-touch', 'not-for-this-page', 'not-for-this-page', 'not-found', 'not-found']);
    expect(await failureOf(browser.ask('item.copy', { itemId: guarded.id, what: 'password' }))).toBe('needs-touch');
    expect(app.seen.copied).toEqual([]);
  });

  it('get cards where the page is secure, one secret at a time; the one-time code, never its secret', async () => {
    const app = await openApp();
    const session = app.desk.session();
    const field = (name: string, type: 'secret' | 'text' | 'totp' | 'username' | 'password', concealed: boolean, value: string, place: number) => ({ id: `0198a000-0000-7000-8000-00000000000${place}`, name, label: '', type, concealed, value });
    const base = login('Card', 'x');
    const card = await session.create({
      overview: { ...base.overview, kind: 'card', urls: [] },
      details: { fields: [field('holder', 'text', false, 'Ada', 1), field('number', 'secret', true, '4111', 2), field('security-code', 'secret', true, '123', 3)], notes: '', attachments: [] },
    });
    const coded = await session.create({
      overview: { ...base.overview, title: 'Coded' },
      details: { fields: [field('username', 'username', false, 'ada', 4), field('totp', 'totp', true, 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', 5)], notes: '', attachments: [] },
    });
    const browser = await app.paired();
    expect((await browser.ask('offer.list', { page: page('https://shop.example/'), kind: 'card' })).offers.map(({ itemId }) => itemId)).toEqual([card.id]);
    expect(await failureOf(browser.ask('offer.list', { page: page('http://shop.example/'), kind: 'card' }))).toBe('not-secure');
    expect(await failureOf(browser.ask('item.fill', { page: page('http://shop.example/'), itemId: card.id, fields: ['number'] }))).toBe('not-for-this-page');
    expect(await failureOf(browser.ask('item.fill', { page: page('https://shop.example/'), itemId: card.id, fields: ['number', 'security-code'] }))).toBe('malformed');
    expect(await browser.ask('item.fill', { page: page('https://shop.example/'), itemId: card.id, fields: ['holder', 'number'] })).toEqual({ values: [{ field: 'holder', value: 'Ada' }, { field: 'number', value: '4111' }] });
    expect(await failureOf(browser.ask('item.fill', { page: home, itemId: coded.id, fields: ['totp'] }))).toBe('malformed');
    expect((await browser.ask('item.code', { page: home, itemId: coded.id })).code).toMatch(/^\d{6}$/u);
    expect(await failureOf(browser.ask('item.code', { page: page('https://evil.example/'), itemId: coded.id }))).toBe('not-for-this-page');
    expect(app.seen.used).toEqual([coded.id, card.id]);
  });

  it('save a new login and update a changed one, into the vault that was shown, and keep the older password', async () => {
    const app = await openApp();
    const browser = await app.paired();
    const vaultId = app.desk.session().vaultId;
    const typed = { page: home, username: 'ada', password: 'first' };
    expect(await browser.ask('login.judge', typed)).toEqual({ verdict: 'new', candidates: [] });
    const { itemId } = await browser.ask('login.save', { ...typed, vaultId, title: 'Example' });
    expect(app.desk.session().overview(itemId)).toMatchObject({ title: 'Example', subtitle: 'ada', urls: [{ url: 'https://www.example.org/login', match: 'domain' }] });
    expect((await browser.ask('login.judge', typed)).verdict).toBe('known');
    const changed = await browser.ask('login.judge', { ...typed, password: 'second' });
    expect(changed).toMatchObject({ verdict: 'changed', candidates: [{ itemId, title: 'Example', username: 'ada' }] });
    const versionId = changed.candidates[0]?.versionId ?? '';
    expect(await failureOf(browser.ask('login.update', { page: home, vaultId: itemId, itemId, versionId, password: 'second' }))).toBe('other-vault');
    expect(await failureOf(browser.ask('login.update', { page: page('https://evil.example/'), vaultId, itemId, versionId, password: 'second' }))).toBe('not-for-this-page');
    await browser.ask('login.update', { page: home, vaultId, itemId, versionId, password: 'second' });
    expect(await failureOf(browser.ask('login.update', { page: home, vaultId, itemId, versionId, password: 'third' }))).toBe('conflict');
    expect(await passwordOf(app.desk.session(), itemId)).toBe('second');
    expect(await passwordOf(app.desk.session(), itemId, versionId)).toBe('first');
    expect((await browser.ask('login.judge', { ...typed, username: '', password: 'second' })).verdict).toBe('known');
  });

  it('find everything for the popup, copy through the application, and tell quick copy which page is shown', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'to be copied'));
    const browser = await app.paired();
    expect((await browser.ask('item.search', { text: 'exam', count: 10 })).offers.map(({ title }) => title)).toEqual(['Example']);
    await browser.ask('item.copy', { itemId: item.id, what: 'password' });
    expect(app.seen.copied).toEqual(['to be copied']);
    expect(await failureOf(browser.ask('item.copy', { itemId: item.id, what: 'code' }))).toBe('field-empty');
    expect(await app.link.matchesCurrentPage()).toEqual([]);
    await browser.ask('page.shown', { page: { url: 'https://example.org/', origin: 'https://example.org' } });
    expect(await app.link.matchesCurrentPage()).toEqual([item.id]);
    await browser.ask('page.shown', { page: null });
    expect(await app.link.matchesCurrentPage()).toEqual([]);
  });

  it('are counted: an extension that was taken over gets twenty secrets, not the vault', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'secret'));
    const browser = await app.paired();
    const answers = await Promise.all(Array.from({ length: 26 }, () => failureOf(browser.ask('item.fill', { page: home, itemId: item.id, fields: ['password'] }))));
    expect(answers.filter((answer) => answer === 'answered')).toHaveLength(20);
    expect(answers.filter((answer) => answer === 'too-many')).toHaveLength(6);
    expect((await browser.ask('status', {})).phase).toBe('open');
  });
});

describe('bad input', () => {
  const ends = (bytes: Uint8Array, place: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(place);
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(bytes);
    });

  it('ends the connection with a word, whatever it was, and nobody else’s', async () => {
    const app = await openApp();
    const other = await app.paired();
    const announced = (length: number): Buffer => {
      const head = Buffer.alloc(4);
      head.writeUInt32LE(length);
      return head;
    };
    expect(await ends(announced(4_294_967_295), app.place)).toContain('"because":"too-large"');
    expect(await ends(announced(1_048_577), app.place)).toContain('"because":"too-large"');
    expect(await ends(encodeFrame(Buffer.alloc(1_048_576, 0x61)), app.place)).toContain('"because":"malformed"');
    expect(await ends(encodeFrame(Buffer.from('{"type":"hello"')), app.place)).toContain('"because":"malformed"');
    expect(await ends(encodeFrame(Buffer.from([0xff, 0xfe])), app.place)).toContain('"because":"malformed"');
    expect(await ends(encodeFrame(Buffer.alloc(0)), app.place)).toContain('"because":"malformed"');
    expect(await ends(encodeMessage({ type: '__proto__' }), app.place)).toContain('"because":"malformed"');
    expect(await ends(encodeMessage({ type: 'sealed', data: 'AAAA' }), app.place)).toContain('"because":"out-of-order"');
    expect(await ends(encodeMessage({ type: 'pair.reveal', nonce: Buffer.alloc(32).toString('base64') }), app.place)).toContain('"because":"out-of-order"');
    expect((await other.ask('status', {})).phase).toBe('open');
    expect(app.seen.troubles).toEqual([]);
  });

  it('half a message is waited for without being answered, and forgotten when its sender goes', async () => {
    const app = await openApp();
    const whole = encodeMessage({ type: 'hello', least: 1, most: 1, extension: { version: '1', browser: 'Half' } });
    const socket = connect(app.place);
    let heard = '';
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('utf8')));
    for (const byte of whole.subarray(0, whole.length - 1)) {
      socket.write(Uint8Array.of(byte));
    }
    expect((await (await app.paired()).ask('status', {})).phase).toBe('open');
    expect(heard).toBe('');
    socket.write(whole.subarray(-1));
    await expect.poll(() => heard).toContain('"type":"hello"');
    socket.destroy();
  });

  it('a pairing nobody knows, one that was cut off, and the wrong key are refused', async () => {
    const app = await openApp();
    const browser = app.browser();
    const pairing = await pairBrowser(browser);
    await browser.begin(pairing);
    await browser.ask('status', {});

    const stranger = app.browser();
    await stranger.hello();
    await expect(stranger.begin({ ...pairing, pairingId: '0'.repeat(32) })).rejects.toThrow('unknown-pairing');
    const thief = app.browser();
    await thief.hello();
    await expect(thief.begin({ ...pairing, key: await webCrypto.makeDhKey() })).rejects.toThrow('broken-seal');

    await app.link.cutOff(pairing.pairingId);
    expect(await browser.over).toBe('unknown-pairing');
    const again = app.browser();
    await again.hello();
    await expect(again.begin(pairing)).rejects.toThrow('unknown-pairing');
    expect(app.link.paired()).toEqual([]);
  });

  it('what was recorded and is sent again opens nothing, on the same connection or on another', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'secret'));
    const browser = await app.paired();
    await browser.ask('item.fill', { page: home, itemId: item.id, fields: ['password'] });
    const recorded = [...browser.sent];
    const sealed = recorded.at(-1);
    browser.raw(encodeMessage(sealed));
    expect(await browser.over).toBe('broken-seal');
    expect(app.seen.used).toHaveLength(1);

    // All of it, in its order, on a connection of its own: the application's half of the handshake is another.
    const usedBefore = app.book.all()[0]?.lastUsedAt;
    app.clock.advance(60_000);
    const replay = recorded.filter((message) => JSON.stringify(message).match(/"type":"(?:hello|session.begin|sealed)"/u)).map(encodeMessage);
    expect(await ends(Buffer.concat(replay), app.place)).toContain('"because":"broken-seal"');
    expect(app.seen.used).toHaveLength(1);
    expect(app.book.all()[0]?.lastUsedAt).toBe(usedBefore);
  });

  it('one bit changed in a sealed message ends the connection', async () => {
    const app = await openApp();
    const browser = app.browser();
    const pairing = await pairBrowser(browser);
    const { agreementOf, prologueOf, sealMessage } = await import('../../../shared/sealed-message.ts');
    const begun = await beginNoise({ crypto: webCrypto, own: pairing.key, theirs: pairing.appKey, prologue: prologueOf(agreementOf(1, { least: 1, most: 1 }, { least: 1, most: 1 }), pairing.pairingId) });
    const before = browser.came.length;
    browser.raw(encodeMessage({ type: 'session.begin', pairingId: pairing.pairingId, noise: Buffer.from(begun.message).toString('base64') }));
    await expect.poll(() => browser.came.length).toBeGreaterThan(before);
    const ready = browser.came.at(-1);
    const noise = ready instanceof Object && 'noise' in ready ? String(ready.noise) : '';
    const channel = await begun.finish(Buffer.from(noise, 'base64'));
    const data = Buffer.from(channel ? await sealMessage(channel.out, { number: 0, ask: 'status', of: {} }) : '', 'base64');
    data[10] = (data[10] ?? 0) ^ 1;
    browser.raw(encodeMessage({ type: 'sealed', data: data.toString('base64') }));
    expect(await browser.over).toBe('broken-seal');
    expect(app.book.all()[0]?.lastUsedAt).toBeNull();
  });

  it('an ask that is unknown, malformed or without a number is told apart', async () => {
    const app = await openApp();
    const browser = await app.paired();
    const loose: { ask(name: string, of: unknown): Promise<unknown> } = browser;
    expect(await failureOf(loose.ask('item.fill', { itemId: 'x' }))).toBe('malformed');
    expect(await failureOf(loose.ask('offer.list', { page: { ...home, ancestors: Array.from({ length: 21 }, () => 'x') }, kind: 'login' }))).toBe('malformed');
    expect(await failureOf(browser.ask('password.generate', { rules: { passwordrules: 'x'.repeat(1_001), minlength: null, maxlength: null, pattern: null } }))).toBe('malformed');
    for (const name of ['constructor', '__proto__', 'passkey.make']) {
      const { answerAsk } = await import('../../../electron/browser-link/answer-ask.ts');
      const nobody = { handlers: Object.create(null), isOpen: () => true, limits: { mayAsk: () => true }, trouble: () => undefined };
      expect(await answerAsk(nobody, 'x', { number: 7, ask: name, of: {} })).toEqual({ number: 7, ok: false, failure: 'unsupported' });
      expect(await answerAsk(nobody, 'x', { ask: name, of: {} })).toBeNull();
    }
  });

  it('versions are negotiated: the newest both speak, or a refusal that names ours', async () => {
    const app = await openApp({ versions: { least: 2, most: 4 } });
    const newer = app.browser({ versions: { least: 3, most: 9 } });
    expect((await newer.hello()).version).toBe(4);
    const old = app.browser({ versions: { least: 1, most: 1 } });
    await expect(old.hello()).rejects.toThrow('other-versions');
    expect(old.came).toEqual([{ type: 'refused', because: 'version', least: 2, most: 4 }]);
    const far = app.browser({ versions: { least: 7, most: 9 } });
    await expect(far.hello()).rejects.toThrow('other-versions');
    // What was agreed is part of the code and of the handshake: it works between these two, too.
    await newer.begin(await pairNewer(newer));
    expect((await newer.ask('status', {})).phase).toBe('open');
  });

  it('the application going between question and answer ends the ask, and says nothing more of the vault', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'secret'));
    const browser = await app.paired();
    await browser.ask('status', {});
    let release = (): void => undefined;
    app.disk.held = new Promise((resolve) => void (release = resolve));
    const asked = failureOf(browser.ask('item.fill', { page: home, itemId: item.id, fields: ['password'] }));
    await app.link.close();
    expect(await asked).toMatch(/closed|app-gone/u);
    release();
    expect(await browser.over).toBe('closed');
  });

  it('a lock between question and answer gives nothing either', async () => {
    const app = await openApp();
    const item = await app.desk.session().create(login('Example', 'secret'));
    const browser = await app.paired();
    await browser.ask('status', {});
    let release = (): void => undefined;
    app.disk.held = new Promise((resolve) => void (release = resolve));
    const asked = failureOf(browser.ask('item.fill', { page: home, itemId: item.id, fields: ['password'] }));
    // Asked behind it, answered before it: answers overtake each other.
    expect((await browser.ask('status', {})).phase).toBe('open');
    const locked = app.desk.lock('asked');
    release();
    await locked;
    expect(await asked).toBe('locked');
    expect(app.seen.used).toEqual([]);
  });

  it('two browsers and three profiles at once are answered each for itself', async () => {
    const app = await openApp();
    const names = ['Chromium, work', 'Chromium, home', 'Firefox'];
    const browsers: PlayedBrowser[] = [];
    for (const name of names) {
      browsers.push(await app.paired({ browser: name }));
    }
    const searches = await Promise.all(browsers.flatMap((browser) => Array.from({ length: 10 }, () => browser.ask('status', {}))));
    expect(searches).toHaveLength(30);
    await expect.poll(() => app.link.paired().map(({ browser, isConnected, lastUsedAt }) => [browser, isConnected, lastUsedAt !== null])).toEqual(names.map((name) => [name, true, true]));
    await app.link.cutOff(app.link.paired()[1]?.pairingId ?? '');
    expect(await browsers[1]?.over).toBe('unknown-pairing');
    expect((await browsers[0]?.ask('status', {}))?.phase).toBe('open');
    expect((await browsers[2]?.ask('status', {}))?.phase).toBe('open');
  });

  it('strangers who connect again and again push each other out, and no paired browser', async () => {
    const app = await openApp();
    const browser = await app.paired();
    await browser.ask('status', {});
    const strangers = Array.from({ length: 20 }, () => app.browser());
    await Promise.all(strangers.map((stranger) => stranger.hello().catch(() => undefined)));
    expect(await strangers[0]?.over).toBe('too-many');
    expect((await browser.ask('status', {})).phase).toBe('open');
  });
});

async function pairNewer(browser: PlayedBrowser) {
  const key = await webCrypto.makeDhKey();
  const talk = await browser.pair(key);
  const answer = 'declined' in talk ? null : await talk.answered;
  if (!answer?.accepted) {
    throw new Error('declined');
  }
  return { pairingId: answer.pairingId, key, appKey: answer.appKey };
}
