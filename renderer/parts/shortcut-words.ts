/**
 * How a shortcut is written for people and for assistive technology. `Mod` is Ctrl, or Command on a Mac.
 * Not here: listening for keys.
 */
const onMac = typeof navigator !== 'undefined' && /^Mac/.test(navigator.platform);

/** `Mod+Shift+C` becomes `Ctrl Shift C`, or the signs a Mac uses. */
export function shortcutWords(shortcut: string): string {
  const keys = shortcut.split('+');
  if (onMac) {
    const signs: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Enter: '↵' };
    return keys.map((key) => signs[key] ?? key).join('');
  }
  return keys.map((key) => (key === 'Mod' ? 'Ctrl' : key)).join(' ');
}

/** The same, as `aria-keyshortcuts` wants it. */
export function shortcutForAria(shortcut: string): string {
  return shortcut.replace('Mod', onMac ? 'Meta' : 'Control').replace('Ctrl', 'Control').replace('Esc', 'Escape');
}

/** True while the platform's command key is held. */
export function isModHeld(event: { readonly metaKey: boolean; readonly ctrlKey: boolean }): boolean {
  return onMac ? event.metaKey : event.ctrlKey;
}
