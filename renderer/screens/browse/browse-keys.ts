/** The shortcuts of the main window. What each does is the screen's; the sheet of shortcuts lists them. */
import { useEffect, useRef } from 'react';
import { hear } from '../../client/client.ts';
import type { Heard } from '../../../shared/contract.ts';
import { isModHeld } from '../../parts/shortcut-words.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import type { ItemDeed } from './detail-head.tsx';

export type BrowseActs = {
  readonly find: () => void;
  readonly create: () => void;
  readonly lock: () => void;
  /** For the menu's "Lock": only the question where something is being written; the app locks otherwise. */
  readonly lockUnsaved: () => void;
  readonly generator: () => void;
  readonly settings: () => void;
  readonly importFile: () => void;
  readonly receive: () => void;
  readonly showShortcuts: () => void;
  readonly stepBack: () => void;
  readonly copyPrimary: () => void;
  readonly copyUsername: () => void;
  readonly deed: (deed: ItemDeed) => void;
};

type When = {
  /** One item is chosen and shown as it is. */
  readonly hasItem: boolean;
  /** At least one item is chosen and no form is open. */
  readonly hasChosen: boolean;
  readonly writable: boolean;
  readonly inTrash: boolean;
};

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function hasSelectedText(): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed;
}

/** Ctrl+C means what it always means where text is selected or typed; elsewhere it copies what matters most. */
function useCopyKey(copyPrimary: () => void, when: boolean): void {
  const newest = useRef(copyPrimary);
  useEffect(() => {
    newest.current = copyPrimary;
  });
  useEffect(() => {
    if (!when) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      const isCopy = event.key.toLowerCase() === 'c' && isModHeld(event) && !event.shiftKey && !event.altKey;
      const inDialog = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      const box = event.target instanceof HTMLInputElement ? event.target : null;
      // In the search box with nothing marked there is nothing else to copy.
      const inEmptySelection = box !== null && box.getAttribute('role') === 'searchbox' && box.selectionStart === box.selectionEnd;
      if (isCopy && !event.defaultPrevented && !inDialog && !hasSelectedText() && (!isTextBox(event.target) || inEmptySelection)) {
        event.preventDefault();
        newest.current();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [when]);
}

function useMenuCommands(acts: BrowseActs): void {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  useEffect(
    () =>
      hear('menu.chosen', ({ command }) => {
        const { create, find, lockUnsaved, settings, generator, importFile, receive } = newest.current;
        const does: Record<Heard<'menu.chosen'>['command'], () => void> = {
          'new-item': create, find, lock: lockUnsaved, settings, generator, import: importFile, receive,
        };
        does[command]();
      }),
    [],
  );
}

export function useBrowseKeys(acts: BrowseActs, { hasItem, hasChosen, writable, inTrash }: When): void {
  useShortcut('mod+k', acts.find);
  useShortcut('mod+f', acts.find);
  useShortcut('f', acts.find);
  useShortcut('/', acts.find);
  useShortcut('mod+n', acts.create, { when: writable });
  useShortcut('n', acts.create, { when: writable });
  useShortcut('mod+l', acts.lock, { inDialogs: true });
  useShortcut('mod+g', acts.generator);
  useShortcut('mod+,', acts.settings);
  useShortcut('?', acts.showShortcuts);
  useShortcut('escape', acts.stepBack);
  useShortcut('c', acts.copyPrimary, { when: hasItem });
  useShortcut('mod+b', acts.copyUsername, { when: hasItem });
  useShortcut('mod+shift+c', acts.copyUsername, { when: hasItem });
  useShortcut('mod+e', () => acts.deed('edit'), { when: hasItem && writable && !inTrash });
  useShortcut('mod+d', () => acts.deed('favourite'), { when: hasItem && writable && !inTrash });
  useShortcut('s', () => acts.deed('share'), { when: hasChosen && !inTrash });
  useShortcut('delete', () => acts.deed(inTrash ? 'purge' : 'remove'), { when: hasChosen && writable });
  useCopyKey(acts.copyPrimary, hasItem);
  useMenuCommands(acts);
}
