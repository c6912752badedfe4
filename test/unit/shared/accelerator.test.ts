/** Which shortcuts are taken, and how one comes from the keys pressed. */
import { describe, expect, it } from 'vitest';
import { acceleratorKeys, isAccelerator, readShortcut, type PressedKeys } from '../../../shared/accelerator.ts';
import { defaultSettings, settingsPatch } from '../../../shared/settings.ts';

const pressed = (code: string, key: string, held: Partial<PressedKeys> = {}): PressedKeys => ({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('a global shortcut', () => {
  it('is taken where a key is held that no letter needs', () => {
    for (const good of ['CommandOrControl+Alt+Shift+Space', 'Control+K', 'Alt+F4', 'F9', 'Shift+F9', 'Super+7', 'CommandOrControl+\\', 'Alt+Up']) {
      expect([good, isAccelerator(good)]).toEqual([good, true]);
    }
  });

  it('is not taken where it would be part of what somebody types, or is none', () => {
    for (const bad of ['', 'K', 'Shift+K', 'Space', 'Shift+Space', 'Alt', 'Control+Alt', 'Control+Control+K', 'Control+k', 'Control+KK', 'Control++', 'F25', 'Hyper+K', '__proto__+K', 'Control+Plus K']) {
      expect([bad, isAccelerator(bad)]).toEqual([bad, false]);
    }
  });

  it('has a default that can be registered and written down', () => {
    expect(isAccelerator(defaultSettings.quickShortcut)).toBe(true);
    expect(settingsPatch.safeParse({ quickShortcut: 'Shift+A' }).success).toBe(false);
    expect(settingsPatch.safeParse({ quickShortcut: '' }).success).toBe(true);
  });

  it('is read from keys as Electron writes them, on a Mac with Command where elsewhere Ctrl is', () => {
    expect(readShortcut(pressed('Space', ' ', { ctrlKey: true, altKey: true, shiftKey: true }), false)).toEqual({ is: 'read', accelerator: 'CommandOrControl+Alt+Shift+Space' });
    expect(readShortcut(pressed('KeyK', 'k', { metaKey: true }), true)).toEqual({ is: 'read', accelerator: 'CommandOrControl+K' });
    expect(readShortcut(pressed('KeyK', 'k', { ctrlKey: true }), true)).toEqual({ is: 'read', accelerator: 'Control+K' });
    expect(readShortcut(pressed('KeyK', 'k', { metaKey: true }), false)).toEqual({ is: 'read', accelerator: 'Super+K' });
  });

  it('names letters by what the layout has there, and by their place where a key held makes another sign', () => {
    expect(readShortcut(pressed('KeyY', 'z', { ctrlKey: true }), false)).toEqual({ is: 'read', accelerator: 'CommandOrControl+Z' });
    expect(readShortcut(pressed('KeyK', '˚', { metaKey: true, altKey: true }), true)).toEqual({ is: 'read', accelerator: 'CommandOrControl+Alt+K' });
    expect(readShortcut(pressed('Digit7', '/', { ctrlKey: true, shiftKey: true }), false)).toEqual({ is: 'read', accelerator: 'CommandOrControl+Shift+7' });
  });

  it('is waited for while only keys are held, and refused for a bare letter', () => {
    expect(readShortcut(pressed('ControlLeft', 'Control', { ctrlKey: true }), false)).toEqual({ is: 'waiting' });
    expect(readShortcut(pressed('AltRight', 'AltGraph', { altKey: true }), false)).toEqual({ is: 'waiting' });
    expect(readShortcut(pressed('KeyA', 'A', { shiftKey: true }), false)).toEqual({ is: 'refused' });
    expect(readShortcut(pressed('MediaPlayPause', 'MediaPlayPause', { ctrlKey: true }), false)).toEqual({ is: 'refused' });
  });

  it('is written for people', () => {
    expect(acceleratorKeys('CommandOrControl+Alt+Shift+Space')).toBe('Mod+Alt+Shift+Space');
    expect(acceleratorKeys('CommandOrControl+Control+K')).toBe('Mod+Ctrl+K');
  });
});
