/** The background's decisions, without a browser: where forms post, what waits to be saved, what a lost connection means, the manifest. */
import { describe, expect, it } from 'vitest';
import type { AppLink } from '../../../extension/background/app-link.ts';
import { describeBrowser } from '../../../extension/background/describe-browser.ts';
import { postsElsewhere } from '../../../extension/background/frame-context.ts';
import { makeSaveOffers } from '../../../extension/background/save-offers.ts';
import { manifestFor } from '../../../extension/manifest-for.ts';
import { fromPage } from '../../../extension/messages/content-messages.ts';
import { fromPopup } from '../../../extension/messages/popup-messages.ts';
import { AskFailure, type AskName } from '../../../shared/browser-asks.ts';

const page = { url: 'https://www.shop.example/login', origin: 'https://www.shop.example', ancestors: [], crossSiteAsked: false };
const vaultId = '0190a000-0000-7000-8000-000000000001';
const itemId = '0190a000-0000-7000-8000-000000000002';
const versionId = '0190a000-0000-7000-8000-000000000003';

describe('where a form posts', () => {
  it('is at home on the same site, without an address, and in a script', () => {
    for (const action of [null, '', 'https://shop.example/in', 'https://id.shop.example/in', 'javascript:void(0)']) {
      expect([action, postsElsewhere(page, action)]).toEqual([action, null]);
    }
  });

  it('is elsewhere on another site, in clear, by mail, and at neighbours under one suffix', () => {
    expect(postsElsewhere(page, 'https://evil.example/in')).toBe('evil.example');
    expect(postsElsewhere(page, 'http://www.shop.example/in')).toBe('www.shop.example');
    expect(postsElsewhere(page, 'mailto:x@evil.example')).toBe('mailto:');
    expect(postsElsewhere({ ...page, origin: 'https://alice.github.io' }, 'https://bob.github.io/in')).toBe('bob.github.io');
  });
});

/** A link that answers from a table; what it was asked is noted. */
function linkWith(answers: Partial<Record<AskName, unknown>>) {
  const asked: { name: AskName; of: unknown }[] = [];
  const link = {
    state: () => 'connected',
    status: () => ({ phase: 'open', vault: { vaultId, name: 'Home', writable: true }, locksAt: null, app: { version: '1' } }),
    ask: async (name: AskName, of: unknown) => {
      asked.push({ name, of });
      if (answers[name] === undefined) {
        throw new AskFailure('unsupported');
      }
      return answers[name];
    },
  };
  return { link: link as unknown as AppLink, asked };
}

describe('a login that was sent', () => {
  const sent = { username: '', password: 'new secret' };

  function offersWith(verdict: 'known' | 'new' | 'changed') {
    let time = 0;
    const { link, asked } = linkWith({ 'login.judge': { verdict, candidates: verdict === 'changed' ? [{ itemId, versionId, title: 'Shop', username: 'ada', touchRequired: false }] : [] }, 'login.save': { itemId }, 'login.update': { versionId } });
    const saves = makeSaveOffers({ link, now: () => time, changed: () => undefined });
    return { saves, asked, wait: (milliseconds: number) => void (time += milliseconds) };
  }

  it('is not asked about when the vault has just this', async () => {
    const { saves } = offersWith('known');
    await saves.loginSent(page, 7, sent);
    expect(saves.offerIn(7)).toBeNull();
  });

  it('takes its name from the step before, on the same site only', async () => {
    const { saves } = offersWith('new');
    saves.usernameSent(page, 7, 'ada');
    saves.usernameSent({ ...page, origin: 'https://evil.example' }, 8, 'eve');
    await saves.loginSent(page, 7, sent);
    await saves.loginSent(page, 8, sent);
    expect(saves.offerIn(7)?.username).toBe('ada');
    expect(saves.offerIn(8)?.username).toBe('');
  });

  it('shows no password to whoever asks about it', async () => {
    const { saves } = offersWith('changed');
    await saves.loginSent(page, 7, sent);
    expect(JSON.stringify(saves.offerIn(7))).not.toContain(sent.password);
  });

  it('updates the version that was judged, once, and is then gone', async () => {
    const { saves, asked } = offersWith('changed');
    await saves.loginSent(page, 7, sent);
    expect(await saves.update(7, vaultId)).toEqual({ ok: false, failure: 'not-found' });
    expect(await saves.update(7, itemId)).toEqual({ ok: true });
    expect(asked.at(-1)).toEqual({ name: 'login.update', of: { page, vaultId, itemId, versionId, password: sent.password } });
    expect(await saves.update(7, itemId)).toEqual({ ok: false, failure: 'not-found' });
  });

  it('is forgotten after five minutes, and when the vault locks', async () => {
    const { saves, wait } = offersWith('new');
    await saves.loginSent(page, 7, sent);
    wait(5 * 60_000 + 1);
    expect(saves.offerIn(7)).toBeNull();
    await saves.loginSent(page, 7, sent);
    saves.forgetAll();
    expect(await saves.save(7, 'Shop', 'ada')).toEqual({ ok: false, failure: 'not-found' });
  });

  it('of no page of the web is passed over', async () => {
    const { saves, asked } = offersWith('new');
    await saves.loginSent(null, 7, sent);
    expect(asked).toEqual([]);
  });
});

describe('the wall between page and background', () => {
  it('takes none of the popup’s asks from a page, and none that is bent', () => {
    for (const message of [{ type: 'popup.search', text: 'a' }, { type: 'pair.same', same: true }, { type: 'fill' }, { type: 'fill', itemId: 'x', fields: [], withCode: false, form: {} }, null, 'offers', { type: 'constructor' }]) {
      expect(fromPage.safeParse(message).success).toBe(false);
    }
    expect(fromPopup.safeParse({ type: 'login-sent', username: '', password: 'x' }).success).toBe(false);
  });

  it('is not to be asked by pages whether it is there', () => {
    for (const target of ['chromium', 'firefox'] as const) {
      const manifest = manifestFor(target, '0.1.0');
      expect(Object.keys(manifest)).not.toContain('web_accessible_resources');
      expect(Object.keys(manifest)).not.toContain('externally_connectable');
      expect(JSON.stringify(manifest['content_security_policy'])).not.toMatch(/unsafe|https?:|\*/u);
    }
  });
});

describe('what this browser is called', () => {
  it('is its own name, not that of the engine all of them name', () => {
    expect(describeBrowser('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36')).toBe('Chromium 141 on Linux');
    expect(describeBrowser('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0')).toBe('Edge 141 on Windows');
    expect(describeBrowser('Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0')).toBe('Firefox 144 on Linux');
    expect(describeBrowser('')).toBe('A browser');
  });
});
