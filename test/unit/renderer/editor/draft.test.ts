/** What the form makes of an item, and the item of the form: nothing hidden is lost, nothing unseen is sent. */
import { describe, expect, test } from 'vitest';
import { changeDraft, type DraftStep } from '../../../../renderer/screens/editor/change-draft.ts';
import { blankDraft, draftOf, foldRevealed, rebaseDraft, saysTheSame, toItemDraft, type Draft } from '../../../../renderer/screens/editor/draft.ts';
import { kinds } from '../../../../shared/kinds/kinds.ts';
import { itemDraft, type FieldView, type ItemView } from '../../../../shared/views.ts';

const idOf = (digit: string): string => `01936b2e-0000-7000-8000-00000000000${digit}`;

function fieldView(part: Partial<FieldView> & Pick<FieldView, 'id'>): FieldView {
  return { name: null, label: '', type: 'text', concealed: false, value: '', filled: true, strength: null, ...part };
}

function itemView(part: Partial<ItemView>): ItemView {
  return {
    id: idOf('1'), versionId: idOf('2'), kind: 'login', title: 'GitHub', subtitle: 'mara', urls: [{ url: 'https://github.com', match: 'host' }],
    tags: ['work'], collection: 'Studio', favourite: true, attributes: { enabled: true, notBefore: null, expires: null },
    touchRequired: false, purgeProtected: false, isSealed: false, touchEndsAt: null,
    fields: [
      fieldView({ id: idOf('3'), name: 'password', type: 'password', concealed: true, value: null }),
      fieldView({ id: idOf('4'), label: 'Recovery code', type: 'secret', concealed: true, value: null }),
      fieldView({ id: idOf('5'), name: 'username', type: 'username', value: 'mara' }),
    ],
    notes: 'owner', attachments: [{ id: idOf('6'), fileName: 'kit.pdf', mediaType: 'application/pdf', size: 12 }],
    createdAt: 1, updatedAt: 2, device: 'desk', deletedAt: null, purgeAt: null, versionNumber: 1, versionCount: 1, ...part,
  };
}

const take = (draft: Draft, ...steps: DraftStep[]): Draft => steps.reduce(changeDraft, draft);

describe('an item opened for editing', () => {
  test('stands in the order of its kind, with empty places for what it lacks', () => {
    expect(draftOf(itemView({})).fields.map(({ name, label }) => name ?? label)).toEqual(['username', 'password', 'totp', 'Recovery code']);
  });
  test('keeps concealed values without having seen them', () => {
    const sent = toItemDraft(draftOf(itemView({})));
    expect(sent.fields.filter(({ concealed }) => concealed).map(({ value }) => value)).toEqual([{ is: 'kept' }, { is: 'kept' }]);
  });
  test('and saved untouched is the same item', () => {
    const sent = toItemDraft(draftOf(itemView({})));
    expect(sent).toMatchObject({ title: 'GitHub', collection: 'Studio', tags: ['work'], favourite: true, notes: 'owner', keepAttachments: [idOf('6')] });
    expect(sent.urls).toEqual([{ url: 'https://github.com', match: 'host' }]);
    expect(sent.fields.find(({ name }) => name === 'username')?.value).toEqual({ is: 'set', to: 'mara' });
  });
  test('keeps a field whose name this version of the app does not know', () => {
    const strange = fieldView({ id: idOf('7'), name: 'from-the-future', value: 'x' });
    expect(toItemDraft(draftOf(itemView({ fields: [strange] }))).fields).toMatchObject([{ id: idOf('7'), name: 'from-the-future' }]);
  });
  test('an empty concealed field is open to be written, not kept', () => {
    const empty = fieldView({ id: idOf('3'), name: 'password', type: 'password', concealed: true, value: null, filled: false });
    expect(draftOf(itemView({ fields: [empty] })).fields.find(({ name }) => name === 'password')?.value).toEqual({ is: 'set', to: '' });
  });
  test('keeps its instants to the millisecond while their days stay', () => {
    const attributes = { enabled: false, notBefore: 1_700_000_000_123, expires: 1_800_000_000_456 };
    const draft = draftOf(itemView({ attributes }));
    expect(toItemDraft(draft).attributes).toEqual(attributes);
    const later = toItemDraft(take(draft, { do: 'set', to: { expires: '2031-02-03' } })).attributes;
    expect(later.notBefore).toBe(attributes.notBefore);
    expect(new Date(later.expires ?? 0).toString()).toMatch(/Feb 03 2031 23:59:59/);
    expect(toItemDraft(take(draft, { do: 'set', to: { expires: '' } })).attributes.expires).toBeNull();
  });
});

describe('every kind', () => {
  test.each(kinds.map(({ kind }) => kind))('%s: its blank form with a title is a draft the main process takes', (kind) => {
    const sent = toItemDraft(take(blankDraft(kind), { do: 'set', to: { title: '  New  ' } }));
    expect(itemDraft.parse(sent)).toMatchObject({ kind, title: 'New', fields: [], urls: [], collection: null });
  });
});

describe('a change', () => {
  test('typed and taken back is no change', () => {
    const draft = draftOf(itemView({}));
    const typed = take(draft, { do: 'write-field', key: idOf('3'), to: 'new' });
    expect(saysTheSame(draft, typed)).toBe(false);
    expect(saysTheSame(draft, take(typed, { do: 'keep-field', key: idOf('3') }))).toBe(true);
  });
  test('a value that was shown and left alone is neither a change nor sent back', () => {
    const draft = draftOf(itemView({}));
    const revealed = new Map([[idOf('3'), 'hunter2']]);
    const shown = take(draft, { do: 'write-field', key: idOf('3'), to: 'hunter2' });
    expect(saysTheSame(draft, foldRevealed(shown, revealed))).toBe(true);
    expect(JSON.stringify(toItemDraft(foldRevealed(shown, revealed)))).not.toContain('hunter2');
    const typed = take(shown, { do: 'write-field', key: idOf('3'), to: 'hunter3' });
    expect(JSON.stringify(toItemDraft(foldRevealed(typed, revealed)))).toContain('hunter3');
  });
  test('an added row for an address that stays empty is no change', () => {
    const draft = draftOf(itemView({}));
    expect(saysTheSame(draft, take(draft, { do: 'add-url', key: 'u' }))).toBe(true);
  });
  test('moves a person’s own field among their own, never above the kind’s', () => {
    const draft = take(draftOf(itemView({})), { do: 'add-field', key: 'n', type: 'date', label: 'Born' });
    const order = (of: Draft): string[] => of.fields.slice(-2).map(({ label }) => label);
    expect(order(take(draft, { do: 'move-field', key: 'n', by: -1 }))).toEqual(['Born', 'Recovery code']);
    expect(take(draft, { do: 'move-field', key: idOf('4'), by: -1 })).toEqual(draft);
    expect(take(draft, { do: 'move-field', key: 'n', by: 1 })).toEqual(draft);
  });
  test('cannot remove or rename a field of the kind', () => {
    const draft = draftOf(itemView({}));
    expect(take(draft, { do: 'remove-field', key: idOf('3') }, { do: 'rename-field', key: idOf('3'), label: 'x' })).toEqual(draft);
  });
  test('a field that was never saved has nothing to keep', () => {
    const draft = take(blankDraft('login'), { do: 'keep-field', key: 'own:password' });
    expect(draft.fields.find(({ name }) => name === 'password')?.value).toEqual({ is: 'set', to: '' });
  });
  test('secrets added by the person are concealed from the start', () => {
    const draft = take(blankDraft('note'), { do: 'add-field', key: 'a', type: 'secret', label: 'Pin' }, { do: 'add-field', key: 'b', type: 'text', label: 'Desk' });
    expect(draft.fields.map(({ concealed }) => concealed)).toEqual([true, false]);
  });
  test('a file taken out is left out of the new version, whether it was there or just added', () => {
    const file = { token: 't1', fileName: 'a.txt', size: 1, mediaType: 'text/plain' };
    const draft = take(draftOf(itemView({})), { do: 'add-files', files: [file] });
    expect(toItemDraft(draft)).toMatchObject({ keepAttachments: [idOf('6')], newAttachments: ['t1'] });
    const without = take(draft, { do: 'remove-file', idOrToken: 't1' }, { do: 'remove-file', idOrToken: idOf('6') });
    expect(toItemDraft(without)).toMatchObject({ keepAttachments: [], newAttachments: [] });
  });
});

describe('what was typed on top of a newer version', () => {
  test('finds the kind’s field under its new id, and drops what can no longer be kept', () => {
    const draft = take(draftOf(itemView({})), { do: 'write-field', key: idOf('3'), to: 'typed' });
    const newer = itemView({ versionId: idOf('8'), fields: [fieldView({ id: idOf('9'), name: 'password', type: 'password', concealed: true, value: null })], attachments: [] });
    const sent = toItemDraft(rebaseDraft(draft, newer));
    expect(sent.fields.find(({ name }) => name === 'password')).toMatchObject({ id: idOf('9'), value: { is: 'set', to: 'typed' } });
    expect(sent.fields.some(({ label }) => label === 'Recovery code')).toBe(false);
    expect(sent.fields.find(({ name }) => name === 'username')).toMatchObject({ id: null, value: { to: 'mara' } });
    expect(sent.keepAttachments).toEqual([]);
  });
});
