/** The rows of `npm run bench`, ours beside the peers'. What each compares is said in docs/performance.md. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askChild } from './bench-child.ts';
import { benchLine, type BenchUnit } from './bench-line.ts';
import type { RowName } from './bench-options.ts';
import { several, type BenchRun } from './bench-run.ts';
import { measureArgon2 } from './measure-argon2.ts';
import { measureKdbxweb, measureKdbxwebImport, measureKeepassxc, measureKeepassxcImport } from './measure-peers.ts';
import type { CompactResult, ImportResult, OpenResult, UnlockResult, WorkResult } from './ours-tasks.ts';
import { median, percentile } from './timing.ts';

type Peer = { readonly name: string; readonly value: number };

/** Those of whom there is something to say. */
function peersOf(values: readonly (readonly [name: string, value: number | null | undefined])[]): Peer[] {
  return values.flatMap(([name, value]) => (value === undefined || value === null ? [] : [{ name, value }]));
}

/** One line a peer; one without a peer where there is none. */
function tellRow(run: BenchRun, name: RowName, ours: number, unit: BenchUnit, peers: readonly Peer[] = []): void {
  if (run.wants(name)) {
    const lines = peers.length === 0 ? [benchLine(name, run.size, ours, unit)] : peers.map((peer) => benchLine(name, run.size, ours, unit, peer));
    lines.forEach(run.tell);
  }
}

function wantsAny(run: BenchRun, names: readonly RowName[]): boolean {
  return names.some(run.wants);
}

async function copyOfVault(run: BenchRun, name: string): Promise<string> {
  const path = join(run.folder, name);
  await copyFile(await run.ourVault(), path);
  return path;
}

async function measureOurOpen(run: BenchRun) {
  const path = await run.ourVault();
  run.progress('opening');
  const results = await several(run.runs, async () => askChild<OpenResult>('ours-child', { task: 'open', folder: await run.memoryFolder(), path }));
  const typical = (of: (result: OpenResult) => number): number => median(results.map(of));
  return { open: typical(({ openMs }) => openMs), memory: typical(({ memoryMb }) => memoryMb), peak: typical(({ peakMb }) => peakMb) };
}

async function measureOurWork(run: BenchRun): Promise<WorkResult> {
  const path = await copyOfVault(run, 'work.latchkey');
  run.progress('searching, revealing, saving');
  return askChild<WorkResult>('ours-child', {
    task: 'work', folder: await run.memoryFolder(), path, size: run.size,
    saves: wantsAny(run, ['save-one', 'save-one-growth']) ? 50 : 0,
    reveals: run.wants('reveal') ? 100 : 0,
    searches: wantsAny(run, ['search', 'search-p99']),
  });
}

/** Saving one at the smallest size, to hold the others against. */
export type SavedAt = Map<number, number>;

export async function measureShortWork(run: BenchRun, savedAt: SavedAt): Promise<void> {
  const opening = wantsAny(run, ['open', 'memory', 'memory-peak']);
  const working = wantsAny(run, ['save-one', 'save-one-growth', 'search', 'search-p99', 'reveal']);
  const unlocking = wantsAny(run, ['unlock', 'unlock-kdf']);
  if (!opening && !working && !unlocking) {
    return;
  }
  const opened = opening ? await measureOurOpen(run) : null;
  const work = working ? await measureOurWork(run) : null;
  const keepassxc = run.hasKeepassxc ? await measureKeepassxc(run) : null;
  const kdbxweb = run.hasKdbxweb && (opening || working) ? await measureKdbxweb(run) : null;
  const shell = keepassxc?.inShell;

  if (opened) {
    tellRow(run, 'open', opened.open, 'ms', peersOf([['keepassxc-cli', keepassxc?.open], ['kdbxweb', kdbxweb?.openMs]]));
    tellRow(run, 'memory', opened.memory, 'MB', peersOf([['keepassxc-cli', shell?.residentMb], ['kdbxweb', kdbxweb?.memoryMb]]));
    tellRow(run, 'memory-peak', opened.peak, 'MB', peersOf([['keepassxc-cli', shell?.peakMb], ['kdbxweb', kdbxweb?.peakMb]]));
  }
  if (work && work.saveMs.length > 0) {
    const saved = median(work.saveMs);
    tellRow(run, 'save-one', saved, 'ms', peersOf([['keepassxc-cli', keepassxc?.edit], ['keepassxc-cli, open', shell?.edit], ['kdbxweb, open', kdbxweb?.saveMs]]));
    const smallest = [...savedAt.keys()].sort((a, b) => a - b)[0];
    const before = smallest === undefined ? undefined : savedAt.get(smallest);
    if (smallest !== undefined && before !== undefined) {
      tellRow(run, 'save-one-growth', saved, 'ms', [{ name: `ours at ${smallest.toLocaleString('en')}`, value: before }]);
    }
    savedAt.set(run.size, saved);
  }
  if (work && work.searchMs.length > 0) {
    const peers = peersOf([['keepassxc-cli', keepassxc?.search], ['keepassxc-cli, open', shell?.search]]);
    tellRow(run, 'search', median(work.searchMs), 'ms', peers);
    tellRow(run, 'search-p99', percentile(work.searchMs, 99), 'ms');
  }
  if (work && work.revealMs.length > 0) {
    tellRow(run, 'reveal', median(work.revealMs), 'ms', peersOf([['keepassxc-cli', keepassxc?.show], ['keepassxc-cli, open', shell?.show]]));
  }
  if (unlocking) {
    await measureUnlocking(run, keepassxc?.whole);
  }
}

async function measureUnlocking(run: BenchRun, keepassxcWhole: number | undefined): Promise<void> {
  const path = await run.ourVault();
  run.progress('unlocking');
  const results = await several(run.runs, async () => askChild<UnlockResult>('ours-child', { task: 'unlock', folder: await run.memoryFolder(), path }));
  tellRow(run, 'unlock', median(results.map(({ unlockMs }) => unlockMs)), 'ms', peersOf([['keepassxc-cli', keepassxcWhole]]));
  const argon2 = await measureArgon2(run.runs);
  tellRow(run, 'unlock-kdf', median(results.map(({ deriveMs }) => deriveMs)), 'ms', peersOf([['argon2', argon2]]));
}

export async function measureLongWork(run: BenchRun): Promise<void> {
  if (wantsAny(run, ['import', 'import-delay', 'import-delay-longest'])) {
    const csv = await run.csv();
    run.progress('importing');
    const results = await several(run.peerRuns, async (turn) => {
      const path = join(run.folder, `imported-${turn}.latchkey`);
      await askChild('ours-child', { task: 'make', path, size: 0 });
      return askChild<ImportResult>('ours-child', { task: 'import', folder: await run.memoryFolder(), path, csv });
    });
    const peers = run.wants('import')
      ? peersOf([['keepassxc-cli', run.hasKeepassxc ? await measureKeepassxcImport(run) : null], ['kdbxweb', run.hasKdbxweb ? await measureKdbxwebImport(run) : null]])
      : [];
    tellRow(run, 'import', median(results.map(({ importMs }) => importMs)), 'ms', peers);
    tellRow(run, 'import-delay', median(results.map(({ delay }) => delay.p99)), 'ms');
    tellRow(run, 'import-delay-longest', median(results.map(({ delay }) => delay.longest)), 'ms');
  }
  if (wantsAny(run, ['compact', 'compact-busy', 'compact-with-backup', 'compact-write-wait', 'compact-delay'])) {
    const results = await several(run.peerRuns, async (turn) => {
      const path = await copyOfVault(run, `compact-${turn}.latchkey`);
      run.progress('compacting');
      return askChild<CompactResult>('ours-child', { task: 'compact', folder: await run.memoryFolder(), path, size: run.size });
    });
    tellRow(run, 'compact', median(results.map(({ compactMs }) => compactMs)), 'ms');
    tellRow(run, 'compact-busy', median(results.map(({ busyMs }) => busyMs)), 'ms');
    tellRow(run, 'compact-with-backup', median(results.map(({ withBackupMs }) => withBackupMs)), 'ms');
    tellRow(run, 'compact-write-wait', median(results.map(({ longestWriteMs }) => longestWriteMs)), 'ms');
    tellRow(run, 'compact-delay', median(results.map(({ delay }) => delay.p99)), 'ms');
  }
}
