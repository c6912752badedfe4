import { expect, test } from 'vitest';
import { oneLine, plainLine } from '../../../shared/plain-line.ts';

test('marks that turn the reading direction and control characters go', () => {
  expect(plainLine('\u202egpj.exe\u202c')).toBe('gpj.exe');
  expect(plainLine('\u2067a\u2069\u200fb\u0000c')).toBe('abc');
});

test('what words are written with stays', () => {
  for (const text of ['two\nlines\there', 'Straße · Ünïcode', 'שלום', '👩\u200d💻', 'نمی\u200cخواهم']) {
    expect(plainLine(text)).toBe(text);
  }
});

test('blanks of all kinds become one where nobody folds them', () => {
  expect(oneLine('Home\r\n\u2028whole\u001b[2K\tx')).toBe('Home whole[2K x');
});
