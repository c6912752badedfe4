import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAutoLock } from '../../../electron/desktop/auto-lock.ts';
import { defaultSettings, type AppSettings } from '../../../shared/settings.ts';

function lockOn(changes: Partial<AppSettings> = {}, asksForScreen = false) {
  const screen: { state: 'active' | 'locked'; asked: number } = { state: 'active', asked: 0 };
  const power = Object.assign(new EventEmitter(), {
    getSystemIdleState: () => {
      screen.asked += 1;
      return screen.state;
    },
  });
  const locked: string[] = [];
  const told: (number | null)[] = [];
  const autoLock = makeAutoLock({
    power,
    asksForScreen,
    now: Date.now,
    steadyNow: () => performance.now(),
    settings: () => ({ ...defaultSettings, autoLockMinutes: 10, ...changes }),
    lock: (reason) => void locked.push(reason),
    told: (locksAt) => void told.push(locksAt),
  });
  return { power, screen, locked, told, autoLock };
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

  it('says a whole instant, by whatever parts of one the steady clock counts', () => {
    const told: (number | null)[] = [];
    let steady = 0.25;
    const autoLock = makeAutoLock({
      power: Object.assign(new EventEmitter(), { getSystemIdleState: () => 'active' as const }),
      asksForScreen: false,
      now: Date.now,
      steadyNow: () => (steady += 0.5),
      settings: () => defaultSettings,
      lock: () => undefined,
      told: (locksAt) => void told.push(locksAt),
    });
    autoLock.reset(true);
    expect(told.every(Number.isSafeInteger)).toBe(true);
    expect(autoLock.locksAt()).toBe(told[0]);
    autoLock.reset(false);
    expect(autoLock.locksAt()).toBeNull();
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

  it('is not postponed by a clock that was set back', () => {
    const { autoLock, locked, told } = lockOn();
    vi.setSystemTime(5 * 60 * 60_000);
    autoLock.reset(true);
    minutes(4);
    vi.setSystemTime(60 * 60_000);
    minutes(6);
    expect(locked).toEqual(['idle']);
    const later = lockOn();
    later.autoLock.reset(true);
    vi.setSystemTime(0);
    later.autoLock.active();
    expect([told.at(-1), later.told.at(-1)]).toEqual([(5 * 60 + 10) * 60_000, 10 * 60_000]);
  });

  it('asks every few seconds for a locked screen where the system does not tell, while the vault is open', () => {
    const { autoLock, screen, locked } = lockOn({}, true);
    vi.advanceTimersByTime(60_000);
    expect(screen.asked).toBe(0);
    autoLock.reset(true);
    vi.advanceTimersByTime(6_000);
    expect([screen.asked, locked]).toEqual([2, []]);
    screen.state = 'locked';
    vi.advanceTimersByTime(3_000);
    expect(locked).toEqual(['screen-lock']);
    autoLock.reset(false);
    vi.advanceTimersByTime(60_000);
    expect([screen.asked, locked]).toEqual([3, ['screen-lock']]);
  });

  it('does not ask for the screen where the system tells, or the setting is off', () => {
    for (const { autoLock, screen } of [lockOn({}, false), lockOn({ lockOnScreenLock: false }, true)]) {
      autoLock.reset(true);
      vi.advanceTimersByTime(60_000);
      expect(screen.asked).toBe(0);
    }
  });

  it('follows sleep and the screen as far as the settings say', () => {
    const both = lockOn();
    both.power.emit('suspend');
    both.power.emit('lock-screen');
    expect(both.locked).toEqual(['sleep', 'screen-lock']);
    const neither = lockOn({ lockOnSleep: false, lockOnScreenLock: false, lockOnMinimise: false });
    neither.power.emit('suspend');
    neither.power.emit('lock-screen');
    neither.autoLock.minimised();
    expect(neither.locked).toEqual([]);
    const minimising = lockOn({ lockOnMinimise: true });
    minimising.autoLock.minimised();
    expect(minimising.locked).toEqual(['minimised']);
  });
});
