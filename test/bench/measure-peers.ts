/** What the peers take for the same, on the same logins. Each command of keepassxc-cli is timed on a database of one login too, and that is taken off. */
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { askChild } from './bench-child.ts';
import { benchPassphrase } from './bench-desk.ts';
import { makeBenchLogin } from './bench-logins.ts';
import { several, type BenchRun } from './bench-run.ts';
import type { KdbxImportResult, KdbxWorkResult } from './kdbx-child.ts';
import { openKeepassxc, runKeepassxc } from './keepassxc-command.ts';
import type { MemoryOf } from './process-memory.ts';
import { beyond, median } from './timing.ts';

/** By the command line, one process a command; by its shell, where the database stays open. */
export type KeepassxcTimes = {
  readonly open: number | null;
  readonly edit: number | null;
  readonly search: number | null;
  readonly show: number | null;
  readonly inShell: { readonly edit: number | null; readonly search: number; readonly show: number; readonly residentMb: number | null; readonly peakMb: number | null };
  /** From the passphrase to the list, key derivation included. */
  readonly whole: number;
};

type ShellTimes = { readonly edit: number; readonly search: number; readonly show: number } & MemoryOf;

const unlocked = `${benchPassphrase}\n`;
/** It stands for every command, so it is worth more than one. */
const tinyRuns = 2;
const searchWord = 'lindqvist';

async function commandTimes(path: string, title: string, runs: number) {
  // The least of them: two medians taken from each other would leave the noise of both.
  const typical = async (args: (turn: number) => readonly string[]): Promise<number> => Math.min(...(await several(runs, (turn) => runKeepassxc(args(turn), unlocked))));
  return {
    open: await typical(() => ['ls', '-q', path]),
    search: await typical(() => ['search', '-q', path, title]),
    show: await typical(() => ['show', '-q', '-s', '-a', 'Password', path, title]),
    edit: await typical((turn) => ['edit', '-q', '-u', `changed-${turn}`, path, title]),
  };
}

async function shellTimes(path: string, title: string, runs: number): Promise<ShellTimes> {
  const shell = await openKeepassxc(path, benchPassphrase);
  try {
    const { residentMb, peakMb } = shell.memory();
    const typical = async (command: (turn: number) => string, expected: string): Promise<number> =>
      Math.min(
        ...(await several(runs, async (turn) => {
          const { ms, answer } = await shell.ask(command(turn));
          if (!answer.includes(expected)) {
            throw new Error(`keepassxc-cli did not answer ${command(turn)}`);
          }
          return ms;
        })),
      );
    return {
      residentMb,
      peakMb,
      search: await typical(() => `search ${searchWord}`, ''),
      show: await typical(() => `show -s -a Password "${title}"`, '\n'),
      edit: await typical((turn) => `edit "${title}" -u shell-${turn}`, 'Successfully'),
    };
  } finally {
    await shell.close();
  }
}

export async function measureKeepassxc(run: BenchRun): Promise<KeepassxcTimes> {
  run.progress('keepassxc-cli');
  const path = join(run.folder, 'keepassxc.kdbx');
  const tiny = join(run.folder, 'keepassxc-tiny.kdbx');
  await copyFile(await run.kdbx(), path);
  await copyFile(await run.tinyKdbx(), tiny);
  const first = makeBenchLogin(0).title;
  const title = makeBenchLogin(Math.floor(run.size / 2)).title;
  const fixed = await commandTimes(tiny, first, tinyRuns);
  const whole = await commandTimes(path, title, run.peerRuns);
  const fixedInShell = await shellTimes(tiny, first, tinyRuns);
  const inShell = await shellTimes(path, title, run.peerRuns);
  return {
    open: beyond(whole.open, fixed.open),
    edit: beyond(whole.edit, fixed.edit),
    search: beyond(whole.search, fixed.search),
    show: beyond(whole.show, fixed.show),
    whole: whole.open,
    inShell: {
      // In the shell nothing is derived but for saving.
      search: inShell.search,
      show: inShell.show,
      edit: beyond(inShell.edit, fixedInShell.edit),
      residentMb: beyond(inShell.residentMb, fixedInShell.residentMb),
      // Above what it holds with next to nothing open: the derivation's memory is within its peak in any case.
      peakMb: beyond(inShell.peakMb, fixedInShell.residentMb),
    },
  };
}

export async function measureKeepassxcImport(run: BenchRun): Promise<number | null> {
  run.progress('keepassxc-cli imports');
  const importOf = async (xml: string): Promise<number> => {
    const target = join(run.folder, 'imported.kdbx');
    await rm(target, { force: true });
    // 100 ms is the cheapest derivation it offers; it goes off again with the small one's.
    return runKeepassxc(['import', '-q', '-p', '-t', '100', xml, target], `${unlocked}${unlocked}`);
  };
  const fixed = Math.min(...(await several(tinyRuns, async () => importOf(await run.tinyXml()))));
  return beyond(Math.min(...(await several(run.peerRuns, async () => importOf(await run.xml())))), fixed);
}

export async function measureKdbxweb(run: BenchRun): Promise<KdbxWorkResult> {
  run.progress('kdbxweb');
  const path = join(run.folder, 'kdbxweb.kdbx');
  await copyFile(await run.kdbx(), path);
  const results = await several(run.peerRuns, () => askChild<KdbxWorkResult>('kdbx-child', { task: 'work', path }));
  const typical = (of: (result: KdbxWorkResult) => number): number => median(results.map(of));
  return {
    openMs: typical(({ openMs }) => openMs),
    saveMs: typical(({ saveMs }) => saveMs),
    revealMs: typical(({ revealMs }) => revealMs),
    memoryMb: typical(({ memoryMb }) => memoryMb),
    peakMb: typical(({ peakMb }) => peakMb),
  };
}

export async function measureKdbxwebImport(run: BenchRun): Promise<number> {
  run.progress('kdbxweb imports');
  const path = join(run.folder, 'kdbxweb-imported.kdbx');
  const xml = await run.xml();
  const results = await several(run.peerRuns, () => askChild<KdbxImportResult>('kdbx-child', { task: 'import', xml, path }));
  return median(results.map(({ importMs }) => importMs));
}
