/**
 * Filling: the form is read anew, every field is looked at again just before it is written to, and whatever changed since the user chose
 * gets nothing. One field after another, because a page acts between them.
 */
import type { FieldRole } from './field-hint.ts';
import { isSafe } from './field-safety.ts';
import { isWithin, type PageField } from './page-tree.ts';
import { readForm, type PageForm } from './read-form.ts';
import { typeInto } from './type-into.ts';
import { typeOf } from './read-field.ts';
import { valueForRole } from './value-for-role.ts';

export interface FormValues {
  /** What goes into a field, by what it wants; undefined for nothing. */
  readonly of: (role: FieldRole) => string | undefined;
}

const shapeOf = (field: PageField) => ({
  type: typeOf(field),
  maxLength: field instanceof HTMLInputElement && field.maxLength > 0 ? field.maxLength : null,
  placeholder: field.getAttribute('placeholder') ?? '',
});

/** Where the form would send to: its own address or its button's; null for a form that sends nowhere by itself. */
export function actionOf(form: PageForm): string | null {
  const { element } = form;
  if (element === null) {
    return null;
  }
  const button = [...element.elements].find((control) => (control instanceof HTMLButtonElement || control instanceof HTMLInputElement) && control.type === 'submit' && control.hasAttribute('formaction'));
  const own = element.getAttribute('action');
  const to = button?.getAttribute('formaction') ?? own;
  return to === null || !URL.canParse(to, document.baseURI) ? null : new URL(to, document.baseURI).href;
}

/**
 * @param planned the form as it was when the user chose.
 * @param canSee the look that `readForm` takes; passed on.
 * @returns how many fields took a value.
 */
export function fillForm(planned: PageForm, focused: PageField, values: FormValues, deps: { readonly canSee: (field: PageField) => boolean; readonly now: () => number; readonly ours: Element | null }): number {
  const before = { origin: location.origin, action: actionOf(planned) };
  let filled = 0;
  for (const place of planned.fields) {
    const value = values.of(place.role);
    if (value === undefined || value === '') {
      continue;
    }
    const now = readForm(focused, deps.canSee, deps.now);
    const isSame = now?.fields.some(({ field, role, digit }) => field === place.field && role === place.role && digit === place.digit) === true;
    // SECURITY: the same field, wanting the same, seen and free, in a form that still sends to where it did.
    if (!isSame || now === null || actionOf(now) !== before.action || location.origin !== before.origin || !isSafe(place.field, deps.ours) || !isWithin(place.field, document.documentElement)) {
      continue;
    }
    const text = place.digit === null ? valueForRole(value, place.role, shapeOf(place.field)) : (value[place.digit] ?? '');
    filled += text !== '' && typeInto(place.field, text) ? 1 : 0;
  }
  return filled;
}
