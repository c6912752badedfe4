/** Text with the places marked where it matches what is searched for. */
import type { ReactNode } from 'react';

export type MarkedTextProps = { readonly text: string; readonly matches: readonly (readonly [number, number])[] };

/** A title may be hundreds of characters long: shows the part with the first match. */
const lead = 24;

export function MarkedText({ text, matches }: MarkedTextProps) {
  const first = matches[0]?.[0] ?? 0;
  const start = first > 60 ? first - lead : 0;
  const parts: ReactNode[] = start > 0 ? ['…'] : [];
  let at = start;
  for (const [from, to] of matches) {
    if (from < at || to <= from) {
      continue;
    }
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
