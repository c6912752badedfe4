/**
 * Text to values, by `csv-parse`: strictly, or one line by itself and a little more kindly. What a row is made of is
 * decided in `csv-rows.ts` and `swallowed-rows.ts`, which call this.
 */
import { CsvError, parse } from 'csv-parse/sync';

export type Parsed = readonly string[];

/** The rows of a text, or the parser's code for why they are none. */
export function parseStrictly(text: string, delimiter: string, relaxQuotes: boolean): readonly Parsed[] | string {
  try {
    return parse(`${text}\n`, {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      relax_quotes: relaxQuotes,
    });
  } catch (error) {
    if (error instanceof CsvError) {
      return error.code;
    }
    throw error;
  }
}

/**
 * One line as a row of its own. A quote inside a value that was not quoted stands for itself, but only where no value
 * begins with a quote: there a stray quote means that the row is broken.
 */
export function parseAlone(line: string, delimiter: string): readonly Parsed[] | string {
  const outcome = parseStrictly(line, delimiter, false);
  if (typeof outcome !== 'string' || outcome === 'CSV_QUOTE_NOT_CLOSED') {
    return outcome;
  }
  const opensQuoted = line.startsWith('"') || line.includes(`${delimiter}"`);
  return opensQuoted ? 'CSV_INVALID_CLOSING_QUOTE' : parseStrictly(line, delimiter, true);
}

/** The values of one line, or null where it is no line of CSV. */
export function readCsvLine(line: string, delimiter: string): Parsed | null {
  const parsed = parseStrictly(line, delimiter, false);
  return typeof parsed === 'string' ? null : (parsed[0] ?? null);
}

export function isBlank(values: Parsed): boolean {
  return values.length <= 1 && (values[0] ?? '').trim() === '';
}

/** A spreadsheet may add empty columns at the end. */
export function fits(values: Parsed, columns: number): boolean {
  return values.length >= columns && values.slice(columns).every((value) => value === '');
}

/** How often one character stands in a text. */
export function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    count += 1;
  }
  return count;
}
