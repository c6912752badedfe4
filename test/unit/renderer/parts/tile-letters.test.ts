import { describe, expect, it } from 'vitest';
import { tileLetters, tileTint } from '../../../../renderer/parts/tile-letters.ts';

describe('the letters on a tile', () => {
  it.each([
    ['GitHub', 'GH'],
    ['GitLab · Studio', 'GL'],
    ['Digital Ocean', 'DO'],
    ['gitea', 'GI'],
    ['VPN Office', 'VO'],
    ['x', 'X'],
    ['1Password', '1P'],
    ['', ''],
    ['  ', ''],
    ['\u200b\u2060', ''],
    ['\u200b🔑', '🔑'],
    ['···', '·'],
  ])('of %j are %j', (title, letters) => {
    expect(tileLetters(title)).toBe(letters);
  });

  it('keep an emoji of several code points whole', () => {
    expect(tileLetters('👩‍👩‍👧')).toBe('👩‍👩‍👧');
  });

  it('do not take long for a title without an end', () => {
    expect(tileLetters('a'.repeat(500))).toBe('AA');
  });
});

describe('the tint of a tile', () => {
  it('is the same for the same item, and one of those there are', () => {
    for (let count = 0; count < 64; count += 1) {
      const id = `01890000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
      expect(tileTint(id)).toBe(tileTint(id));
      expect(tileTint(id)).toBeGreaterThanOrEqual(0);
      expect(tileTint(id)).toBeLessThan(8);
    }
  });
});
