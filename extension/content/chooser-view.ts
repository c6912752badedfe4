/** What stands in the chooser, as elements: a list, a question, a sentence. Text is set as text, never as markup. No decisions here. */
import type { Offer } from '../messages/content-messages.ts';
import { chooserWords } from '../words/chooser-words.ts';

/** Something that can be chosen, by pointer or keys. */
export interface Choice {
  readonly element: HTMLElement;
  readonly act: () => void;
}

export interface View {
  readonly body: HTMLElement;
  readonly foot: string;
  readonly choices: readonly Choice[];
}

export function el(name: string, className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

const initials = (title: string): string => [...title.trim()].slice(0, 2).join('').toUpperCase();

function option(className: string, ...children: readonly (Node | string)[]): HTMLElement {
  const made = el('div', className, ...children);
  made.setAttribute('role', 'option');
  made.setAttribute('aria-selected', 'false');
  return made;
}

function list(choices: readonly Choice[]): HTMLElement {
  const rows = el('div', 'rows', ...choices.map(({ element }) => element));
  rows.setAttribute('role', 'listbox');
  rows.setAttribute('aria-label', chooserWords.listLabel);
  rows.tabIndex = -1;
  return rows;
}

function offerRow(offer: Offer, choose: (offer: Offer) => void): Choice {
  const sub = [offer.subtitle, offer.touchRequired ? chooserWords.touch : ''].filter((text) => text !== '').join(' · ');
  const tile = el('div', 'tile', initials(offer.title));
  tile.setAttribute('aria-hidden', 'true');
  return { element: option('row', tile, el('div', 'text', el('div', 'title', offer.title), el('div', 'sub', sub))), act: () => choose(offer) };
}

export function offersView(offers: readonly Offer[], total: number, choose: (offer: Offer) => void): View {
  const choices = offers.map((offer) => offerRow(offer, choose));
  return { body: list(choices), foot: total > offers.length ? chooserWords.more(total - offers.length) : chooserWords.keys, choices };
}

export function suggestionView(password: string, choose: () => void): View {
  const element = option('row', el('div', 'text', el('div', 'title secret', password), el('div', 'sub', chooserWords.suggestion)));
  return { body: list([{ element, act: choose }]), foot: chooserWords.suggestionHelp, choices: [{ element, act: choose }] };
}

export function sentenceView(sentence: string, action?: { readonly label: string; readonly act: () => void }): View {
  const body = el('div', 'rows say', el('p', '', sentence));
  if (action === undefined) {
    return { body, foot: '', choices: [] };
  }
  const button = el('button', 'act', action.label);
  button.tabIndex = -1;
  body.append(button);
  return { body, foot: chooserWords.keys, choices: [{ element: button, act: action.act }] };
}
