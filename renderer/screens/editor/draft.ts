/**
 * What the form holds while an item is written: the item as text in boxes, and the steps from and to the contract's shapes.
 * Pure. Not here: the steps a person takes in it (`change-draft.ts`), what is wrong with it (`draft-problems.ts`).
 */
import type { AttachmentMeta, FieldType, ItemUrl } from '../../../shared/item.ts';
import type { KindField } from '../../../shared/kinds/kind.ts';
import { kindOf, type KindName } from '../../../shared/kinds/kinds.ts';
import type { FieldDraft, FieldView, ItemDraft, ItemView, OfferedFile } from '../../../shared/views.ts';
import { dayOf, endOfDay, startOfDay } from './days.ts';

export type DraftField = {
  /** Stays with the row while it is moved and renamed; never leaves the page. */
  readonly key: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly label: string;
  readonly type: FieldType;
  readonly concealed: boolean;
  /** `kept`: the vault has a value that the page has not seen. */
  readonly value: FieldDraft['value'];
};

export type DraftUrl = ItemUrl & { readonly key: string };

export type Draft = {
  readonly kind: KindName;
  readonly title: string;
  readonly favourite: boolean;
  readonly fields: readonly DraftField[];
  readonly urls: readonly DraftUrl[];
  readonly notes: string;
  readonly tags: readonly string[];
  /** Empty means none. */
  readonly collection: string;
  readonly enabled: boolean;
  /** `YYYY-MM-DD`, empty for no bound. */
  readonly notBefore: string;
  readonly expires: string;
  readonly touchRequired: boolean;
  readonly purgeProtected: boolean;
  readonly keptAttachments: readonly AttachmentMeta[];
  readonly newAttachments: readonly OfferedFile[];
  /** Instants the item came with, kept to the millisecond while their day is not changed. */
  readonly original: { readonly notBefore: number | null; readonly expires: number | null };
};

function emptyField(own: KindField): DraftField {
  return { key: `own:${own.name}`, id: null, name: own.name, label: '', type: own.type, concealed: own.concealed, value: { is: 'set', to: '' } };
}

function fieldOf(view: FieldView): DraftField {
  const { id, name, label, type, concealed } = view;
  const value: FieldDraft['value'] = view.value === null && view.filled ? { is: 'kept' } : { is: 'set', to: view.value ?? '' };
  return { key: id, id, name, label, type, concealed, value };
}

/** An empty form of a kind; a kind with addresses opens with one empty row for them. */
export function blankDraft(kind: KindName): Draft {
  const schema = kindOf(kind);
  return {
    kind,
    title: '',
    favourite: false,
    fields: schema.fields.map(emptyField),
    urls: schema.hasUrls ? [{ key: 'url:0', url: '', match: 'domain' }] : [],
    notes: '',
    tags: [],
    collection: '',
    enabled: true,
    notBefore: '',
    expires: '',
    touchRequired: false,
    purgeProtected: false,
    keptAttachments: [],
    newAttachments: [],
    original: { notBefore: null, expires: null },
  };
}

/** The form of an item: the kind's fields in the kind's order, empty ones where the item has none, then the person's own. */
export function draftOf(item: ItemView): Draft {
  const blank = blankDraft(item.kind);
  const ownNames = new Set(kindOf(item.kind).fields.map(({ name }) => name));
  const own = kindOf(item.kind).fields.map((schema) => {
    const view = item.fields.find(({ name }) => name === schema.name);
    return view ? fieldOf(view) : emptyField(schema);
  });
  const others = item.fields.filter(({ name }) => name === null || !ownNames.has(name)).map(fieldOf);
  return {
    ...blank,
    title: item.title,
    favourite: item.favourite,
    fields: [...own, ...others],
    urls: item.urls.length > 0 ? item.urls.map((url, index) => ({ ...url, key: `url:${index}` })) : blank.urls,
    notes: item.notes,
    tags: item.tags,
    collection: item.collection ?? '',
    enabled: item.attributes.enabled,
    notBefore: dayOf(item.attributes.notBefore),
    expires: dayOf(item.attributes.expires),
    touchRequired: item.touchRequired,
    purgeProtected: item.purgeProtected,
    keptAttachments: item.attachments,
    original: { notBefore: item.attributes.notBefore, expires: item.attributes.expires },
  };
}

/** A kind's field that is empty is left out; one the person added stays, it has a name of theirs. */
function isWorthKeeping(field: DraftField): boolean {
  return field.name === null || field.value.is === 'kept' || field.value.to !== '';
}

/** What is sent to the main process. */
export function toItemDraft(draft: Draft): ItemDraft {
  const collection = draft.collection.trim();
  const { original } = draft;
  return {
    kind: draft.kind,
    title: draft.title.trim(),
    favourite: draft.favourite,
    fields: draft.fields.filter(isWorthKeeping).map(({ id, name, label, type, concealed, value }) => ({ id, name, label: label.trim(), type, concealed, value })),
    urls: draft.urls.map(({ url, match }) => ({ url: url.trim(), match })).filter(({ url }) => url !== ''),
    notes: draft.notes,
    tags: [...draft.tags],
    collection: collection === '' ? null : collection,
    attributes: {
      enabled: draft.enabled,
      notBefore: dayOf(original.notBefore) === draft.notBefore ? original.notBefore : startOfDay(draft.notBefore),
      expires: dayOf(original.expires) === draft.expires ? original.expires : endOfDay(draft.expires),
    },
    touchRequired: draft.touchRequired,
    purgeProtected: draft.purgeProtected,
    keepAttachments: draft.keptAttachments.map(({ id }) => id),
    newAttachments: draft.newAttachments.map(({ token }) => token),
  };
}

/** A value that was shown and left as it was is still the kept one: it is not sent back, and it is no change. */
export function foldRevealed(draft: Draft, revealed: ReadonlyMap<string, string>): Draft {
  const fields = draft.fields.map((field): DraftField => {
    const isSame = field.value.is === 'set' && revealed.get(field.key) === field.value.to;
    return isSame ? { ...field, value: { is: 'kept' } } : field;
  });
  return { ...draft, fields };
}

/** True when saving one or the other would write the same item. */
export function saysTheSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(toItemDraft(one)) === JSON.stringify(toItemDraft(other));
}

/**
 * Puts what was typed on top of a newer version of the item: fields and files that are gone there cannot be kept, and a
 * field of the form that the newer version also has goes to that one.
 */
export function rebaseDraft(draft: Draft, newer: ItemView): Draft {
  const ids = new Set(newer.fields.map(({ id }) => id));
  const files = new Set(newer.attachments.map(({ id }) => id));
  return {
    ...draft,
    fields: draft.fields.flatMap((field): DraftField[] => {
      if (field.id !== null && ids.has(field.id)) {
        return [field];
      }
      const sameName = field.name === null ? undefined : newer.fields.find(({ name }) => name === field.name);
      if (sameName) {
        return [{ ...field, id: sameName.id }];
      }
      if (field.value.is === 'kept') {
        return [];
      }
      return [{ ...field, id: null }];
    }),
    keptAttachments: draft.keptAttachments.filter(({ id }) => files.has(id)),
  };
}
