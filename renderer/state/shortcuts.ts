/**
 * The one registry of keyboard shortcuts: `useShortcut('mod+k', find)`. `mod` is Cmd on a Mac and Ctrl elsewhere. The
 * shortcut registered last wins. Keys of a control that has the focus (arrows in a list, Esc in a dialog) are that control's own.
 */
import { useEffect, useRef } from 'react';

export type ShortcutOptions = {
  /** False: out of force for now. */
  readonly when?: boolean;
  /** Also while a text field has the focus. True by itself for shortcuts with `mod`, and for Escape and function keys. */
  readonly inFields?: boolean;
  /** Also while a dialog is open; a dialog's own shortcuts say so. */
  readonly inDialogs?: boolean;
};

type Chord = { readonly mod: boolean; readonly shift: boolean; readonly alt: boolean; readonly key: string };
type Entry = { readonly chord: Chord; readonly inFields: boolean; readonly inDialogs: boolean; readonly act: () => void };

export const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** `mod+shift+c`, `escape`, `/`, `arrowdown`; letters in lower case. */
export function parseChord(text: string): Chord {
  const parts = text.toLowerCase().split('+');
  // A final empty part is the plus sign itself.
  const key = parts.at(-1) === '' ? '+' : (parts.at(-1) ?? '');
  return { mod: parts.includes('mod'), shift: parts.includes('shift'), alt: parts.includes('alt'), key };
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function matchesChord(chord: Chord, pressed: Pressed, onMac: boolean): boolean {
  const mod = onMac ? pressed.metaKey : pressed.ctrlKey;
  const other = onMac ? pressed.ctrlKey : pressed.metaKey;
  // Shift is part of how a sign such as "?" is typed, not of the shortcut.
  const shiftFits = /^[a-z0-9]$|^.{2,}$/.test(chord.key) ? chord.shift === pressed.shiftKey : true;
  return chord.key === pressed.key.toLowerCase() && chord.mod === mod && !other && chord.alt === pressed.altKey && shiftFits;
}

const entries: Entry[] = [];

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range', 'submit'].includes(target.type)))
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) {
    return;
  }
  const inField = isField(event.target);
  const inDialog = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
  const found = entries.findLast(
    (entry) => matchesChord(entry.chord, event, isMac) && (!inField || entry.inFields) && (!inDialog || entry.inDialogs),
  );
  if (found) {
    event.preventDefault();
    found.act();
  }
}

export function useShortcut(keys: string, act: () => void, { when = true, inFields, inDialogs = false }: ShortcutOptions = {}): void {
  const newest = useRef(act);
  useEffect(() => {
    newest.current = act;
  });
  useEffect(() => {
    if (!when) {
      return undefined;
    }
    const chord = parseChord(keys);
    const entry: Entry = {
      chord,
      inFields: inFields ?? (chord.mod || /^(escape|f\d+)$/.test(chord.key)),
      inDialogs,
      act: () => newest.current(),
    };
    if (entries.length === 0) {
      window.addEventListener('keydown', onKeyDown);
    }
    entries.push(entry);
    return () => {
      entries.splice(entries.indexOf(entry), 1);
      if (entries.length === 0) {
        window.removeEventListener('keydown', onKeyDown);
      }
    };
  }, [keys, when, inFields, inDialogs]);
}
