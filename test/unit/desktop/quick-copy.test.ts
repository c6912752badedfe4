/** Where and how long the quick window shows, over a window that is only a record of what was asked of it. */
import { EventEmitter } from 'node:events';
import type { Rectangle } from 'electron';
import { describe, expect, it } from 'vitest';
import { holdWhileAsked, makeQuickCopy, placeIn } from '../../../electron/desktop/quick-copy.ts';

class Frame extends EventEmitter {
  readonly did: string[] = [];
  bounds: Rectangle | null = null;
  isOn = false;
  hasFocus = false;
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds;
  }
  show(): void {
    this.isOn = true;
  }
  focus(): void {
    this.hasFocus = true;
    this.emit('focus');
  }
  blur(): void {
    this.did.push('blur');
    this.lose();
  }
  hide(): void {
    this.did.push('hide');
    this.isOn = false;
    this.lose();
  }
  isVisible(): boolean {
    return this.isOn;
  }
  isFocused(): boolean {
    return this.hasFocus;
  }
  /** Another window takes the focus. */
  lose(): void {
    if (this.hasFocus) {
      this.hasFocus = false;
      this.emit('blur');
    }
  }
}

function around(platform: NodeJS.Platform = 'linux') {
  const made: Frame[] = [];
  const told: string[] = [];
  const clock = { now: 0 };
  let current: Frame | null = null;
  const quick = makeQuickCopy({
    window: () => {
      if (current === null) {
        const frame = new Frame();
        frame.on('closed', () => (current = null));
        made.push(frame);
        current = frame;
      }
      return current;
    },
    size: { width: 600, height: 440 },
    workArea: () => ({ x: 1920, y: 0, width: 1920, height: 1040 }),
    now: () => clock.now,
    platform,
    shown: (text) => void told.push(`shown ${text}`),
    hidden: () => void told.push('hidden'),
  });
  return { quick, made, told, clock };
}

describe('the quick window', () => {
  it('is made before it is wanted, and shown with the focus on the display of the pointer', () => {
    const { quick, made, told } = around();
    quick.prepare();
    expect([made.length, made[0]?.isOn]).toEqual([1, false]);
    quick.toggle();
    expect([made.length, made[0]?.isOn, made[0]?.hasFocus, told]).toEqual([1, true, true, ['shown ']]);
    expect(made[0]?.bounds).toEqual({ x: 1920 + 660, y: Math.round(1040 * 0.24), width: 600, height: 440 });
  });

  it('fits on a small display', () => {
    expect(placeIn({ x: 0, y: 20, width: 500, height: 460 }, { width: 600, height: 440 })).toEqual({ x: 0, y: 30, width: 500, height: 440 });
  });

  it('is put away by the shortcut, by asking, and by another window that takes the focus: once each', () => {
    const { quick, made, told } = around();
    for (const away of [() => quick.toggle(), () => quick.hide(), () => made[0]?.lose()]) {
      quick.show('');
      away();
      expect([quick.isShown(), told.splice(0)]).toEqual([false, ['shown ', 'hidden']]);
      quick.hide();
      expect(told).toEqual([]);
    }
  });

  it('comes to the front where it shows without the focus', () => {
    const { quick, made, clock } = around();
    quick.show('');
    quick.hold(clock.now + 1_000);
    made[0]?.lose();
    quick.toggle();
    expect([quick.isShown(), made[0]?.hasFocus]).toEqual([true, true]);
  });

  it('gives the focus up before it goes, where the system asks for that', () => {
    for (const [platform, did] of [['win32', ['blur', 'hide']], ['linux', ['hide']], ['darwin', ['hide']]] as const) {
      const { quick, made } = around(platform);
      quick.show('');
      quick.hide();
      expect([platform, made[0]?.did.slice(0, did.length)]).toEqual([platform, did]);
      expect(quick.isShown()).toBe(false);
    }
  });

  it('stays while a touch is asked for, until that is over or the focus is back', () => {
    const { quick, made, clock, told } = around();
    const tell = holdWhileAsked(quick, (name) => void told.push(name));
    const ask = { askId: 'a', ceremony: 'get', optionsJson: '', prfInputs: {}, keyNames: [], forItem: null, step: 1, steps: 1, endsAt: 60_000 } as const;
    quick.show('');
    tell('key.asked', { ...ask, keyNames: [] });
    made[0]?.lose();
    expect(quick.isShown()).toBe(true);
    made[0]?.focus();
    made[0]?.lose();
    expect(quick.isShown()).toBe(false);

    quick.show('');
    tell('key.asked', { ...ask, keyNames: [] });
    tell('key.withdrawn', { askId: 'a' });
    made[0]?.lose();
    expect(quick.isShown()).toBe(false);

    quick.show('');
    tell('key.asked', { ...ask, keyNames: [] });
    clock.now = 60_000;
    made[0]?.lose();
    expect([quick.isShown(), told.filter((name) => name.startsWith('key.'))]).toEqual([false, ['key.asked', 'key.asked', 'key.withdrawn', 'key.asked']]);
  });

  it('is made anew where somebody closed it', () => {
    const { quick, made } = around();
    quick.show('');
    made[0]?.emit('closed');
    expect(quick.isShown()).toBe(false);
    quick.show('git');
    expect([made.length, made[1]?.isOn]).toEqual([2, true]);
    made[0]?.emit('blur');
    expect(quick.isShown()).toBe(true);
  });
});
