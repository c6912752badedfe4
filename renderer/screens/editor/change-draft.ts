/** The steps a person takes in the form, as a reducer. Pure; keys for new rows come with the step. */
import { assertNever } from '../../../shared/failure.ts';
import type { FieldType, ItemUrl } from '../../../shared/item.ts';
import type { OfferedFile } from '../../../shared/views.ts';
import type { Draft, DraftField } from './draft.ts';

type Plain = Pick<Draft, 'title' | 'favourite' | 'notes' | 'tags' | 'collection' | 'enabled' | 'notBefore' | 'expires' | 'touchRequired' | 'purgeProtected'>;

export type DraftStep =
  | { readonly do: 'set'; readonly to: Partial<Plain> }
  | { readonly do: 'write-field'; readonly key: string; readonly to: string }
  | { readonly do: 'keep-field'; readonly key: string }
  | { readonly do: 'rename-field'; readonly key: string; readonly label: string }
  | { readonly do: 'move-field'; readonly key: string; readonly by: 1 | -1 }
  | { readonly do: 'remove-field'; readonly key: string }
  | { readonly do: 'add-field'; readonly key: string; readonly type: FieldType; readonly label: string }
  | { readonly do: 'add-url'; readonly key: string }
  | { readonly do: 'write-url'; readonly key: string; readonly to: Partial<ItemUrl> }
  | { readonly do: 'remove-url'; readonly key: string }
  | { readonly do: 'add-files'; readonly files: readonly OfferedFile[] }
  | { readonly do: 'remove-file'; readonly idOrToken: string }
  | { readonly do: 'replace'; readonly with: Draft };

const concealedTypes: ReadonlySet<FieldType> = new Set(['password', 'secret', 'totp']);

function changeField(draft: Draft, key: string, change: (field: DraftField) => DraftField): Draft {
  return { ...draft, fields: draft.fields.map((field) => (field.key === key ? change(field) : field)) };
}

/** Swaps a field with its neighbour among the person's own ones; the kind's fields keep their places. */
function moveField(draft: Draft, key: string, by: 1 | -1): Draft {
  const from = draft.fields.findIndex((field) => field.key === key);
  const moved = draft.fields[from];
  const other = draft.fields[from + by];
  if (!moved || !other || moved.name !== null || other.name !== null) {
    return draft;
  }
  const fields = [...draft.fields];
  fields[from] = other;
  fields[from + by] = moved;
  return { ...draft, fields };
}

export function changeDraft(draft: Draft, step: DraftStep): Draft {
  switch (step.do) {
    case 'set':
      return { ...draft, ...step.to };
    case 'write-field':
      return changeField(draft, step.key, (field) => ({ ...field, value: { is: 'set', to: step.to } }));
    case 'keep-field':
      return changeField(draft, step.key, (field) => (field.id === null ? field : { ...field, value: { is: 'kept' } }));
    case 'rename-field':
      return changeField(draft, step.key, (field) => (field.name === null ? { ...field, label: step.label } : field));
    case 'move-field':
      return moveField(draft, step.key, step.by);
    case 'remove-field':
      return { ...draft, fields: draft.fields.filter((field) => field.key !== step.key || field.name !== null) };
    case 'add-field': {
      const { key, type, label } = step;
      const added: DraftField = { key, id: null, name: null, label, type, concealed: concealedTypes.has(type), value: { is: 'set', to: '' } };
      return { ...draft, fields: [...draft.fields, added] };
    }
    case 'add-url':
      return { ...draft, urls: [...draft.urls, { key: step.key, url: '', match: 'domain' }] };
    case 'write-url':
      return { ...draft, urls: draft.urls.map((url) => (url.key === step.key ? { ...url, ...step.to } : url)) };
    case 'remove-url':
      return { ...draft, urls: draft.urls.filter((url) => url.key !== step.key) };
    case 'add-files':
      return { ...draft, newAttachments: [...draft.newAttachments, ...step.files] };
    case 'remove-file':
      return {
        ...draft,
        keptAttachments: draft.keptAttachments.filter((file) => file.id !== step.idOrToken),
        newAttachments: draft.newAttachments.filter((file) => file.token !== step.idOrToken),
      };
    case 'replace':
      return step.with;
    default:
      return assertNever(step);
  }
}
