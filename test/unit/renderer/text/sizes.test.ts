/** Sizes of files in words. */
import { expect, test } from 'vitest';
import { sizeWords } from '../../../../renderer/text/sizes.ts';

test.each([[0, '0 bytes'], [1, '1 byte'], [1_023, '1023 bytes'], [1_024, '1.0 KB'], [48_211, '47 KB'], [3_400_000, '3.2 MB'], [26_214_400, '25 MB']])(
  '%d is %s',
  (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  },
);
