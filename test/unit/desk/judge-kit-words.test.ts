import { describe, expect, it } from 'vitest';
import { judgeKitWords } from '../../../electron/desk/judge-kit-words.ts';
import { effLongList } from '../../../electron/desk/word-list.ts';

describe('words typed from a recovery kit', () => {
  it('are all right when they stand in the list, in any case, those with a hyphen too', () => {
    expect(judgeKitWords(['abacus', 'ZOOM', 'drop-down', 'yo-yo', ''])).toEqual([]);
    expect(judgeKitWords(effLongList.slice(0, 200))).toEqual([]);
  });

  it('are named by their place when they do not, with the word that was likely meant', () => {
    expect(judgeKitWords(['abacus', 'abdomne', 'zoom', 'zookeper'])).toEqual([
      { place: 1, meant: 'abdomen' },
      { place: 3, meant: 'zookeeper' },
    ]);
  });

  it('are named without a guess where none is near', () => {
    expect(judgeKitWords(['xqxqxqxqx'])).toEqual([{ place: 0, meant: null }]);
  });
});
