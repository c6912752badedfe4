import { describe, expect, it } from 'vitest';
import { kindIcons, tileIconOf } from '../../../../renderer/parts/kind-icons.ts';

describe('the icon on a tile', () => {
  it('stands in for letters where an item has none, so that no tile is empty', () => {
    expect(tileIconOf('login', 'GH')).toBeNull();
    expect(tileIconOf('login', '')).toBe(kindIcons.login);
    expect(tileIconOf('card', 'VI')).toBe(kindIcons.card);
  });
});
