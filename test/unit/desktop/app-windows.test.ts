/** The windows by their role, and whose page a message came from. */
import { EventEmitter } from 'node:events';
import type { BrowserWindow, WebFrameMain } from 'electron';
import { describe, expect, it } from 'vitest';
import { makeAppWindows } from '../../../electron/desktop/app-windows.ts';

function windowOf(frameTreeNodeId: number) {
  const did: string[] = [];
  let destroyed = false;
  const note = (what: string) => () => void did.push(what);
  const window = Object.assign(new EventEmitter(), {
    isDestroyed: () => destroyed,
    isMinimized: () => true,
    restore: note('restore'),
    show: note('show'),
    focus: note('focus'),
    webContents: {
      mainFrame: { frameTreeNodeId },
      loadURL: async (url: string) => void did.push(`load ${url}`),
      navigationHistory: { clear: note('forget history') },
      session: { clearStorageData: async () => void did.push('clear storage') },
      send: (_channel: string, name: string) => void did.push(name),
    },
  }) as unknown as BrowserWindow;
  const close = (): void => {
    destroyed = true;
    window.emit('closed');
  };
  return { window, did, close };
}

function windowsOver(made: ReturnType<typeof windowOf>[], quick = windowOf(0), asking: () => 'main' | 'quick' = () => 'main') {
  const left = [...made];
  return makeAppWindows({
    open: { main: () => left.shift()?.window ?? windowOf(0).window, quick: () => quick.window },
    asking,
    trouble: (where) => {
      throw new Error(where);
    },
    isOurFrame: (frame) => frame !== null && frame.origin === 'ours',
  });
}

const frame = (frameTreeNodeId: number, origin = 'ours') => ({ frameTreeNodeId, origin }) as WebFrameMain;

describe('the windows', () => {
  it('are one a role: shown again, not opened twice; opened anew once closed', () => {
    const [first, second] = [windowOf(1), windowOf(2)];
    const windows = windowsOver([first, second]);
    expect(() => windows.of('main')).toThrow('no window');
    windows.show('main');
    windows.show('main');
    expect([windows.of('main') === first.window, first.did]).toEqual([true, ['restore', 'show', 'focus']]);
    first.close();
    expect(windows.all()).toEqual([]);
    windows.show('main');
    expect(windows.of('main')).toBe(second.window);
  });

  it('are told, and begin anew with nothing that was kept, while they are there', async () => {
    const first = windowOf(1);
    const windows = windowsOver([first]);
    windows.show('main');
    windows.tell('autoLock.changed', { locksAt: null });
    windows.reloadAll();
    await new Promise(setImmediate);
    first.close();
    windows.tell('autoLock.changed', { locksAt: null });
    windows.reloadAll();
    expect(first.did).toEqual(['autoLock.changed', 'load https://latchkey.internal/', 'forget history', 'clear storage']);
  });

  it('are told what concerns them: the small one nothing that only the main one acts on, and a touch is asked for in one of them alone', () => {
    const [main, quick] = [windowOf(1), windowOf(2)];
    let asking: 'main' | 'quick' = 'main';
    const windows = windowsOver([main], quick, () => asking);
    windows.make('main');
    windows.make('quick');
    expect([windows.has('quick'), windows.all().length, quick.did]).toEqual([true, 2, []]);
    windows.tell('menu.chosen', { command: 'lock' });
    windows.tell('vault.changed', { revision: 2 });
    const ask = { askId: 'a', ceremony: 'get', optionsJson: '', prfInputs: {}, keyNames: [], forItem: null, step: 1, steps: 1, endsAt: 0 } as const;
    windows.tell('key.asked', { ...ask, keyNames: [] });
    asking = 'quick';
    windows.tell('key.asked', { ...ask, keyNames: [] });
    windows.tell('key.withdrawn', { askId: 'a' });
    expect(main.did).toEqual(['menu.chosen', 'vault.changed', 'key.asked', 'key.withdrawn']);
    expect(quick.did).toEqual(['vault.changed', 'key.asked', 'key.withdrawn']);
  });

  it('begin anew each at its own page, and forget what was kept when both are gone', async () => {
    const [main, quick] = [windowOf(1), windowOf(2)];
    const windows = windowsOver([main], quick);
    windows.make('main');
    windows.make('quick');
    windows.reloadAll();
    await new Promise(setImmediate);
    expect([main.did, quick.did]).toEqual([
      ['load https://latchkey.internal/', 'forget history', 'clear storage'],
      ['load https://latchkey.internal/quick-copy.html', 'forget history', 'clear storage'],
    ]);
  });

  it('know their own page, and no other frame: not one of our origin in no window of ours, not a foreign one, not that of a closed window', () => {
    const first = windowOf(1);
    const windows = windowsOver([first]);
    expect(windows.roleOf(frame(1))).toBeNull();
    windows.show('main');
    expect([windows.roleOf(frame(1)), windows.roleOf(frame(7)), windows.roleOf(frame(1, 'theirs')), windows.roleOf(null)]).toEqual(['main', null, null, null]);
    first.close();
    expect(windows.roleOf(frame(1))).toBeNull();
  });
});
