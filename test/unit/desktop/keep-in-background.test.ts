/** Running without a window: what is told, when the tray is drawn, and that the program never stays where nothing brings it back. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeBackground } from '../../../electron/desktop/keep-in-background.ts';
import type { ShortcutState } from '../../../electron/desktop/quick-shortcut.ts';
import type { TrayHost } from '../../../electron/desktop/tray-host.ts';
import type { TrayStatus } from '../../../electron/ipc/tray-calls.ts';
import { defaultSettings } from '../../../shared/settings.ts';

function around() {
  const world = { host: 'shown' as TrayHost, shortcut: 'working' as ShortcutState, keepRunning: true, status: { phase: 'locked', minutesToLock: null, recent: [], favourites: [] } as TrayStatus };
  const did: string[] = [];
  const background = makeBackground({
    shortcut: { use: (accelerator) => void did.push(`use ${accelerator}`), state: () => world.shortcut, record: () => undefined },
    loginStart: { state: async () => 'off', set: async () => undefined },
    findHost: async () => world.host,
    openIcon: () => {
      did.push('icon');
      return { setEntries: (entries) => void did.push(entries[0]?.is === 'line' ? entries[0].label : '') };
    },
    tray: { status: () => world.status, forgetItems: () => void did.push('forget'), act: async () => undefined },
    settings: () => ({ ...defaultSettings, keepRunning: world.keepRunning, quickShortcut: 'Alt+A' }),
    tell: () => undefined,
    quit: () => void did.push('quit'),
    stayed: () => void did.push('stayed'),
    trouble: (where) => void did.push(where),
  });
  return { background, world, did };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('running in the background', () => {
  it('begins with the shortcut and one icon, also where it is looked for again', async () => {
    const { background, did } = around();
    await background.begin();
    expect(await background.state()).toEqual({ shortcut: 'working', tray: 'shown', startAtLogin: 'off' });
    expect(did).toEqual(['use Alt+A', 'icon', 'Locked']);
    background.end();
  });

  it('makes no icon where nothing shows it, and makes it once something does', async () => {
    const { background, world, did } = around();
    world.host = 'no-host';
    await background.begin();
    expect(did).toEqual(['use Alt+A']);
    world.host = 'shown';
    await background.state();
    expect(did).toEqual(['use Alt+A', 'icon', 'Locked']);
    background.end();
  });

  it('draws once for many changes, counts the minutes by itself, and stops when it ends', async () => {
    const { background, world, did } = around();
    await background.begin();
    did.length = 0;
    world.status = { ...world.status, phase: 'open', minutesToLock: 9 };
    background.refresh('items');
    background.refresh('minutes');
    vi.advanceTimersByTime(200);
    expect(did).toEqual(['forget', 'Open, locks in 9 min']);
    world.status = { ...world.status, minutesToLock: 8 };
    vi.advanceTimersByTime(20_000);
    expect(did.at(-1)).toBe('Open, locks in 8 min');
    background.end();
    did.length = 0;
    vi.advanceTimersByTime(60_000);
    expect(did).toEqual([]);
  });

  it('stays without its window where the user wants it and a tray or a key brings it back, and quits otherwise', async () => {
    const cases: readonly (readonly [boolean, TrayHost, ShortcutState, 'stayed' | 'quit'])[] = [
      [true, 'shown', 'off', 'stayed'],
      [true, 'no-host', 'working', 'stayed'],
      [true, 'unknown', 'working', 'stayed'],
      [true, 'no-host', 'taken', 'quit'],
      [true, 'no-host', 'asked', 'quit'],
      [true, 'unknown', 'off', 'quit'],
      [false, 'shown', 'working', 'quit'],
    ];
    for (const [keepRunning, host, shortcut, becomes] of cases) {
      const { background, world, did } = around();
      Object.assign(world, { keepRunning, host, shortcut });
      await background.mainClosed();
      expect([keepRunning, host, shortcut, did.at(-1)]).toEqual([keepRunning, host, shortcut, becomes]);
      expect(await background.mayStartHidden()).toBe(host === 'shown' || shortcut === 'working');
    }
  });
});
