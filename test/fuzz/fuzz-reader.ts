/**
 * The fuzz run over the reader: each execution opens one mutated file and shows all of it. What may come of it: a failure of ours, or
 * something that the vault once showed, less what is damaged; in a bounded number of bytes read and of seconds. Called by `fuzz.ts` and,
 * for a few thousand executions, by `fuzz.test.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { logOffset } from '../../electron/vault/file-layout.ts';
import { loadVault } from '../../electron/vault/load-vault.ts';
import { startSession } from '../../electron/vault/vault-session.ts';
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { makeDeps, openAgain, quickKdf } from '../support/sample-vault.ts';
import { makeChance } from '../support/seeded-random.ts';
import type { Chance } from '../support/seeded-random.ts';
import { mutateHeader, mutateLog } from './mutate-file.ts';
import { makeBaseVaults, presented } from './base-vaults.ts';
import type { BaseVault, Snapshot } from './base-vaults.ts';
import { resealLog } from './reseal-log.ts';
import { showVault } from './show-vault.ts';
import { watchFile } from './watch-file.ts';
import type { Watched } from './watch-file.ts';

export type Fuzzed = {
  readonly executions: number;
  /** Executions by what came of them. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly mostMilliseconds: number;
  readonly problems: readonly string[];
};

type Kind = 'log' | 'header' | 'resealed';
const mostProblems = 20;
const longestMilliseconds = 5_000;
const memoryStep = 10_000;
const mostGrowthBytes = 512 * 1_048_576;

export async function fuzzReader(options: { readonly executions: number; readonly seed: number; readonly say?: (text: string) => void }): Promise<Fuzzed> {
  const { executions, seed, say } = options;
  const bases = await makeBaseVaults();
  const outcomes = new Map<string, number>();
  const problems: string[] = [];
  let mostMilliseconds = 0;
  const memoryAtStart = process.memoryUsage().rss;
  for (let number = 0; number < executions && problems.length < mostProblems; number += 1) {
    // Each execution has a seed of its own, and can be told again alone.
    const began = performance.now();
    const { kind, outcome, problem } = await execute(bases, makeChance(seed + number));
    let milliseconds = performance.now() - began;
    if (milliseconds > Math.max(mostMilliseconds, 20)) {
      // It may be the machine that was slow: once more, in processor time.
      const used = process.cpuUsage();
      await execute(bases, makeChance(seed + number));
      const { user, system } = process.cpuUsage(used);
      milliseconds = Math.min(milliseconds, (user + system) / 1_000);
    }
    mostMilliseconds = Math.max(mostMilliseconds, milliseconds);
    outcomes.set(`${kind}: ${outcome}`, (outcomes.get(`${kind}: ${outcome}`) ?? 0) + 1);
    if (problem !== null || milliseconds > longestMilliseconds) {
      problems.push(`seed ${seed + number}, ${kind}: ${problem ?? `it took ${milliseconds} ms`}`);
    }
    if (number % memoryStep === memoryStep - 1) {
      const growth = process.memoryUsage().rss - memoryAtStart;
      if (growth > mostGrowthBytes) {
        problems.push(`after ${number + 1} executions ${Math.round(growth / 1_048_576)} MiB more are held`);
      }
      if ((number + 1) % (5 * memoryStep) === 0) {
        say?.(`${number + 1} executions, ${problems.length} problems`);
      }
    }
  }
  return { executions, outcomes, mostMilliseconds, problems };
}

type Executed = { readonly kind: Kind; readonly outcome: string; readonly problem: string | null };

async function execute(bases: readonly BaseVault[], chance: Chance): Promise<Executed> {
  const kind = chance.weighted<Kind>([[16, 'log'], [1, 'header'], [5, 'resealed']]);
  const base = chance.pick(bases);
  const from = chance.pick(base.snapshots);
  const bytes = kind === 'log' ? mutateLog(from, bases, chance) : kind === 'header' ? mutateHeader(from, bases, chance) : resealLog(from, chance);
  const watched = watchFile(bytes, chance);
  try {
    const session = await openMutated(kind, from, bytes, watched.file);
    const shown = await showVault(session, kind === 'resealed');
    const problem = kind === 'resealed' ? null : strangerIn(bases, shown.lines, shown.refused);
    return { kind, outcome: shown.refused > 0 ? 'shown without what is damaged' : session.notices.length > 0 ? 'shown, with a notice' : 'shown', problem: problem ?? overRead(watched) };
  } catch (error) {
    if (!(error instanceof VaultFailure)) {
      return { kind, outcome: 'fell over', problem: error instanceof Error ? (error.stack ?? error.message) : 'unknown' };
    }
    return { kind, outcome: error.code, problem: overRead(watched) };
  }
}

/** Where the header is untouched its slot need not be opened again: that takes ten times as long as all the rest. */
async function openMutated(kind: Kind, from: Snapshot, bytes: Buffer, file: VaultFile): Promise<VaultSession> {
  const isHeaderWhole = kind !== 'header' && bytes.length >= logOffset;
  if (!isHeaderWhole) {
    return openAgain(file, { presented });
  }
  const loaded = await loadVault({ ...makeDeps(file), kdf: quickKdf }, from.found, from.keys, { seen: null });
  return startSession(loaded.state, { notices: loaded.tornBytes > 0 ? [{ kind: 'torn-tail', droppedBytes: loaded.tornBytes }] : [], openedWith: null });
}

/** SECURITY: every line must have stood together with the others in one state of one vault; what is missing must have been refused. */
export function strangerIn(bases: readonly BaseVault[], lines: readonly string[], refused: number): string | null {
  const states = bases.flatMap((base) => base.states);
  const fits = states.some((state) => lines.every((line) => state.has(line)) && lines.length + refused === state.size);
  return fits ? null : `it shows what the vault never showed:\n${lines.join('\n').slice(0, 2_000)}`;
}

function overRead({ bytes, counts }: Watched): string | null {
  const { reads, longest, total } = counts();
  const size = bytes.length;
  // A read asks for one megabyte at most where the file does not hold more; all of it together stays in proportion.
  if (longest > Math.max(size, 1_100_000)) {
    return `a read of ${longest} bytes from a file of ${size}`;
  }
  return reads > 50_000 || total > 500 * (size + 1_000_000) ? `${reads} reads, ${total} bytes, from a file of ${size}` : null;
}

