import { describe, expect, it } from 'vitest';
import { rowAfterKey } from '../../../../renderer/screens/browse/list-keys.ts';

describe('keys in the list', () => {
  it('never leave it', () => {
    expect(rowAfterKey('ArrowUp', 0, 5)).toBe(0);
    expect(rowAfterKey('ArrowDown', 4, 5)).toBe(4);
    expect(rowAfterKey('PageDown', 3, 5)).toBe(4);
    expect(rowAfterKey('PageUp', 3, 5)).toBe(0);
  });

  it('start at the nearer end when nothing is chosen', () => {
    expect(rowAfterKey('ArrowDown', -1, 5)).toBe(0);
    expect(rowAfterKey('ArrowUp', -1, 5)).toBe(4);
  });

  it('lead nowhere in an empty list, and other keys are not its own', () => {
    expect(rowAfterKey('End', -1, 0)).toBeNull();
    expect(rowAfterKey('x', 1, 5)).toBeNull();
  });
});
