/**
 * The chooser at a field: a popover in a closed shadow tree, in the top layer, of one size whatever it says. It believes only events that
 * a person made, only after it could be seen whole for a while, and closes when the page touches it. What it shows is `chooser-view.ts`,
 * what happens on a choice `content.ts`.
 */
import { el, type Choice, type View } from './chooser-view.ts';
import { chooserSize, chooserStyle } from './chooser-style.ts';
import { chooserWords } from '../words/chooser-words.ts';
import { watchSeen, type SeenWatch } from './watch-seen.ts';
import type { PageField } from './page-tree.ts';

export interface Chooser {
  readonly host: HTMLElement;
  readonly field: PageField;
  show(view: View): void;
  /** Whether a person could see all of it for long enough to mean what they chose. */
  wasSeen(): boolean;
  /** @returns whether the key was meant for the chooser. */
  key(event: KeyboardEvent): boolean;
  close(): void;
}

const gap = 4;

function placeAt(panel: HTMLElement, field: PageField): boolean {
  const box = field.getBoundingClientRect();
  const isGone = box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth || !field.isConnected;
  const below = box.bottom + gap;
  const top = below + chooserSize.height <= innerHeight ? below : Math.max(0, Math.min(box.top - gap - chooserSize.height, innerHeight - chooserSize.height));
  // Where neither side has room, it stands beside or over the page, never over its own field if that can be helped.
  const isOver = top < box.bottom && top + chooserSize.height > box.top;
  const left = isOver && box.right + gap + chooserSize.width <= innerWidth ? box.right + gap : Math.max(0, Math.min(box.left, innerWidth - chooserSize.width));
  panel.style.left = `${Math.round(left)}px`;
  panel.style.top = `${Math.round(top)}px`;
  return !isGone;
}

/** A modal dialog makes the rest of the page deaf; the chooser must stand inside it. */
function homeFor(field: PageField): Element {
  return field.closest('dialog:modal') ?? document.documentElement;
}

export function openChooser(field: PageField, focusedAt: number, onClose: () => void): Chooser {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = chooserStyle;
  const panel = el('div', 'place');
  panel.popover = 'manual';
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', chooserWords.name);
  const head = el('div', 'head', el('b', '', chooserWords.name), el('span', '', location.hostname));
  const middle = el('div', 'panel', head);
  panel.append(middle);
  root.append(style, panel);
  const home = homeFor(field);
  home.append(host);

  let choices: readonly Choice[] = [];
  let selected = -1;
  let isClosed = false;
  let seen: SeenWatch | null = null;
  let frame = 0;

  function close(): void {
    if (isClosed) {
      return;
    }
    isClosed = true;
    seen?.stop();
    cancelAnimationFrame(frame);
    touched.disconnect();
    removeEventListener('scroll', follow, true);
    removeEventListener('resize', follow);
    host.remove();
    onClose();
  }

  const touched = new MutationObserver(() => {
    // SECURITY: a page that moves, styles or removes the chooser's place wants something; it gets nothing.
    if (host.parentNode !== home || host.attributes.length > 0) {
      close();
    }
  });
  touched.observe(home, { childList: true });
  touched.observe(host, { attributes: true, childList: true });

  function follow(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (!placeAt(panel, field)) {
        close();
      } else {
        seen?.moved();
      }
    });
  }

  function select(next: number): void {
    choices[selected]?.element.setAttribute('aria-selected', 'false');
    selected = next;
    const element = choices[selected]?.element;
    element?.setAttribute('aria-selected', 'true');
    element?.scrollIntoView({ block: 'nearest' });
  }

  panel.addEventListener('pointerdown', (event) => event.preventDefault());
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  panel.addEventListener('click', (event) => {
    const { target } = event;
    const choice = choices.find(({ element }) => target instanceof Node && element.contains(target));
    // SECURITY: only a person's click, and only on what a person could see.
    if (event.isTrusted && event.detail > 0 && choice !== undefined) {
      choice.act();
    }
  });
  addEventListener('scroll', follow, true);
  addEventListener('resize', follow);

  function timeFirstPaint(): void {
    if (panel.dataset['shownAfter'] === undefined) {
      requestAnimationFrame(() => void (panel.dataset['shownAfter'] ??= (performance.now() - focusedAt).toFixed(1)));
    }
  }

  return {
    host,
    field,
    show(view) {
      if (isClosed) {
        return;
      }
      choices = view.choices;
      selected = -1;
      middle.replaceChildren(head, view.body, el('div', 'foot', view.foot));
      placeAt(panel, field);
      panel.showPopover();
      seen ??= watchSeen(panel, host);
      seen.changed();
      timeFirstPaint();
    },
    wasSeen: () => seen?.longEnough() ?? false,
    key(event) {
      if (!event.isTrusted || isClosed) {
        return false;
      }
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp': {
          if (choices.length === 0) {
            return false;
          }
          const step = event.key === 'ArrowDown' ? 1 : -1;
          select(selected === -1 ? (step === 1 ? 0 : choices.length - 1) : (selected + step + choices.length) % choices.length);
          return true;
        }
        case 'Enter': {
          const choice = choices[selected];
          choice?.act();
          return choice !== undefined;
        }
        case 'Escape':
          close();
          return true;
        default:
          return false;
      }
    },
    close,
  };
}
