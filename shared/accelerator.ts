/**
 * Global shortcuts as Electron writes them (`CommandOrControl+Alt+Shift+Space`): which ones this app takes, how one comes from the keys
 * pressed, and how it is written as `shortcut-words.ts` takes it. Pure. Not here: registering one (`desktop/quick-shortcut.ts`).
 */

/** In the order in which they are written. */
const modifiers = ['CommandOrControl', 'Control', 'Alt', 'Shift', 'Super'] as const;
type Modifier = (typeof modifiers)[number];

/** What of the keyboard's codes may end a shortcut, by the name that Electron has for it. */
const namedKeys: ReadonlyMap<string, string> = new Map([
  ['Space', 'Space'], ['Enter', 'Enter'], ['Backspace', 'Backspace'], ['Delete', 'Delete'], ['Insert', 'Insert'], ['Home', 'Home'], ['End', 'End'],
  ['PageUp', 'PageUp'], ['PageDown', 'PageDown'], ['ArrowUp', 'Up'], ['ArrowDown', 'Down'], ['ArrowLeft', 'Left'], ['ArrowRight', 'Right'],
  ['Minus', '-'], ['Equal', '='], ['Comma', ','], ['Period', '.'], ['Slash', '/'], ['Backslash', '\\'], ['Semicolon', ';'], ['BracketLeft', '['], ['BracketRight', ']'], ['Backquote', '`'],
]);
const endings: ReadonlySet<string> = new Set(namedKeys.values());

function isModifier(word: string): word is Modifier {
  return modifiers.some((modifier) => modifier === word);
}

function isEnding(key: string): boolean {
  return /^(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4]))$/u.test(key) || endings.has(key);
}

/** A shortcut of one key, or of Shift and a key, would be taken from every text box there is; keys of functions alone are nobody's letters. */
function isEnough(held: readonly Modifier[], key: string): boolean {
  return held.some((modifier) => modifier !== 'Shift') || /^F\d+$/u.test(key);
}

export function isAccelerator(text: string): boolean {
  const words = text.split('+');
  const key = words.at(-1) ?? '';
  const held = words.slice(0, -1);
  return held.every(isModifier) && new Set(held).size === held.length && isEnding(key) && isEnough(held, key);
}

export type PressedKeys = {
  /** The place on the keyboard, whatever letter its layout has there. */
  readonly code: string;
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** Electron knows letters by what the layout says, other keys by their names. */
function keyName({ code, key }: PressedKeys): string | null {
  const named = namedKeys.get(code);
  if (named !== undefined) {
    return named;
  }
  if (/^F\d+$/u.test(code)) {
    return code;
  }
  const place = /^(?:Key([A-Z])|Digit(\d))$/u.exec(code);
  // Option on a Mac makes another sign of the letter; then its place tells.
  return /^[a-z]$/iu.test(key) ? key.toUpperCase() : (place?.[1] ?? place?.[2] ?? null);
}

/** `waiting` while only keys are held that do nothing alone; `refused` for what may be no shortcut. */
export type ReadShortcut = { readonly is: 'waiting' } | { readonly is: 'refused' } | { readonly is: 'read'; readonly accelerator: string };

export function readShortcut(pressed: PressedKeys, onMac: boolean): ReadShortcut {
  if (['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'OS', 'CapsLock', 'Dead'].includes(pressed.key) && !/^(?:Key|Digit)/u.test(pressed.code)) {
    return { is: 'waiting' };
  }
  const held: Record<Modifier, boolean> = {
    CommandOrControl: onMac ? pressed.metaKey : pressed.ctrlKey,
    Control: onMac && pressed.ctrlKey,
    Alt: pressed.altKey,
    Shift: pressed.shiftKey,
    Super: !onMac && pressed.metaKey,
  };
  const accelerator = [...modifiers.filter((modifier) => held[modifier]), keyName(pressed) ?? ''].join('+');
  return isAccelerator(accelerator) ? { is: 'read', accelerator } : { is: 'refused' };
}

/** `Mod+Alt+Shift+Space`, for `shortcut-words.ts`. */
export function acceleratorKeys(accelerator: string): string {
  return accelerator.replace('CommandOrControl', 'Mod').replace(/\bControl\b/u, 'Ctrl');
}
