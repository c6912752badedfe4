/**
 * What keeps a form from being saved: a code for each place, in the order of the form. The words stand in `renderer/text/editor.ts`.
 * Pure. Keys: `title`, `url:<key>`, `field:<key>`, `label:<key>`, `notes`, `collection`, `tags`, `notBefore`, `expires`, `files`.
 */
import { assertNever } from '../../../shared/failure.ts';
import { limits } from '../../../shared/item.ts';
import { isDay, isRecentDay, startOfDay } from './days.ts';
import type { Draft, DraftField } from './draft.ts';
import { readTotp, type TotpRefusal } from '../../../shared/one-time-code.ts';

export type DraftProblem =
  | 'missing'
  | 'no-title'
  | 'too-long'
  | 'too-many'
  | 'not-an-address'
  | 'not-a-day'
  | 'not-a-month'
  | 'not-a-number'
  | 'not-an-email'
  | 'before-start'
  | `totp:${TotpRefusal}`;

export type DraftProblems = ReadonlyMap<string, DraftProblem>;

/** Lenient: `host`, `host:port/path` and full addresses pass; words with blanks do not. */
function looksLikeAddress(url: string): boolean {
  const text = url.trim();
  return URL.canParse(text) || (!/\s/.test(text) && URL.canParse(`https://${text}`));
}

function problemOfValue(field: DraftField, title: string): DraftProblem | null {
  if (field.value.is === 'kept' || field.value.to === '') {
    return null;
  }
  const text = field.value.to;
  if (text.length > limits.valueLength) {
    return 'too-long';
  }
  switch (field.type) {
    case 'totp': {
      const reading = readTotp(text, { label: title });
      return reading.ok ? null : `totp:${reading.why}`;
    }
    case 'date':
      return isDay(text) ? null : 'not-a-day';
    case 'month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? null : 'not-a-month';
    case 'number':
      return /^-?\d+([.,]\d+)?$/.test(text.trim()) ? null : 'not-a-number';
    case 'email':
      return /^\S+@\S+$/.test(text.trim()) ? null : 'not-an-email';
    case 'url':
      return looksLikeAddress(text) ? null : 'not-an-address';
    case 'text':
    case 'multiline':
    case 'username':
    case 'password':
    case 'secret':
    case 'phone':
      return null;
    default:
      return assertNever(field.type);
  }
}

export function problemsOf(draft: Draft): DraftProblems {
  const found = new Map<string, DraftProblem>();
  const add = (place: string, problem: DraftProblem | null | false): void => {
    if (problem) {
      found.set(place, problem);
    }
  };
  add('title', draft.title.trim() === '' ? 'no-title' : draft.title.trim().length > limits.titleLength && 'too-long');
  for (const field of draft.fields) {
    if (field.name === null) {
      add(`label:${field.key}`, field.label.trim() === '' ? 'missing' : field.label.trim().length > limits.labelLength && 'too-long');
    }
    add(`field:${field.key}`, problemOfValue(field, draft.title));
  }
  for (const { key, url } of draft.urls) {
    const length = url.trim().length;
    add(`url:${key}`, length > limits.urlLength ? 'too-long' : length > 0 && !looksLikeAddress(url) && 'not-an-address');
  }
  add('notes', draft.notes.length > limits.notesLength && 'too-long');
  add('tags', draft.tags.length > limits.tags ? 'too-many' : draft.tags.some((tag) => tag.length > limits.tagLength) && 'too-long');
  add('collection', draft.collection.trim().length > limits.collectionLength && 'too-long');
  add('notBefore', draft.notBefore !== '' && !isRecentDay(draft.notBefore) && 'not-a-day');
  const [from, until] = [startOfDay(draft.notBefore), startOfDay(draft.expires)];
  add('expires', draft.expires !== '' && (until === null || !isRecentDay(draft.expires) ? 'not-a-day' : from !== null && until < from && 'before-start'));
  add('files', draft.keptAttachments.length + draft.newAttachments.length > limits.attachments && 'too-many');
  return found;
}

/** One-time codes in one spelling, however they were given; everything else as it was typed. */
export function tidyDraft(draft: Draft): Draft {
  const fields = draft.fields.map((field): DraftField => {
    if (field.type !== 'totp' || field.value.is === 'kept' || field.value.to === '') {
      return field;
    }
    const reading = readTotp(field.value.to, { label: draft.title });
    return reading.ok ? { ...field, value: { is: 'set', to: reading.uri } } : field;
  });
  return { ...draft, fields };
}
