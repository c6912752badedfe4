import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeRecoveryCode, parseRecoveryCode } from '../../../electron/desk/recovery-code.ts';
import { effLongList } from '../../../electron/desk/word-list.ts';

describe('the recovery code', () => {
  it('has the EFF long list to choose from', () => {
    expect(effLongList).toHaveLength(7_776);
    expect(new Set(effLongList).size).toBe(7_776);
    expect([effLongList[0], effLongList.at(-1)]).toEqual(['abacus', 'zoom']);
  });

  it('comes back from its thirteen words, in any case and spacing', () => {
    for (const code of [new Uint8Array(20), new Uint8Array(20).fill(255), randomBytes(20)]) {
      const words = encodeRecoveryCode(code, effLongList);
      expect(words).toHaveLength(13);
      const typed = words.map((word, place) => (place % 2 ? word.toUpperCase() : word)).join(' \n, ');
      expect(Buffer.from(parseRecoveryCode(typed, effLongList)).equals(Buffer.from(code))).toBe(true);
    }
  });

  it('refuses a missing word, an unknown word and words in another order', () => {
    const words = encodeRecoveryCode(randomBytes(20), effLongList);
    const refused = (text: string) => expect(() => parseRecoveryCode(text, effLongList)).toThrow('unlock.wrong-recovery-code');
    refused(words.slice(1).join(' '));
    refused([...words, 'zoom'].join(' '));
    refused(['latchkeyx', ...words.slice(1)].join(' '));
    refused('');
  });

  it('catches 255 of 256 slips of a single word before any work is done', () => {
    const words = encodeRecoveryCode(Uint8Array.from({ length: 20 }, (_, place) => place), effLongList);
    let passed = 0;
    for (const word of effLongList.slice(0, 2_000)) {
      try {
        parseRecoveryCode([...words.slice(0, 6), word, ...words.slice(7)].join(' '), effLongList);
        passed += word === words[6] ? 0 : 1;
      } catch {
        // refused, as it should be
      }
    }
    expect(passed).toBeLessThan(30);
  });
});
