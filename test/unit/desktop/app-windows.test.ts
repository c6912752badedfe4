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

function windowsOver(made: ReturnType<typeof windowOf>[]) {
  const left = [...made];
  return makeAppWindows({
    open: { main: () => left.shift()?.window ?? windowOf(0).window },
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
