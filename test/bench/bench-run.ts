/** What every measurement of one size shares: its files, made when first wanted, and where its results go. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askChild } from './bench-child.ts';
import { chromeCsvOf, benchLogins } from './bench-logins.ts';
import type { BenchLine } from './bench-line.ts';
import type { BenchOptions, RowName } from './bench-options.ts';
import { keepassXmlOf } from './keepass-xml.ts';

export type BenchRun = {
  readonly size: number;
  readonly folder: string;
  readonly hasKeepassxc: boolean;
  readonly hasKdbxweb: boolean;
  /** How often ours is opened, and the peers where that takes no minutes. */
  readonly runs: number;
  readonly peerRuns: number;
  wants(name: RowName): boolean;
  progress(text: string): void;
  tell(line: BenchLine): void;
  /** A folder of its own for what the computer would remember. */
  memoryFolder(): Promise<string>;
  ourVault(): Promise<string>;
  /** KDBX 4, written by kdbxweb. */
  kdbx(): Promise<string>;
  /** The same with one login: what commands take on next to nothing, the derivation most of all. */
  tinyKdbx(): Promise<string>;
  csv(): Promise<string>;
  xml(): Promise<string>;
  tinyXml(): Promise<string>;
};

export function makeBenchRun(
  size: number,
  given: {
    readonly folder: string;
    readonly options: BenchOptions;
    readonly hasKeepassxc: boolean;
    readonly progress: (text: string) => void;
    readonly tell: (line: BenchLine) => void;
  },
): BenchRun {
  const { folder, options, hasKeepassxc } = given;
  const progress = (text: string): void => given.progress(`${size.toLocaleString('en')}: ${text}`);
  let folders = 0;
  const once = (name: string, make: (path: string) => Promise<unknown>): (() => Promise<string>) => {
    let made: Promise<string> | undefined;
    const path = join(folder, name);
    return () => (made ??= make(path).then(() => path));
  };
  const saidFirst = (text: string, make: (path: string) => Promise<unknown>) => (path: string) => {
    progress(text);
    return make(path);
  };
  return {
    size,
    folder,
    hasKeepassxc,
    hasKdbxweb: !options.alone,
    runs: options.runs ?? 5,
    peerRuns: options.runs ?? (size > 20_000 ? 1 : 2),
    wants: options.wants,
    progress,
    tell: given.tell,
    async memoryFolder() {
      folders += 1;
      const path = join(folder, `memory-${folders}`);
      await mkdir(path);
      return path;
    },
    ourVault: once('bench.latchkey', saidFirst('our vault is made', (path) => askChild('ours-child', { task: 'make', path, size }))),
    kdbx: once('bench.kdbx', saidFirst('the KDBX file is made', (path) => askChild('kdbx-child', { task: 'make', path, size }))),
    tinyKdbx: once('tiny.kdbx', (path) => askChild('kdbx-child', { task: 'make', path, size: 1 })),
    csv: once('bench.csv', (path) => writeFile(path, chromeCsvOf(benchLogins(size)))),
    xml: once('bench.xml', (path) => writeFile(path, keepassXmlOf(benchLogins(size)))),
    tinyXml: once('tiny.xml', (path) => writeFile(path, keepassXmlOf(benchLogins(1)))),
  };
}

export async function several<T>(runs: number, act: (turn: number) => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let turn = 0; turn < runs; turn += 1) {
    results.push(await act(turn));
  }
  return results;
}
