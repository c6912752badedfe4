/** One value into one field, with the events that frameworks and the page's own scripts wait for. Called by `fill-form.ts` alone. */
import { optionFor } from './value-for-role.ts';
import type { PageField } from './page-tree.ts';

const key = (type: 'keydown' | 'keyup'): KeyboardEvent => new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key: 'Unidentified' });

function announce(field: PageField, data: string): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertReplacementText', data }));
}

/** @returns whether the field took it. */
export function typeInto(field: PageField, value: string): boolean {
  if (field instanceof HTMLSelectElement) {
    const option = optionFor(value, [...field.options].slice(0, 500).map(({ value: own, text }) => ({ value: own, text })));
    if (option === null) {
      return false;
    }
    field.value = option;
    announce(field, option);
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  }
  field.dispatchEvent(key('keydown'));
  // Set through the browser's own property: a page's or a framework's lies in another world and is told by the event.
  field.value = value;
  // SECURITY: data stays empty; a page that listens for everything hears of a password no earlier than its field does.
  announce(field, '');
  field.dispatchEvent(key('keyup'));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return field.value !== '';
}
