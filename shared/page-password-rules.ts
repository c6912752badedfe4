/**
 * What a page says of the passwords it takes, read and obeyed: the attribute `passwordrules` (as Apple wrote it down), `minlength`, `maxlength`,
 * and the usual forms of `pattern`. Pure; randomness is passed in. Called when the extension asks for a password.
 *
 * SECURITY: a page's `pattern` is never run as a regular expression here: a page could write one that takes for ever. What is not of the
 * forms below is not understood, and said to be so; the extension may try the password against the field itself, in the page.
 */
import type { PageRules } from './browser-asks.ts';
import { bitsOfCharacters, defaultCharacterRecipe, makePassword, randomBelow } from './password.ts';

type RandomBytes = (length: number) => Uint8Array;
type CharacterSet = ReadonlySet<string>;

export type PasswordDemands = {
  readonly least: number;
  readonly most: number;
  /** Of each of these at least one. */
  readonly required: readonly CharacterSet[];
  /** Null where the page does not say. */
  readonly allowed: CharacterSet | null;
  readonly mostInARow: number | null;
  readonly isUnderstood: boolean;
};

const setOf = (text: string): CharacterSet => new Set(text);
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
/** As Apple's rules have it, the space left out: a password with one at its end is mistyped for ever. */
const special = "-~!@#$%^&*_+=`|(){}[:;\"'<>,.?/]";
const printable = `${lower}${upper}${digits}${special}\\`;

const named: Readonly<Record<string, string>> = { lower, upper, digit: digits, special, 'ascii-printable': printable, unicode: printable };

/** How long a password is where the page lets it be, and the longest there is any sense in. */
const usualLength = defaultCharacterRecipe.length;
const longest = 128;
const mostSets = 8;

const noDemands: PasswordDemands = { least: 0, most: longest, required: [], allowed: null, mostInARow: null, isUnderstood: true };

const union = (...sets: readonly (CharacterSet | null)[]): CharacterSet => new Set(sets.flatMap((set) => [...(set ?? [])]));
const both = (left: CharacterSet | null, right: CharacterSet | null): CharacterSet | null =>
  left === null ? right : right === null ? left : new Set([...left].filter((character) => right.has(character)));

/** `lower, upper, [-.]`: null for what is no list of classes. */
function readClasses(text: string): CharacterSet | null {
  const parts: CharacterSet[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const [whole, own, name] = /^(?:\[((?:[^\]]|\](?=\]))*)\]|([a-z-]+))\s*(?:,\s*|$)/u.exec(rest) ?? [];
    const characters = own ?? (name === undefined ? undefined : named[name]);
    if (whole === undefined || characters === undefined) {
      return null;
    }
    parts.push(new Set([...characters].filter((character) => printable.includes(character))));
    rest = rest.slice(whole.length);
  }
  return parts.length === 0 ? null : union(...parts);
}

function readRules(text: string): PasswordDemands {
  let demands = noDemands;
  // A semicolon within brackets is a character.
  for (const part of text.match(/(?:\[(?:[^\]]|\](?=\]))*\]|[^;])+/gu) ?? []) {
    const [name = '', ...behind] = part.split(':');
    const value = behind.join(':').trim();
    const number = /^\d{1,4}$/u.test(value) ? Number(value) : null;
    const classes = readClasses(value);
    switch (name.trim().toLowerCase()) {
      case 'minlength':
        demands = number === null ? { ...demands, isUnderstood: false } : { ...demands, least: Math.max(demands.least, number) };
        break;
      case 'maxlength':
        demands = number === null ? { ...demands, isUnderstood: false } : { ...demands, most: Math.min(demands.most, number) };
        break;
      case 'max-consecutive':
        demands = number === null ? { ...demands, isUnderstood: false } : { ...demands, mostInARow: Math.max(1, number) };
        break;
      case 'required':
        demands = classes === null ? { ...demands, isUnderstood: false } : { ...demands, required: [...demands.required, classes], allowed: union(demands.allowed, classes) };
        break;
      case 'allowed':
        demands = classes === null ? { ...demands, isUnderstood: false } : { ...demands, allowed: union(demands.allowed, classes) };
        break;
      case '':
        break;
      default:
        demands = { ...demands, isUnderstood: false };
    }
  }
  return demands;
}

const escapes: Readonly<Record<string, string>> = { d: digits, w: `${lower}${upper}${digits}_`, s: '', W: [...special, '\\'].filter((character) => character !== '_').join(''), D: [...printable].filter((character) => !digits.includes(character)).join(''), S: printable };

/** The inside of `[...]`; null for what is none of ours. */
function readCharacterClass(inside: string): CharacterSet | null {
  const isNegated = inside.startsWith('^');
  const found: string[] = [];
  const units = isNegated ? inside.slice(1) : inside;
  for (let at = 0; at < units.length; ) {
    const isEscape = units[at] === '\\';
    const one = units[isEscape ? at + 1 : at];
    if (one === undefined) {
      return null;
    }
    const known = isEscape ? escapes[one] : undefined;
    if (isEscape && known === undefined && /[a-z0-9]/iu.test(one)) {
      return null;
    }
    at += isEscape ? 2 : 1;
    const last = units[at + 1];
    if (known === undefined && units[at] === '-' && last !== undefined && last !== '\\') {
      const [from, to] = [one.charCodeAt(0), last.charCodeAt(0)];
      found.push(...[...printable].filter((character) => character.charCodeAt(0) >= from && character.charCodeAt(0) <= to));
      at += 2;
    } else {
      found.push(...(known ?? one));
    }
  }
  const named = new Set(found);
  return new Set([...printable].filter((character) => named.has(character) !== isNegated));
}

const setPattern = String.raw`\[(?:[^\]\\]|\\.)+\]|\\[dwsWDS]|\.`;
const pieces = {
  ahead: new RegExp(String.raw`^\(\?=(?:\.\*\??|\[\^[^\]]*\]\*)(${setPattern})(?:\{1,\}|\+)?\)`, 'u'),
  noSpace: /^\(\?!\.\*\\s\)/u,
  main: new RegExp(String.raw`^(?:\()?(${setPattern})(?:\{(\d{1,4})(,(\d{1,4})?)?\}|(\+)|(\*))(?:\))?\$?$`, 'u'),
} as const;

function readSet(text: string): CharacterSet | null {
  if (text === '.') {
    return setOf(printable);
  }
  return text.startsWith('[') ? readCharacterClass(text.slice(1, -1)) : setOf(escapes[text.charAt(1)] ?? '');
}

/** `^(?=.*\d)(?=.*[a-z])[A-Za-z\d!@#]{8,20}$`: looks ahead for one of a set, then one set so many times. */
function readPattern(text: string): PasswordDemands {
  let rest = text.trim().replace(/^\^/u, '');
  const required: CharacterSet[] = [];
  for (;;) {
    const noSpace = pieces.noSpace.exec(rest);
    const ahead = noSpace ? null : pieces.ahead.exec(rest);
    if (!noSpace && !ahead) {
      break;
    }
    const set = ahead ? readSet(ahead[1] ?? '') : null;
    if (ahead && set === null) {
      return { ...noDemands, isUnderstood: false };
    }
    required.push(...(set === null ? [] : [set]));
    rest = rest.slice((noSpace ?? ahead)?.[0].length ?? 0);
  }
  const [whole, set, least, range, most, plus] = pieces.main.exec(rest) ?? [];
  const allowed = whole === undefined ? null : readSet(set ?? '');
  if (allowed === null) {
    return { ...noDemands, required, isUnderstood: false };
  }
  const from = least === undefined ? (plus === undefined ? 0 : 1) : Number(least);
  return { ...noDemands, required, allowed, least: from, most: least !== undefined && range === undefined ? from : Math.min(longest, most === undefined ? longest : Number(most)) };
}

export function demandsOf({ passwordrules, minlength, maxlength, pattern }: PageRules): PasswordDemands {
  const parts = [...(passwordrules === null ? [] : [readRules(passwordrules)]), ...(pattern === null || pattern.trim() === '' ? [] : [readPattern(pattern)])];
  const allowed = parts.reduce<CharacterSet | null>((set, part) => both(set, part.allowed), null);
  return {
    least: Math.max(minlength ?? 0, ...parts.map(({ least }) => least)),
    // Some pages say 0 or -1 and mean nothing by it.
    most: Math.min(longest, maxlength !== null && maxlength > 0 ? maxlength : longest, ...parts.map(({ most }) => most)),
    required: parts.flatMap(({ required }) => required),
    allowed,
    mostInARow: parts.reduce<number | null>((most, part) => part.mostInARow ?? most, null),
    isUnderstood: parts.every(({ isUnderstood }) => isUnderstood),
  };
}

function longestRun(value: string): number {
  let [run, most] = [0, 0];
  for (let at = 0; at < value.length; at += 1) {
    run = value[at] === value[at - 1] ? run + 1 : 1;
    most = Math.max(most, run);
  }
  return most;
}

/** Draws before it is said that no password obeys: enough for four classes in four characters. */
const mostDraws = 10_000;

/** A password that the page takes, as long and as various as it lets it be; `obeys` is false where that was not to be had or not understood. */
export function makePagePassword(rules: PageRules, random: RandomBytes): { readonly value: string; readonly bits: number; readonly obeys: boolean } {
  const { least, most, required, allowed, mostInARow, isUnderstood } = demandsOf(rules);
  const usual = (obeys: boolean) => ({ ...makePassword({ ...defaultCharacterRecipe, length: Math.max(4, Math.min(Math.max(usualLength, least), Math.max(4, most))) }, random, []), obeys });
  const isPossible = least <= most && most >= 1;
  if (allowed === null && required.length === 0 && mostInARow === null) {
    return usual(isPossible && isUnderstood && most >= 4);
  }
  const alphabet = allowed === null ? setOf(`${lower}${upper}${digits}-!#%+:=?@_`) : allowed;
  const sets = required.slice(0, mostSets).map((set) => [...set].filter((character) => alphabet.has(character) || allowed === null));
  const whole = [...new Set([...alphabet, ...(allowed === null ? sets.flat() : [])])];
  if (!isPossible || whole.length === 0 || sets.some((set) => set.length === 0) || required.length > mostSets) {
    return usual(false);
  }
  const length = Math.min(Math.max(usualLength, least), most);
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const value = Array.from({ length }, () => whole[randomBelow(whole.length, random)] ?? '').join('');
    if (sets.every((set) => set.some((character) => value.includes(character))) && (mostInARow === null || longestRun(value) <= mostInARow)) {
      const lost = mostInARow === null || whole.length === 1 ? 0 : -length * Math.log2(1 - whole.length ** -mostInARow);
      return { value, bits: Math.max(0, bitsOfCharacters(sets, whole.length, length) - lost), obeys: isUnderstood };
    }
  }
  return usual(false);
}
