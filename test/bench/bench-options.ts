/** What the command line of `npm run bench` asks for. */
import { parseArgs } from 'node:util';

export const rowNames = [
  'open', 'save-one', 'save-one-growth', 'search', 'search-p99', 'reveal', 'memory', 'memory-peak', 'import', 'import-delay', 'import-delay-longest',
  'unlock', 'unlock-kdf', 'compact', 'compact-busy', 'compact-with-backup', 'compact-write-wait', 'compact-delay', 'window-unlock', 'window-keystroke', 'window-scroll', 'window-long-task',
] as const;
export type RowName = (typeof rowNames)[number];

export type BenchOptions = {
  readonly sizes: readonly number[];
  readonly json: boolean;
  readonly limits: boolean;
  /** Without the peers. */
  readonly alone: boolean;
  /** How often ours is opened; null for the usual. */
  readonly runs: number | null;
  /** `search` wants `search-p99` as well. */
  wants(name: RowName): boolean;
};

export const usualSizes = [1_000, 10_000, 100_000] as const;

export function parseBenchOptions(given: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...given],
    options: {
      size: { type: 'string', multiple: true },
      only: { type: 'string' },
      runs: { type: 'string' },
      json: { type: 'boolean', default: false },
      limits: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
    },
  });
  const whole = (text: string, least: number): number => {
    const value = Number(text.replaceAll(/[,_]/gu, ''));
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`not a number of at least ${least}: ${text}`);
    }
    return value;
  };
  const only = values.only?.split(',').map((name) => name.trim());
  const unknown = only?.find((name) => !rowNames.some((row) => isOf(row, name)));
  if (unknown !== undefined) {
    throw new RangeError(`no row is called ${unknown}; there are ${rowNames.join(', ')}`);
  }
  return {
    // A hundred, so that every kind of login is among them.
    sizes: values.size?.map((text) => whole(text, 100)) ?? usualSizes,
    json: values.json,
    limits: values.limits,
    alone: values.alone,
    runs: values.runs === undefined ? null : whole(values.runs, 1),
    wants: (name) => only === undefined || only.some((asked) => isOf(name, asked)),
  };
}

function isOf(row: string, asked: string): boolean {
  return row === asked || row.startsWith(`${asked}-`);
}
