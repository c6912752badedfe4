/** What is shared is what was ticked, and what is ticked at first gives away no second factor. */
import { describe, expect, test } from 'vitest';
import { chooseAll, choiceOf, firstChoice, isEmptyChoice, toSealItems, toggleField } from '../../../../renderer/screens/share/share-choice.ts';
import type { FieldView } from '../../../../shared/views.ts';

const field = (id: string, type: FieldView['type'], filled = true): FieldView => ({
  id, name: null, label: id, type, concealed: type !== 'text', value: null, filled, strength: null,
});
const item = {
  id: 'item-1',
  fields: [field('user', 'text'), field('pass', 'password'), field('code', 'totp'), field('empty', 'text', false)],
  urls: [{ url: 'https://router.example', match: 'domain' as const }],
  notes: 'private remark',
  attachments: [{ id: 'a', fileName: 'kit.pdf', mediaType: 'application/pdf', size: 1 }],
};

describe('at first', () => {
  test('websites and filled fields are chosen; the one-time code, notes and files are not', () => {
    expect(firstChoice(item)).toEqual({ fieldIds: new Set(['user', 'pass']), withUrls: true, withNotes: false, withAttachments: false });
  });
  test('an item that nobody touched is shared that way', () => {
    expect(toSealItems([item], new Map())).toEqual([{ itemId: 'item-1', fieldIds: ['user', 'pass'], withUrls: true, withNotes: false, withAttachments: false }]);
  });
});

test('all of an item is what it has: no empty field, and its notes and files', () => {
  expect(chooseAll(item, true)).toEqual({ fieldIds: new Set(['user', 'pass', 'code']), withUrls: true, withNotes: true, withAttachments: true });
  expect(chooseAll({ ...item, urls: [], notes: '', attachments: [] }, true)).toMatchObject({ withUrls: false, withNotes: false, withAttachments: false });
});

test('ticking adds, ticking again takes away, and the choice before stays as it was', () => {
  const first = firstChoice(item);
  const more = toggleField(first, 'code', true);
  expect([...more.fieldIds]).toEqual(['user', 'pass', 'code']);
  expect([...toggleField(more, 'code', false).fieldIds]).toEqual(['user', 'pass']);
  expect(first.fieldIds.has('code')).toBe(false);
});

test('websites stay here where they were unticked', () => {
  const without = new Map([[item.id, { ...firstChoice(item), withUrls: false }]]);
  expect(toSealItems([item], without)).toMatchObject([{ fieldIds: ['user', 'pass'], withUrls: false }]);
});

test('an item of which nothing is chosen is not shared at all', () => {
  const nothing = chooseAll(item, false);
  expect(isEmptyChoice(nothing)).toBe(true);
  expect(toSealItems([item], new Map([[item.id, nothing]]))).toEqual([]);
  expect(choiceOf(new Map([[item.id, nothing]]), item)).toBe(nothing);
});
