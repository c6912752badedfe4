/** What keeps a form from being saved stands beside its place; what is merely unusual does not. */
import { describe, expect, test } from 'vitest';
import { changeDraft } from '../../../../renderer/screens/editor/change-draft.ts';
import { problemsOf, tidyDraft } from '../../../../renderer/screens/editor/draft-problems.ts';
import { blankDraft, type Draft } from '../../../../renderer/screens/editor/draft.ts';
import type { FieldType } from '../../../../shared/item.ts';
import { kinds } from '../../../../shared/kinds/kinds.ts';

const titled = (kind: Draft['kind']): Draft => ({ ...blankDraft(kind), title: 'A title' });

function withField(type: FieldType, value: string): Draft {
  const added = changeDraft(titled('note'), { do: 'add-field', key: 'f', type, label: 'Own' });
  return changeDraft(added, { do: 'write-field', key: 'f', to: value });
}

test.each(kinds.map(({ kind }) => kind))('a blank %s lacks a title and nothing else', (kind) => {
  expect([...problemsOf(blankDraft(kind))]).toEqual([['title', 'no-title']]);
  expect(problemsOf(titled(kind)).size).toBe(0);
});

describe('a value', () => {
  test.each<[FieldType, string, string]>([
    ['date', '2025-02-30', 'not-a-day'],
    ['date', 'incomplete', 'not-a-day'],
    ['month', '2025-13', 'not-a-month'],
    ['number', 'twelve', 'not-a-number'],
    ['email', 'mara', 'not-an-email'],
    ['url', 'two words', 'not-an-address'],
    ['totp', '123', 'totp:not-base32'],
    ['text', 'x'.repeat(262_145), 'too-long'],
  ])('of type %s that is no such thing is named', (type, value, problem) => {
    expect([...problemsOf(withField(type, value))]).toEqual([['field:f', problem]]);
  });
  test.each<[FieldType, string]>([
    ['date', '2024-02-29'],
    ['date', '1948-11-03'],
    ['month', '2031-12'],
    ['number', '5432'],
    ['email', 'mara@studio-nord.example'],
    ['url', 'localhost:8080/login'],
    ['phone', '+46 (0)8 123'],
    ['password', ' leading and trailing '],
  ])('of type %s that is one passes', (type, value) => {
    expect(problemsOf(withField(type, value)).size).toBe(0);
  });
});

test('a field of the person’s own needs a name', () => {
  const draft = changeDraft(withField('text', 'x'), { do: 'rename-field', key: 'f', label: '  ' });
  expect([...problemsOf(draft)]).toEqual([['label:f', 'missing']]);
});

test('an item cannot begin or end before 1970', () => {
  expect([...problemsOf({ ...titled('secret'), notBefore: '1948-11-03', expires: '1969-12-31' })]).toEqual([
    ['notBefore', 'not-a-day'],
    ['expires', 'not-a-day'],
  ]);
});

test('an end before its start is named at the end', () => {
  const draft = { ...titled('secret'), notBefore: '2026-05-02', expires: '2026-05-01' };
  expect([...problemsOf(draft)]).toEqual([['expires', 'before-start']]);
  expect(problemsOf({ ...draft, expires: '2026-05-02' }).size).toBe(0);
});

test('one-time codes are sent in one spelling, unreadable ones stay as they were typed', () => {
  expect(tidyDraft(withField('totp', 'gezd gnbv gy3t qojq gezd gnbv')).fields[0]?.value).toMatchObject({
    to: expect.stringMatching(/^otpauth:\/\/totp\/A%20title\?secret=GEZDGNBVGY3TQOJQGEZDGNBV&/),
  });
  expect(tidyDraft(withField('totp', 'no!')).fields[0]?.value).toEqual({ is: 'set', to: 'no!' });
});
