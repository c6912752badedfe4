/**
 * Reads an export of another program: tells by its content what it is, and gives items and a report. Never by the
 * file's name; never touching a vault. Called by the import calls, which show the report before anything is taken in.
 */
import { fileLimits } from '../../shared/file-limits.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { ImportFormat, ImportReport } from '../../shared/import-report.ts';
import type { Clock, Progress, RandomBytes } from '../vault/vault-port.ts';
import type { ItemContent } from '../vault/vault-types.ts';
import { missingColumn, readBrowserCsv, recogniseCsv, type ReadOptions } from './browser-csv.ts';
import { readBitwarden, recogniseBitwarden } from './bitwarden-json.ts';
import { decodeText, mostLines } from './decode-text.ts';
import { gatherReport } from './gather-report.ts';
import { jsonShape } from './json-shape.ts';
import { countOf } from './parse-csv.ts';

/** Largest export that is read, in bytes. */

/** JSON is parsed in one piece, and takes several times its size while it is. */
const jsonLimitBytes = 67_108_864;

export type ReadImportOptions = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
};

export type ReadImport = { readonly format: ImportFormat; readonly items: readonly ItemContent[]; readonly report: ImportReport };

function parseJson(text: string): unknown {
  // SECURITY: before parsing, which would take whatever memory and stack the file asks for.
  const shape = jsonShape(text);
  if (shape !== 'fine') {
    throw new VaultFailure(shape === 'too-many' ? 'import.too-many' : 'import.unreadable');
  }
  try {
    return JSON.parse(text);
  } catch {
    // Cut off or broken: it began like JSON, so no other reader will do better.
    throw new VaultFailure('import.unreadable');
  }
}

/**
 * Fails with `import.unreadable` (empty, too large with `limitBytes`, broken JSON), `import.too-many`, `import.encrypted`,
 * `import.unknown-format`, `import.missing-column` (`check`: which) and `cancelled`. A malformed row is never a failure: the report names its line.
 */
export async function readImport(bytes: Uint8Array, options: ReadImportOptions): Promise<ReadImport> {
  if (bytes.length > fileLimits.import) {
    throw new VaultFailure('import.unreadable', { limitBytes: fileLimits.import });
  }
  if (bytes.length === 0) {
    throw new VaultFailure('import.unreadable');
  }
  async function breathe(done: number, total: number): Promise<void> {
    options.progress?.('reading', done, total);
    await new Promise((resolve) => setImmediate(resolve));
    if (options.signal?.aborted === true) {
      throw new VaultFailure('cancelled');
    }
  }
  await breathe(0, 1);
  const decoded = decodeText(bytes);
  const toolsFor = (format: ImportFormat): ReadOptions => ({ ...options, gather: gatherReport(format), breathe });

  if (/^\s*[{[]/.test(decoded.text.slice(0, 1_000))) {
    if (bytes.length > jsonLimitBytes) {
      throw new VaultFailure('import.unreadable', { limitBytes: jsonLimitBytes });
    }
    const file = recogniseBitwarden(parseJson(decoded.text));
    if (file === null) {
      throw new VaultFailure('import.unknown-format');
    }
    const tools = toolsFor('bitwarden-json');
    return { format: 'bitwarden-json', items: await readBitwarden(file, tools), report: tools.gather.report() };
  }
  if (countOf('\n', decoded.text) > mostLines || countOf('\r', decoded.text) > mostLines) {
    throw new VaultFailure('import.too-many');
  }
  const shape = recogniseCsv(decoded.text);
  if (shape === null) {
    const missing = missingColumn(decoded.text);
    throw missing === null ? new VaultFailure('import.unknown-format') : new VaultFailure('import.missing-column', { check: missing });
  }
  const tools = toolsFor(shape.format);
  return { format: shape.format, items: await readBrowserCsv(shape, decoded, tools), report: tools.gather.report() };
}
