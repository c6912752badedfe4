/** Which key presses mean which shortcut. */
import { describe, expect, test } from 'vitest';
import { matchesChord, parseChord } from '../../../../renderer/state/shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held,
});

describe('a shortcut', () => {
  test('with mod is Ctrl, and on a Mac Cmd', () => {
    expect(matchesChord(parseChord('mod+k'), press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matchesChord(parseChord('mod+k'), press('k', { metaKey: true }), false)).toBe(false);
    expect(matchesChord(parseChord('mod+k'), press('k', { metaKey: true }), true)).toBe(true);
    expect(matchesChord(parseChord('mod+k'), press('k', { ctrlKey: true }), true)).toBe(false);
  });

  test('is not met with further keys held, nor with fewer', () => {
    expect(matchesChord(parseChord('mod+c'), press('C', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matchesChord(parseChord('mod+shift+c'), press('C', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matchesChord(parseChord('mod+shift+c'), press('c', { ctrlKey: true }), false)).toBe(false);
    expect(matchesChord(parseChord('escape'), press('Escape', { altKey: true }), false)).toBe(false);
    expect(matchesChord(parseChord('n'), press('n', { ctrlKey: true }), false)).toBe(false);
  });

  test('on a sign does not care whether the sign takes Shift to type', () => {
    expect(matchesChord(parseChord('?'), press('?', { shiftKey: true }), false)).toBe(true);
    expect(matchesChord(parseChord('mod++'), press('+', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matchesChord(parseChord('/'), press('/'), false)).toBe(true);
  });
});
