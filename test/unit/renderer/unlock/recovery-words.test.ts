/** How typed and pasted text falls into the thirteen boxes, and which ways a vault's slots allow. */
import { describe, expect, test } from 'vitest';
import { emptyWords, putWords, recoveryWordCount, splitWords } from '../../../../renderer/screens/unlock/recovery-words.ts';
import { takesKey, takesPassphrase, waysOf } from '../../../../renderer/screens/unlock/ways.ts';

const thirteen = ['abacus', 'bagel', 'cable', 'dagger', 'eagle', 'fable', 'gaffe', 'habit', 'icing', 'jacket', 'kabob', 'ladder', 'yo-yo'];

describe('words of a recovery kit', () => {
  test('are found in every shape a kit is copied in', () => {
    for (const text of [thirteen.join(' '), thirteen.join('\n'), thirteen.join(', ').toUpperCase(), thirteen.map((word, at) => `${at + 1}. ${word}`).join('\r\n'), thirteen.map((word, at) => `${at + 1}\t${word}`).join('  ')]) {
      expect(splitWords(text)).toEqual(thirteen);
    }
  });

  test('fill all boxes when all are pasted, whichever box has the focus', () => {
    for (const place of [0, 5, 12]) {
      expect(putWords(emptyWords(), place, `${thirteen.join(' ')} `)).toEqual({ words: thirteen, focus: recoveryWordCount - 1 });
    }
  });

  test('fill the boxes that follow when some are pasted, and leave the others', () => {
    const { words, focus } = putWords(putWords(emptyWords(), 0, 'first').words, 3, 'cable dagger ');
    expect(words.slice(0, 6)).toEqual(['first', '', '', 'cable', 'dagger', '']);
    expect(focus).toBe(5);
    expect(putWords(emptyWords(), 12, 'one two three').words).toHaveLength(recoveryWordCount);
  });

  test('go on to the next box at a space, not before', () => {
    expect(putWords(emptyWords(), 2, 'cab')).toMatchObject({ focus: 2 });
    expect(putWords(emptyWords(), 2, 'cable ')).toMatchObject({ focus: 3 });
    expect(putWords(emptyWords(), 12, 'yo-yo ')).toMatchObject({ focus: 12 });
    expect(putWords(emptyWords(), 2, ' ')).toEqual({ words: emptyWords(), focus: 2 });
  });
});

describe('the ways to open a vault', () => {
  test('begin with the one that asks for most, and leave out what has no slot', () => {
    expect(waysOf(['recovery', 'passphrase', 'passphrase+key'])).toEqual(['passphrase+key', 'passphrase', 'recovery']);
    expect(waysOf(['key'])).toEqual(['key']);
    expect(waysOf([])).toEqual([]);
  });

  test('ask for a passphrase, a touch, both, or neither', () => {
    expect((['passphrase', 'passphrase+key', 'key', 'recovery'] as const).map((way) => [takesPassphrase(way), takesKey(way)])).toEqual([
      [true, false], [true, true], [false, true], [false, false],
    ]);
  });
});
