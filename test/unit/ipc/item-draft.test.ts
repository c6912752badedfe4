import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fileLimits } from '../../../shared/file-limits.ts';
import type { Details } from '../../../shared/item.ts';
import type { FieldDraft, ItemDraft } from '../../../shared/views.ts';
import { contentOf } from '../../../electron/ipc/item-draft.ts';

const maker = { clock: { now: () => 1_700_000_000_000 }, random: (length: number) => randomBytes(length) };
const passwordId = '01890000-0000-7000-8000-000000000001';

const before: Details = {
  fields: [{ id: passwordId, name: 'password', label: '', type: 'password', concealed: true, value: 'old secret' }],
  notes: '',
  attachments: [{ id: '01890000-0000-7000-8000-00000000000a', fileName: 'a.txt', mediaType: 'text/plain', size: 1 }],
};

function draft(fields: FieldDraft[], part: Partial<ItemDraft> = {}): ItemDraft {
  return {
    kind: 'login', title: 'Mail', urls: [], tags: [], collection: null, favourite: false, attributes: { enabled: true, notBefore: null, expires: null },
    touchRequired: false, purgeProtected: false, fields, notes: '', keepAttachments: [], newAttachments: [], ...part,
  };
}

const password = (value: FieldDraft['value'], part: Partial<FieldDraft> = {}): FieldDraft => ({
  id: passwordId, name: 'password', label: '', type: 'password', concealed: true, value, ...part,
});

describe('a draft from the page', () => {
  it('keeps a concealed value the page never saw', () => {
    const { content } = contentOf(draft([password({ is: 'kept' })]), before, [], maker);
    expect(content.details.fields[0]).toMatchObject({ id: passwordId, value: 'old secret' });
  });

  it('cannot keep what is not there', () => {
    expect(() => contentOf(draft([password({ is: 'kept' }, { id: null })]), before, [], maker)).toThrow('field.not-found');
    expect(() => contentOf(draft([password({ is: 'kept' })]), null, [], maker)).toThrow('field.not-found');
  });

  it("cannot turn a kind's own password into an open field", () => {
    const { content } = contentOf(draft([password({ is: 'kept' }, { concealed: false, type: 'text' })]), before, [], maker);
    expect(content.details.fields[0]).toMatchObject({ concealed: true, type: 'password' });
  });

  it('cannot open a stored concealed field by giving it another name', () => {
    const { content } = contentOf(draft([password({ is: 'kept' }, { name: null, concealed: false })]), before, [], maker);
    expect(content.details.fields[0]?.concealed).toBe(true);
  });

  it('holds no more files than an item may, but one that is too large already can be changed', () => {
    const file = { fileName: 'b.txt', mediaType: 'text/plain', content: new Uint8Array([1, 2]) };
    const large: Details = { ...before, attachments: before.attachments.map((meta) => ({ ...meta, size: fileLimits.item - 1 })) };
    const keepAttachments = large.attachments.map(({ id }) => id);
    expect(() => contentOf(draft([], { keepAttachments }), large, [file], maker)).toThrow('item.too-large');
    expect(contentOf(draft([], { keepAttachments }), large, [], maker).content.details.attachments).toHaveLength(1);
    expect(contentOf(draft([]), large, [file], maker).attachments).toHaveLength(1);
  });

  it('drops attachments it does not name, and takes new files', () => {
    const file = { fileName: 'b.txt', mediaType: 'text/plain', content: new Uint8Array([1, 2]) };
    const { content, attachments } = contentOf(draft([]), before, [file], maker);
    expect(content.details.attachments).toEqual([attachments[0]?.meta]);
    expect(attachments[0]?.meta).toMatchObject({ fileName: 'b.txt', size: 2 });
    expect(contentOf(draft([], { keepAttachments: [before.attachments[0]?.id ?? ''] }), before, [], maker).content.details.attachments).toEqual(before.attachments);
  });
});
