/** A key or shortcut, shown where it acts. Hidden from assistive technology: the thing it acts on carries `aria-keyshortcuts`. */
import { shortcutWords } from './shortcut-words.ts';
import './kbd.css';

export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {shortcutWords(keys)}
    </kbd>
  );
}
