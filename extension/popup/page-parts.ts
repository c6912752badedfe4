/** What the extension's own pages are built from: elements, buttons, a secret one can read out, and the way to the background. */
import type { FromPopup } from '../messages/popup-messages.ts';
import type { z } from 'zod';

type Child = Node | string;

export function make(name: string, className: string, ...children: readonly Child[]): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

export function button(label: string, act: () => void, options: { readonly className?: string; readonly name?: string } = {}): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = options.className ?? '';
  element.append(label);
  if (options.name !== undefined) {
    element.setAttribute('aria-label', options.name);
  }
  element.addEventListener('click', act);
  return element;
}

export function labelled(label: string, input: HTMLInputElement): HTMLElement {
  return make('label', '', label, input);
}

export function textInput(value: string, placeholder = ''): HTMLInputElement {
  const element = document.createElement('input');
  element.type = 'text';
  element.value = value;
  element.placeholder = placeholder;
  element.autocomplete = 'off';
  element.spellcheck = false;
  return element;
}

/** Digits and symbols in their colours. */
export function secret(value: string, label: string): HTMLElement {
  const parts = [...value].map((sign) => make('span', /\d/u.test(sign) ? 'digit' : /\p{L}/u.test(sign) ? '' : 'symbol', sign));
  const element = make('div', 'secret', ...parts);
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', label);
  return element;
}

/** Null where the background gave no answer of that shape. */
export async function ask<Answer>(message: FromPopup, shape: z.ZodType<Answer>): Promise<Answer | null> {
  const answer: unknown = await chrome.runtime.sendMessage(message).catch(() => null);
  const parsed = shape.safeParse(answer);
  return parsed.success ? parsed.data : null;
}

export async function tell(message: FromPopup): Promise<void> {
  await chrome.runtime.sendMessage(message).catch(() => undefined);
}

/** A place for one sentence at a time, read out when it comes. */
export function makeSay(): { readonly element: HTMLElement; say(sentence: string): void } {
  const element = make('p', 'small say');
  element.setAttribute('role', 'status');
  return { element, say: (sentence) => void (element.textContent = sentence) };
}
