import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAutoLock } from '../../../electron/desktop/auto-lock.ts';
import { defaultSettings, type AppSettings } from '../../../shared/settings.ts';

function lockOn(changes: Partial<AppSettings> = {}) {
  const power = new EventEmitter();
  const locked: string[] = [];
  const told: (number | null)[] = [];
  const autoLock = makeAutoLock({
    power,
    now: Date.now,
    settings: () => ({ ...defaultSettings, autoLockMinutes: 10, ...changes }),
    lock: (reason) => void locked.push(reason),
    told: (locksAt) => void told.push(locksAt),
  });
  return { power, locked, told, autoLock };
}

const minutes = (count: number) => vi.advanceTimersByTime(count * 60_000);

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

describe('the automatic lock', () => {
  it('comes after the set time without anything done, and later when something was', () => {
    const { autoLock, locked, told } = lockOn();
    autoLock.reset(true);
    minutes(9);
    autoLock.active();
    minutes(9);
    expect(locked).toEqual([]);
    minutes(1);
    expect(locked).toEqual(['idle']);
    expect(told.at(-1)).toBe(19 * 60_000);
  });

  it('does not come when it is switched off, or the vault is shut', () => {
    const off = lockOn({ autoLockMinutes: 0 });
    off.autoLock.reset(true);
    const shut = lockOn();
    shut.autoLock.reset(false);
    minutes(10_000);
    expect([off.locked, off.told, shut.locked]).toEqual([[], [null], []]);
  });

  it('looks at the clock after a sleep, when timers are late', () => {
    const { autoLock, locked, power } = lockOn({ lockOnSleep: false });
    autoLock.reset(true);
    vi.setSystemTime(60 * 60_000);
    power.emit('resume');
    expect(locked).toEqual(['idle']);
  });

  it('follows sleep and the screen as far as the settings say', () => {
    const both = lockOn();
    both.power.emit('suspend');
    both.power.emit('lock-screen');
    expect(both.locked).toEqual(['sleep', 'screen-lock']);
    const neither = lockOn({ lockOnSleep: false, lockOnScreenLock: false });
    neither.power.emit('suspend');
    neither.power.emit('lock-screen');
    expect(neither.locked).toEqual([]);
  });
});
