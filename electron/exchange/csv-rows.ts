/**
 * The rows of a CSV file, each with the line it starts on. A malformed row costs that row alone: reading goes on at the
 * line after the one where it began, even where a quote is never closed, or is closed by a stray one far below
 * (`swallowed-rows.ts`). The parsing itself is `parse-csv.ts`'s; this file decides how much to hand it. Called by
 * `browser-csv.ts`.
 */
import { countOf, fits, isBlank, parseAlone, parseStrictly } from './parse-csv.ts';
import { findSwallowed, type CsvColumns } from './swallowed-rows.ts';

/** The value of a column by its name in the header, lower case; '' where the file has no such column. */
export type Columns = (name: string) => string;

export type CsvRow =
  | {
      readonly line: number;
      readonly values: readonly string[];
      /** Lines of a note that are logins were read as such too: this row has the note, or came out of it. */
      readonly doubt?: 'logins-in-note' | 'login-from-note';
    }
  | { readonly line: number; readonly malformed: 'malformed-row' | 'wrong-column-count' };

/** Lines handed to the parser at once; also how often the event loop gets a turn. */
const batchLines = 500;
/** A note may have many lines; a quote that is still open after so many was never meant to be one. */
const mostLinesInRow = 20_000;
const mostTriesPerRow = 40;

/** Lines a row stood on; the parser's own count takes a Windows line end inside a value for two. */
function lineCount(values: readonly string[]): number {
  return values.reduce((count, value) => count + countOf('\n', value), 1);
}

/** The rows that begin at `lines[from]`, and how many lines they take: one, unless it holds others in its note. */
function readOneRow(
  lines: readonly string[],
  from: number,
  delimiter: string,
  columns: CsvColumns,
): { readonly rows: readonly CsvRow[]; readonly taken: number } {
  const line = from + 1;
  const malformed = { rows: [{ line, malformed: 'malformed-row' }], taken: 1 } as const;
  const last = Math.min(lines.length, from + mostLinesInRow);
  let text = '';
  let quotes = 0;
  let tries = 0;
  for (let end = from; end < last && tries < mostTriesPerRow; end += 1) {
    const next = lines[end] ?? '';
    text = end === from ? next : `${text}\n${next}`;
    // A row can only be whole when its quotes are even in number.
    quotes += countOf('"', next);
    const alone = end === from;
    if (!alone && quotes % 2 !== 0) {
      continue;
    }
    tries += 1;
    const outcome = alone ? parseAlone(text, delimiter) : parseStrictly(text, delimiter, false);
    if (outcome === 'CSV_QUOTE_NOT_CLOSED') {
      continue;
    }
    if (typeof outcome === 'string') {
      return malformed;
    }
    const values = outcome[0] ?? [];
    if (isBlank(values)) {
      return { rows: [], taken: 1 };
    }
    if (!fits(values, columns.count)) {
      // Over several lines this was a quote that took in its neighbours: they are read again on their own.
      return alone ? { rows: [{ line, malformed: 'wrong-column-count' }], taken: 1 } : malformed;
    }
    const swallowed = findSwallowed(lines, from, values, delimiter, columns);
    if (swallowed.verdict === 'stray-quote') {
      return malformed;
    }
    const row = { line, values: values.slice(0, columns.count) };
    const taken = end - from + 1;
    if (swallowed.verdict === 'nothing') {
      return { rows: [row], taken };
    }
    const inside = swallowed.rows.map(
      (one): CsvRow => (one.values === null ? { line: one.at + 1, malformed: 'wrong-column-count' } : { line: one.at + 1, values: one.values, doubt: 'login-from-note' }),
    );
    return { rows: [{ ...row, doubt: 'logins-in-note' }, ...inside], taken };
  }
  return malformed;
}

/** All rows of one batch when nothing about them is in doubt, else null. */
function readBatch(
  lines: readonly string[],
  from: number,
  count: number,
  delimiter: string,
  columns: CsvColumns,
): readonly CsvRow[] | null {
  const parsed = parseStrictly(lines.slice(from, from + count).join('\n'), delimiter, false);
  if (typeof parsed === 'string') {
    return null;
  }
  const rows: CsvRow[] = [];
  let before = 0;
  for (const values of parsed) {
    const line = from + before + 1;
    const after = before + lineCount(values);
    if (!isBlank(values)) {
      const good = fits(values, columns.count);
      if (after - before > 1 && (!good || findSwallowed(lines, from + before, values, delimiter, columns).verdict !== 'nothing')) {
        return null;
      }
      rows.push(good ? { line, values: values.slice(0, columns.count) } : { line, malformed: 'wrong-column-count' });
    }
    before = after;
  }
  return before === count ? rows : null;
}

/** Splits text into lines; files of a very old Mac have carriage returns alone. */
export function splitLines(text: string): string[] {
  const lines = text.includes('\n') ? text.split('\n') : text.split('\r');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}

/**
 * Reads rows in batches, starting at line `from` (counted from 0). Between two batches the caller may let the event
 * loop have a turn. Blank lines are passed over.
 */
export function* readCsvRows(
  lines: readonly string[],
  from: number,
  delimiter: string,
  columns: CsvColumns,
): Generator<{ readonly rows: readonly CsvRow[]; readonly linesDone: number }> {
  let at = from;
  while (at < lines.length) {
    const count = Math.min(batchLines, lines.length - at);
    const whole = readBatch(lines, at, count, delimiter, columns);
    if (whole !== null) {
      at += count;
      yield { rows: whole, linesDone: at };
      continue;
    }
    const rows: CsvRow[] = [];
    const stop = at + count;
    while (at < stop) {
      const read = readOneRow(lines, at, delimiter, columns);
      rows.push(...read.rows);
      at += read.taken;
    }
    yield { rows, linesDone: at };
  }
}
