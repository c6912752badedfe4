/** The global shortcut against a desktop that refuses some. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isWaylandSession, makeQuickShortcut } from '../../../electron/desktop/quick-shortcut.ts';

function desktop(taken: readonly string[] = [], isWayland = false) {
  const registered = new Map<string, () => void>();
  const seen = { pressed: 0, changed: 0, suspended: false, trouble: [] as string[] };
  const shortcut = makeQuickShortcut({
    shortcuts: {
      register: (accelerator, pressed) => {
        if (accelerator === 'Broken') {
          throw new TypeError('conversion failure');
        }
        if (taken.includes(accelerator) || seen.suspended) {
          return false;
        }
        registered.set(accelerator, pressed);
        return true;
      },
      unregister: (accelerator) => void registered.delete(accelerator),
      setSuspended: (suspended) => void (seen.suspended = suspended),
    },
    isWayland,
    pressed: () => void (seen.pressed += 1),
    changed: () => void (seen.changed += 1),
    trouble: (where) => void seen.trouble.push(where),
  });
  return { shortcut, registered, seen };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the shortcut of quick copy', () => {
  it('acts once it is registered, and gives the one before back', () => {
    const { shortcut, registered, seen } = desktop();
    shortcut.use('Alt+A');
    registered.get('Alt+A')?.();
    shortcut.use('Alt+B');
    expect([seen.pressed, [...registered.keys()], shortcut.state(), seen.changed]).toEqual([1, ['Alt+B'], 'working', 2]);
    shortcut.use('');
    expect([[...registered.keys()], shortcut.state()]).toEqual([[], 'off']);
  });

  it('that another program has is said to be taken, also where Electron throws, and is tried again when it is set again', () => {
    const taken = ['Alt+A'];
    const { shortcut, seen } = desktop(taken);
    shortcut.use('Alt+A');
    expect(shortcut.state()).toBe('taken');
    taken.pop();
    shortcut.use('Alt+A');
    expect(shortcut.state()).toBe('working');
    shortcut.use('Broken');
    expect([shortcut.state(), seen.trouble]).toEqual(['taken', ['register the shortcut']]);
  });

  it('is not registered anew by a change of another setting', () => {
    const { shortcut, seen } = desktop();
    shortcut.use('Alt+A');
    shortcut.use('Alt+A');
    expect(seen.changed).toBe(1);
  });

  it('does nothing while another one is recorded, and is in force again afterwards, at the latest after a minute', () => {
    const { shortcut, seen } = desktop();
    shortcut.use('Alt+A');
    shortcut.record(true);
    expect(seen.suspended).toBe(true);
    shortcut.use('Alt+B');
    expect([seen.suspended, shortcut.state()]).toEqual([false, 'working']);
    shortcut.record(true);
    vi.advanceTimersByTime(60_001);
    expect(seen.suspended).toBe(false);
  });

  it('is asked for, not known to work, under Wayland', () => {
    const { shortcut } = desktop([], true);
    shortcut.use('Alt+A');
    expect(shortcut.state()).toBe('asked');
    expect(isWaylandSession({ XDG_SESSION_TYPE: 'wayland' }, 'linux')).toBe(true);
    expect(isWaylandSession({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(isWaylandSession({ XDG_SESSION_TYPE: 'x11', WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false);
    expect(isWaylandSession({ DISPLAY: ':0' }, 'linux')).toBe(false);
    expect(isWaylandSession({ XDG_SESSION_TYPE: 'wayland' }, 'darwin')).toBe(false);
  });
});
