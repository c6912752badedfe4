/**
 * Logins inside a value of several lines. Two stray quotes in different rows make one well-formed value of everything
 * between them, passwords included; a note into which somebody pasted such lines looks exactly the same. This file
 * finds them and says how sure it is; `csv-rows.ts` acts on it.
 *
 * Which of the two it was cannot be known inside a note, so there nothing may depend on guessing right: the row stays
 * whole, and the lines in it are read as logins too, both named in the report. Too much can be deleted; too little is
 * gone. In any other column (nobody keeps a list of logins in a user name) it was a stray quote.
 */
import { countOf, fits, isBlank, parseAlone, type Parsed } from './parse-csv.ts';
import { readAddress } from './saved-address.ts';

export type CsvColumns = {
  readonly count: number;
  /** Index of the column with the address. */
  readonly addressAt: number;
  /** Index of the column for notes, -1 where there is none. */
  readonly notesAt: number;
};

/** A line by its index in the file; `values` null where it has the wrong number of columns. */
export type SwallowedRow = { readonly at: number; readonly values: Parsed | null };

export type Swallowed =
  | { readonly verdict: 'nothing' }
  | { readonly verdict: 'stray-quote' }
  | { readonly verdict: 'in-note'; readonly rows: readonly SwallowedRow[] };

/** With a scheme, or a host whose last part is letters: "1.5" is an amount and no address. */
function isAddress(text: string): boolean {
  const { url, mended } = readAddress(text);
  return mended ? /\.[a-z]{2,}$/i.test(new URL(url).hostname) : /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(url);
}

function readAlone(line: string, delimiter: string, columns: CsvColumns): Parsed | null {
  if (countOf(delimiter, line) < columns.count - 1) {
    return null;
  }
  const parsed = parseAlone(line, delimiter);
  const values = typeof parsed === 'string' ? undefined : parsed[0];
  return values !== undefined && values.length >= columns.count ? values : null;
}

/** The part of a value's last line before its quote closes: only an address in there was swallowed. */
function addressInTail(value: string, delimiter: string, columns: CsvColumns): boolean {
  const tail = parseAlone(value.slice(value.lastIndexOf('\n') + 1), delimiter);
  return typeof tail !== 'string' && isAddress(tail[0]?.[columns.addressAt] ?? '');
}

/** @param values of the row that begins at `lines[from]`, surplus columns included. */
export function findSwallowed(lines: readonly string[], from: number, values: Parsed, delimiter: string, columns: CsvColumns): Swallowed {
  const rows: SwallowedRow[] = [];
  let found = false;
  let first = from;
  for (const [column, value] of values.entries()) {
    const last = first + countOf('\n', value);
    for (let at = first + 1; at <= last; at += 1) {
      const alone = readAlone(lines[at] ?? '', delimiter, columns);
      if (alone === null) {
        continue;
      }
      const isLogin = at < last ? isAddress(alone[columns.addressAt] ?? '') : addressInTail(value, delimiter, columns);
      if (isLogin && column !== columns.notesAt) {
        return { verdict: 'stray-quote' };
      }
      found ||= isLogin;
      const isRow = fits(alone, columns.count) && !isBlank(alone);
      // Beside a login, a row without an address counts as well; the closing line may be the row's own remainder.
      if (column === columns.notesAt && (isLogin || (isRow && at < last))) {
        rows.push({ at, values: isRow ? alone.slice(0, columns.count) : null });
      }
    }
    first = last;
  }
  return found ? { verdict: 'in-note', rows } : { verdict: 'nothing' };
}
