/** Import and compaction, and how much of the main process they leave to everything else. Runs in `ours-child.ts`. */
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { benchRecoveryCode, makeBenchDesk, newJobId } from './bench-desk.ts';
import type { CompactResult, DelayResult, ImportResult } from './ours-tasks.ts';
import { pickIds, saveOne } from './ours-short-work.ts';
import { timed } from './timing.ts';

const resolutionMs = 1;
const usualPauseMs = 100;
const busyPauseMs = 5;
const editedItems = 20;

async function withDelay<T>(act: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T; readonly delay: DelayResult }> {
  const loop = monitorEventLoopDelay({ resolution: resolutionMs });
  loop.enable();
  const { ms, result } = await timed(act);
  // A stall is counted when the next turn begins.
  await new Promise((resolve) => setTimeout(resolve, 10 * resolutionMs));
  loop.disable();
  // The histogram counts from one tick to the next; what is beyond the tick itself is delay.
  const late = (nanoseconds: number): number => Math.max(0.001, nanoseconds / 1e6 - resolutionMs);
  return { ms, result, delay: { p99: late(loop.percentile(99)), longest: late(loop.max) } };
}

/** A file as a browser wrote it, from its bytes to the durable vault: shown and taken, duplicates looked for. */
export async function measureImport(folder: string, path: string, csv: string): Promise<ImportResult> {
  const desk = await makeBenchDesk(folder, path);
  await desk.open({ recoveryCode: Uint8Array.from(benchRecoveryCode) });
  const content = Uint8Array.from(await readFile(csv));
  const { ms, delay } = await withDelay(async () => {
    const { importToken } = await desk.ask('import.offer', { jobId: newJobId(), fileName: 'Passwords.csv', content });
    return desk.ask('import.take', { jobId: newJobId(), importToken, collection: null, skipDuplicates: true });
  });
  await desk.lock();
  return { importMs: ms, delay };
}

/** Compacts while somebody saves ten times a second; once more with somebody who saves without a pause; and with the backup that the application makes before it. */
export async function measureCompact(folder: string, path: string, size: number): Promise<CompactResult> {
  const desk = await makeBenchDesk(folder, path);
  await desk.open({ recoveryCode: Uint8Array.from(benchRecoveryCode) });
  await desk.ask('settings.change', { backupsOn: false });
  const ids = await pickIds(desk, size, editedItems);
  await saveOne(desk, ids[0] ?? '', 'before-it-begins');
  const compact = (): Promise<{ readonly ms: number }> => timed(() => desk.ask('vault.compact', { jobId: newJobId() }));

  async function besideSaving(pauseMs: number) {
    let compacting = true;
    let longestWriteMs = 0;
    const { result, delay } = await withDelay(async () => {
      const compacted = compact().finally(() => (compacting = false));
      for (let turn = 0; compacting; turn += 1) {
        longestWriteMs = Math.max(longestWriteMs, await saveOne(desk, ids[turn % ids.length] ?? '', `meanwhile-${turn}`));
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      return compacted;
    });
    return { ms: result.ms, longestWriteMs, delay };
  }

  const usual = await besideSaving(usualPauseMs);
  const busy = await besideSaving(busyPauseMs);
  await desk.ask('settings.change', { backupsOn: true });
  const { ms: withBackupMs } = await compact();
  await desk.lock();
  const longestWriteMs = Math.max(usual.longestWriteMs, busy.longestWriteMs);
  return { compactMs: usual.ms, busyMs: busy.ms, withBackupMs, longestWriteMs, delay: usual.delay };
}
