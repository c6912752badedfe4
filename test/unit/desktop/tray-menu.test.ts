/** The tray's menu as data. */
import { describe, expect, it } from 'vitest';
import { trayMenu, type TrayEntry } from '../../../electron/desktop/tray-menu.ts';
import type { TrayItem, TrayStatus } from '../../../electron/ipc/tray-calls.ts';
import { trayWords as words } from '../../../shared/main-words.ts';

const locked: TrayStatus = { phase: 'locked', minutesToLock: null, recent: [], favourites: [] };
const item = (title: string, more: Partial<TrayItem> = {}): TrayItem => ({ itemId: title, title, touchRequired: false, hasUsername: true, hasTotp: false, isLogin: true, ...more });

function outline(entries: readonly TrayEntry[]): unknown[] {
  return entries.map((entry) => (entry.is === 'rule' ? '-' : entry.is === 'menu' ? [entry.label, ...outline(entry.entries)] : entry.label));
}
const ofItem = (given: TrayItem): TrayEntry | undefined => trayMenu({ ...locked, phase: 'open', favourites: [given] }).find(({ is }) => is === 'menu');

describe('the menu of the tray', () => {
  it('says that the vault is locked and shows nothing of it, whatever it is handed', () => {
    const menu = trayMenu({ ...locked, recent: [item('Bank')], favourites: [item('Mail')] });
    expect(outline(menu)).toEqual([words.status.locked, '-', words.unlock, words.show, '-', words.generate, '-', words.quit]);
  });

  it('offers no search where there is no vault', () => {
    expect(outline(trayMenu({ ...locked, phase: 'none' }))).toEqual([words.status.none, '-', words.show, '-', words.generate, '-', words.quit]);
  });

  it('shows an open vault: until when, what was used last, favourites, and what each can copy', () => {
    const menu = trayMenu({ phase: 'open', minutesToLock: 8, recent: [item('GitHub', { hasTotp: true })], favourites: [item('Door', { isLogin: false, hasUsername: false })] });
    expect(outline(menu)).toEqual([
      'Open, locks in 8 min', '-', words.search, words.show,
      '-', words.recent, ['GitHub', words.copyPassword, words.copyUsername, words.copyCode],
      '-', words.favourites, ['Door', words.copySecret],
      '-', words.generate, words.lock, '-', words.quit,
    ]);
    expect(outline(trayMenu({ ...locked, phase: 'open', minutesToLock: 0 }))[0]).toBe('Open, locks within a minute');
    expect(outline(trayMenu({ ...locked, phase: 'open' }))[0]).toBe(words.open);
  });

  it('says what an entry does as data', () => {
    const github = ofItem(item('GitHub', { hasTotp: true }));
    expect(github?.is === 'menu' && github.entries.map((entry) => (entry.is === 'act' ? entry.act : null))).toEqual([
      { do: 'copy', what: 'primary', itemId: 'GitHub' },
      { do: 'copy', what: 'username', itemId: 'GitHub' },
      { do: 'copy', what: 'code', itemId: 'GitHub' },
    ]);
  });

  it('copies nothing of an item that asks for a touch: it leads to where the touch is asked for', () => {
    const bank = ofItem(item('Bank', { touchRequired: true, hasTotp: true }));
    expect(bank).toEqual({ is: 'menu', label: 'Bank', entries: [{ is: 'act', label: words.needsTouch, act: { do: 'search', text: 'Bank' } }] });
  });

  it('lets no title rearrange it: signs of direction, lines, keys and length', () => {
    expect([ofItem(item('a\u202Eb\nc\u0000')), ofItem(item('R&D')), ofItem(item(' \u200B ')), ofItem(item('x'.repeat(500)))].map((entry) => entry?.is === 'menu' && entry.label)).toEqual([
      'a b c',
      'R&&D',
      words.untitled,
      `${'x'.repeat(39)}…`,
    ]);
  });
});
