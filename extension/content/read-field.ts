/** One field of the page as facts: its names, its words, its hint. Reads the DOM and changes nothing; `name-field.ts` judges. */
import { parseHint, type FieldRole } from './field-hint.ts';
import { nameField, type FieldFacts } from './name-field.ts';
import type { PageField } from './page-tree.ts';

/** A page may write a novel into a label; the first words say what it is. */
const mostText = 200;

const short = (text: string | null | undefined): string => (text ?? '').slice(0, mostText);

export function typeOf(field: PageField): string {
  return field instanceof HTMLSelectElement ? 'select' : field.type;
}

function labelsOf(field: PageField): string {
  const labelled = (field.getAttribute('aria-labelledby') ?? '').split(/\s+/u).filter((name) => name !== '').slice(0, 4);
  const root = field.getRootNode();
  const byId = root instanceof Document || root instanceof ShadowRoot ? labelled.map((name) => short(root.getElementById(name)?.textContent)) : [];
  const own = [...(field.labels ?? [])].slice(0, 3).map((label) => short(label.textContent));
  // A label without `for`, as tables and old pages have it: the text just before.
  const before = own.length === 0 && byId.length === 0 ? short(field.previousElementSibling?.localName === 'label' || field.previousElementSibling?.localName === 'span' ? field.previousElementSibling.textContent : '') : '';
  return [...own, ...byId, before].join(' ');
}

export function factsOf(field: PageField): FieldFacts {
  const attribute = (name: string): string => short(field.getAttribute(name));
  const maxLength = field instanceof HTMLInputElement && field.maxLength >= 0 ? field.maxLength : null;
  return {
    type: typeOf(field),
    maxLength,
    names: `${attribute('name')} ${attribute('id')} ${attribute('data-testid')}`,
    words: `${labelsOf(field)} ${attribute('placeholder')} ${attribute('aria-label')} ${attribute('title')}`,
  };
}

/** `password`: a password field of which only its form can say whether it wants the old one or a new one. */
export type ReadRole = FieldRole | 'password';

export interface ReadField {
  readonly field: PageField;
  readonly role: ReadRole | null;
  readonly section: string;
  readonly isHinted: boolean;
}

const passwordRoles: readonly ReadRole[] = ['current-password', 'new-password'];

export function readField(field: PageField): ReadField {
  const hint = parseHint(field.getAttribute('autocomplete') ?? '');
  const type = typeOf(field);
  // SECURITY: a hint does not turn a field that shows what is typed into a place for a password, nor a password field into one for a name.
  const isHintSound = hint !== null && (passwordRoles.includes(hint.role) ? type === 'password' : type !== 'password' || hint.role === 'one-time-code' || hint.role === 'cc-csc');
  if (hint !== null && isHintSound) {
    return { field, role: hint.role, section: `${hint.section} ${hint.address ?? ''}`, isHinted: true };
  }
  return { field, role: nameField(factsOf(field)), section: '', isHinted: false };
}
