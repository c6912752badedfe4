/** Every kind and every field of it has words of its own. */
import { describe, expect, test } from 'vitest';
import { countOfKind, fieldLabel, inSentence, kindWords } from '../../../../renderer/text/kind-words.ts';
import { kinds } from '../../../../shared/kinds/kinds.ts';

describe.each([...kinds])('$kind', ({ kind, fields }) => {
  test.each([...fields])('$name has words, not its stored name', ({ name }) => {
    const label = fieldLabel(kind, { name, label: '' });
    expect(label).toMatch(/^[A-Z]/);
    expect(label).not.toBe(name);
  });
  test('no two fields have the same words', () => {
    const labels = fields.map(({ name }) => fieldLabel(kind, { name, label: '' }));
    expect(new Set(labels).size).toBe(labels.length);
  });
});

test('a field the person added is called what they called it', () => {
  expect(fieldLabel('note', { name: null, label: 'Door code' })).toBe('Door code');
});

test('a field of a newer app is called by its label, or by its stored name at the least', () => {
  expect(fieldLabel('note', { name: 'from-the-future', label: 'Flux' })).toBe('Flux');
  expect(fieldLabel('note', { name: 'from-the-future', label: '' })).toBe('from-the-future');
});

test('kinds stand in a sentence with their capitals only where they need them', () => {
  expect(countOfKind('login', 1)).toBe('1 login');
  expect(countOfKind('login', 1_284)).toBe('1,284 logins');
  expect(countOfKind('ssh-key', 2)).toBe('2 SSH keys');
  expect(inSentence(kindWords.wifi.one)).toBe('Wi-Fi network');
});
