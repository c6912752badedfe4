/** One edit of a JSON text that leaves it JSON mostly: a value replaced, doubled or taken away, wherever it stands. Used by the fuzz run. */
import type { Chance } from '../support/seeded-random.ts';

const odd: readonly unknown[] = [
  null, true, 0, -1, 1, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, 0.5, '', 'a', '__proto__', [], {}, [[]], { constructor: 1 },
  'x'.repeat(5_000), Array.from({ length: 300 }, () => 0), '00000000-0000-0000-0000-000000000000', '\ud800', 'passphrase', 'key', 'recovery',
];

export function editJson(text: string, chance: Chance): string {
  if (chance.oneIn(10)) {
    const at = chance.upTo(text.length + 1);
    return text.slice(0, at) + chance.pick(['', '"', '}', ']', ',', '\\', '\u0000', '1e999', '{"a":', '['.repeat(20_000)]) + text.slice(at + chance.upTo(3));
  }
  try {
    return JSON.stringify(edited(JSON.parse(text), chance));
  } catch {
    return text.slice(1);
  }
}

function edited(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && !chance.oneIn(6)) {
    const at = chance.upTo(value.length);
    const list: unknown[] = value;
    switch (chance.upTo(6)) {
      case 0:
        return list.toSpliced(at, 1);
      case 1:
        return list.toSpliced(at, 0, list[chance.upTo(list.length)]);
      default:
        return list.with(at, edited(list[at], chance));
    }
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && !chance.oneIn(8)) {
    const entries: (readonly [string, unknown])[] = Object.entries(value);
    const at = chance.upTo(entries.length);
    const [name, inner] = entries[at] ?? ['', null];
    switch (chance.upTo(8)) {
      case 0:
        return Object.fromEntries(entries.toSpliced(at, 1));
      case 1:
        return Object.fromEntries([...entries, [chance.pick(['extra', '__proto__', name]), inner]]);
      default:
        return Object.fromEntries(entries.with(at, [name, edited(inner, chance)]));
    }
  }
  if (typeof value === 'number' && chance.oneIn(2)) {
    return value + chance.upTo(5) - 2;
  }
  if (typeof value === 'string' && value.length > 0 && chance.oneIn(2)) {
    const at = chance.upTo(value.length);
    return value.slice(0, at) + chance.pick(['A', '0', '-', ' ', 'é', '']) + value.slice(at + 1);
  }
  return chance.pick(odd);
}
