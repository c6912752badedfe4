/**
 * What the CSV exports of all browsers have in common: a header that names the columns, then one login a row.
 * What the columns of each mean stands in `chrome-csv.ts` and `firefox-csv.ts`. Called by `read-import.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { mostImported, type ImportFormat } from '../../shared/import-report.ts';
import type { ItemContent } from '../vault/vault-types.ts';
import { draftChromeLogin } from './chrome-csv.ts';
import { readCsvRows, splitLines, type Columns } from './csv-rows.ts';
import type { DecodedText } from './decode-text.ts';
import { finishDraft, type Draft, type DraftTools } from './draft-item.ts';
import { draftFirefoxLogin } from './firefox-csv.ts';
import { readCsvLine } from './parse-csv.ts';

export type CsvShape = {
  readonly format: Extract<ImportFormat, 'chrome-csv' | 'firefox-csv'>;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Index of the header line, from 0. */
  readonly headerAt: number;
  readonly lines: readonly string[];
};

const delimiters = [',', ';', '\t'] as const;

/** Which browser's columns these are, in whatever order; null for none that is known. */
function formatOf(header: readonly string[]): CsvShape['format'] | null {
  const has = (name: string) => header.includes(name);
  if (!has('url') || !has('username') || !has('password') || new Set(header).size < header.length) {
    return null;
  }
  return has('httprealm') || has('formactionorigin') || has('timepasswordchanged') ? 'firefox-csv' : 'chrome-csv';
}

const neededColumns = ['url', 'username', 'password'] as const;

/** The column that a browser's export has and this one lacks, where the others are there; null where it is no such export at all. */
export function missingColumn(text: string): string | null {
  const first = splitLines(text).find((line) => line.trim() !== '') ?? '';
  if (first.length > 10_000) {
    return null;
  }
  for (const delimiter of delimiters) {
    const names = new Set((readCsvLine(first, delimiter) ?? []).map((name) => name.trim().toLowerCase()));
    const missing = neededColumns.filter((name) => !names.has(name));
    if (missing.length === 1 && missing[0] !== undefined) {
      return missing[0];
    }
  }
  return null;
}

/** Looks at the first line that says anything; null when it is not the header of a browser's export. */
export function recogniseCsv(text: string): CsvShape | null {
  const lines = splitLines(text);
  const headerAt = lines.findIndex((line) => line.trim() !== '');
  const first = lines[headerAt];
  if (first === undefined || first.length > 10_000) {
    return null;
  }
  for (const delimiter of delimiters) {
    const values = readCsvLine(first, delimiter);
    // Columns without a name at the end are a spreadsheet's.
    const names = (values ?? []).map((name) => name.trim().toLowerCase());
    const header = names.slice(0, names.findLastIndex((name) => name !== '') + 1);
    const format = formatOf(header);
    if (format !== null) {
      return { format, delimiter, header, headerAt, lines };
    }
  }
  return null;
}

export type ReadOptions = DraftTools & {
  /** Lets others have the event loop, and throws `cancelled` when the user thought better of it. */
  readonly breathe: (done: number, total: number) => Promise<void>;
};

function draftOf(format: CsvShape['format'], columns: Columns): Draft {
  return format === 'firefox-csv' ? draftFirefoxLogin(columns) : draftChromeLogin(columns);
}

export async function readBrowserCsv(shape: CsvShape, decoded: DecodedText, options: ReadOptions): Promise<ItemContent[]> {
  const items: ItemContent[] = [];
  const { lines, header, gather } = { ...shape, ...options };
  const places = new Map(header.map((name, index) => [name, index]));
  const columns = {
    count: header.length,
    addressAt: places.get('url') ?? -1,
    notesAt: places.get('note') ?? places.get('notes') ?? -1,
  };
  let count = 0;
  for (const { rows, linesDone } of readCsvRows(lines, shape.headerAt + 1, shape.delimiter, columns)) {
    count += rows.length;
    if (count > mostImported) {
      throw new VaultFailure('import.too-many');
    }
    for (const row of rows) {
      if ('malformed' in row) {
        gather.leftOut(row.line, '', row.malformed);
        continue;
      }
      if (row.values.every((value) => value.trim() === '')) {
        gather.leftOut(row.line, '', 'empty-row');
        continue;
      }
      const item = finishDraft(
        draftOf(shape.format, (name) => row.values[places.get(name) ?? -1] ?? ''),
        row.line,
        options,
      );
      if (item === null) {
        continue;
      }
      if (decoded.mendedLines.has(row.line)) {
        gather.mended(row.line, item.overview.title, 'replaced-invalid-text');
      }
      if (row.doubt !== undefined) {
        gather.mended(row.line, item.overview.title, row.doubt);
      }
      items.push(item);
    }
    await options.breathe(linesDone, lines.length);
  }
  return items;
}
