/** What `npm run bench` says: one line a result, as JSON or as a table for people. Measures nothing. */

export type BenchUnit = 'ms' | 'MB' | 'MB/s';

/** `ratio` says how many times less we need than the peer; in rows of `longerRows` how many times as much. */
export type BenchLine = {
  readonly name: string;
  readonly size: number;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly unit: BenchUnit;
  readonly ratio: number | null;
};

/** Rows with an upper bound: as long as the peer is what they aim at, not faster than it. */
const longerRows: readonly string[] = ['save-one-growth', 'unlock-kdf'];

export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

export function benchLine(
  name: string,
  size: number,
  ours: number,
  unit: BenchUnit,
  peer: { readonly name: string; readonly value: number } | null = null,
): BenchLine {
  const ratio = peer === null ? null : longerRows.includes(name) ? ours / peer.value : peer.value / ours;
  return {
    name,
    size,
    ours: rounded(ours),
    peer: peer === null ? null : rounded(peer.value),
    peerName: peer?.name ?? null,
    unit,
    ratio: ratio === null || !Number.isFinite(ratio) ? null : rounded(ratio),
  };
}

function inWords({ name, ratio }: BenchLine): string {
  if (ratio === null) {
    return '';
  }
  const times = ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(2);
  return longerRows.includes(name) ? `${times} times as much` : `${times} times less`;
}

export function tableOf(lines: readonly BenchLine[]): string {
  const head = ['row', 'size', 'ours', 'unit', 'peer', 'whose', 'ours is'];
  const rows = lines.map((line) => [
    line.name,
    line.size.toLocaleString('en'),
    line.ours.toLocaleString('en', { maximumFractionDigits: 3 }),
    line.unit,
    line.peer === null ? '' : line.peer.toLocaleString('en', { maximumFractionDigits: 3 }),
    line.peerName ?? '',
    inWords(line),
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const toRight = new Set([1, 2, 4]);
  const draw = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (toRight.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (toRight.has(column) ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [draw(head), rule, ...rows.map(draw)].join('\n');
}
