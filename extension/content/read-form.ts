/**
 * The form around a field: which fields belong together, with or without `<form>` and through shadow trees, and what the form is for.
 * Reads the DOM and changes nothing. Called when a field has the focus, and again at the moment of filling (`fill-form.ts`).
 */
import { composedParent, fieldsBelow, isField, isWithin, type PageField } from './page-tree.ts';
import { readField, typeOf, type ReadField, type ReadRole } from './read-field.ts';
import { assignRoles, type PlacedField } from './assign-roles.ts';
import type { FormPurpose } from '../messages/content-messages.ts';

export interface PageForm {
  readonly purpose: FormPurpose;
  readonly fields: readonly PlacedField<PageField>[];
  /** The `<form>`, if there is one. */
  readonly element: HTMLFormElement | null;
}

const climbLimit = 12;
const boundedText = 300;

function formElementOf(field: PageField): HTMLFormElement | null {
  if (field.form !== null) {
    return field.form;
  }
  for (let node = composedParent(field); node !== null; node = composedParent(node)) {
    if (node instanceof HTMLFormElement) {
      return node;
    }
  }
  return null;
}

/** Types nobody types into. */
const inert: readonly string[] = ['hidden', 'submit', 'button', 'reset', 'image', 'checkbox', 'radio', 'file', 'range', 'color'];

const isTyped = (field: PageField): boolean => !inert.includes(typeOf(field));

/**
 * Without a form element: the smallest part of the page around the field that holds a password and something beside it; else the nearest
 * part with a button; so that two logins on one page stay apart.
 */
function scopeWithoutForm(field: PageField, all: readonly PageField[]): readonly PageField[] {
  let scope: readonly PageField[] = [field];
  let nearest: readonly PageField[] | null = null;
  const inside = (node: Element): readonly PageField[] => all.filter((other) => isWithin(other, node) && formElementOf(other) === null);
  let node = composedParent(field);
  for (let step = 0; node !== null && node !== document.body && step < climbLimit; step += 1, node = composedParent(node)) {
    scope = inside(node);
    if (scope.length > 1 && scope.some((other) => typeOf(other) === 'password')) {
      return withRepeats(scope, node, inside);
    }
    if (nearest === null && node.querySelector('button, input[type=submit], [role=button]') !== null) {
      nearest = scope;
    }
  }
  const whole = all.filter((other) => formElementOf(other) === null);
  return whole.some((other) => typeOf(other) === 'password') && whole.length <= 12 ? whole : (nearest ?? scope);
}

/** "New" and "repeat" often share a row, with the name in the row above: one more step, if it brings no second group of passwords. */
function withRepeats(scope: readonly PageField[], from: Element, inside: (node: Element) => readonly PageField[]): readonly PageField[] {
  const passwords = (fields: readonly PageField[]): number => fields.filter((field) => typeOf(field) === 'password').length;
  if (scope.some((field) => typeOf(field) !== 'password')) {
    return scope;
  }
  const parent = composedParent(from);
  const wider = parent === null || parent === document.body ? scope : inside(parent);
  return passwords(wider) === passwords(scope) ? wider : scope;
}

/** What the form says of itself: its names, its address, its buttons, the heading over it. */
function wordsAround(element: HTMLFormElement | null, fields: readonly PageField[]): string {
  const first = fields[0];
  const place: Element | null = element ?? (first === undefined ? null : composedParent(composedParent(first) ?? first));
  if (place === null) {
    return '';
  }
  const buttons = [...place.querySelectorAll('button, input[type=submit], [role=button]')].slice(0, 4).map((button) => (button instanceof HTMLInputElement ? button.value : (button.textContent ?? '').slice(0, 60)));
  const heading = (place.querySelector('h1, h2, h3, legend') ?? place.parentElement?.querySelector('h1, h2, h3'))?.textContent ?? '';
  const named = [place.getAttribute('action'), place.getAttribute('name'), place.id, place.getAttribute('aria-label')].map((text) => text ?? '');
  return [...named, ...buttons, heading.slice(0, 100)].join(' ').slice(0, boundedText);
}

function membersOf(field: PageField, element: HTMLFormElement | null, now: () => number): readonly PageField[] {
  if (element === null) {
    return scopeWithoutForm(field, fieldsBelow(document, now));
  }
  // Fields that only name the form, by `form="id"`, stand elsewhere; fields in shadow trees belong to no form in HTML's eyes.
  const named = [...element.elements].slice(0, 400).filter(isField);
  const below = fieldsBelow(element, now);
  return [...new Set([...named, ...below])].filter((other) => other.form === null || other.form === element).sort(inOrder);
}

const inOrder = (one: Node, other: Node): number => (one.getRootNode() !== other.getRootNode() ? 0 : one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

/**
 * @param canSee whether a person can see a field; what cannot be seen takes part in nothing.
 * @returns null where the field is of no kind we fill.
 */
export function readForm(field: PageField, canSee: (field: PageField) => boolean, now: () => number): PageForm | null {
  if (!isTyped(field)) {
    return null;
  }
  const element = formElementOf(field);
  const members = membersOf(field, element, now);
  const read = members.filter(isTyped).slice(0, 120).map(readField);
  const seen = read.filter((one) => one.field === field || (one.role !== null && canSee(one.field)) || couldBeName(one, canSee));
  const hasHiddenPassword = read.some((one) => typeOf(one.field) === 'password' && !seen.includes(one));
  const placed = assignRoles<PageField>(
    seen.map((one) => ({ field: one.field, role: one.role, section: one.section, isHinted: one.isHinted, isText: isPlainText(one.field), digits: digitsOf(one.field) })),
    { focused: field, words: wordsAround(element, members), hasHiddenPassword },
  );
  return placed === null ? null : { ...placed, element };
}

const isPlainText = (field: PageField): boolean => ['text', 'email', 'tel', 'number'].includes(typeOf(field));

/** A text field nobody named may be the username when it stands before a password. */
const couldBeName = (one: ReadField, canSee: (field: PageField) => boolean): boolean => one.role === null && isPlainText(one.field) && canSee(one.field);

const digitsOf = (field: PageField): number | null => (field instanceof HTMLInputElement && field.maxLength >= 1 ? field.maxLength : null);

export type { ReadRole };
