/**
 * Every call of the disk that an act makes, failing in turn, once or from there on: full, broken, forbidden, read-only, gone, or only
 * shorter than asked. The act must say so in our words, memory must say what the disk says, and when the fault is over it must be
 * possible to try again. Called by `torture.ts` (all of it) and `disk-faults.test.ts` (a sample).
 */
import { openVaultFile } from '../../electron/store/vault-file.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { emptyModel, seenIn, told } from '../property/vault-story.ts';
import { afterOp, crashState, makeCrashPoint } from '../support/crash-states.ts';
import { makeSetClock, makeVaultIn, openAgain } from '../support/sample-vault.ts';
import type { SetClock } from '../support/sample-vault.ts';
import { makeChance } from '../support/seeded-random.ts';
import type { Chance } from '../support/seeded-random.ts';
import { makeSimulatedDisk, simulatedFolder } from '../support/simulated-disk.ts';
import type { DiskCall, DiskContent, DiskFault, SimulatedDisk } from '../support/simulated-disk.ts';
import { storyPath, takeStep } from './disk-story.ts';
import type { StoryStep } from './disk-story.ts';

/** What an errno becomes, and which calls a lasting fault of it hits. */
const kinds = {
  ENOSPC: { codes: ['disk.full'], hits: (call: DiskCall) => call.changes && ['open', 'write', 'sync', 'datasync'].includes(call.name) },
  EIO: { codes: ['disk.failed'], hits: () => true },
  EACCES: { codes: ['disk.no-permission'], hits: (call: DiskCall) => call.byPath && call.changes },
  EROFS: { codes: ['disk.read-only'], hits: (call: DiskCall) => call.changes },
  /** A folder that vanished: what is open can still be read and written. */
  ENOENT: { codes: ['disk.gone', 'vault.not-found'], hits: (call: DiskCall) => call.byPath },
  /** A stick that was pulled. */
  ENODEV: { codes: ['disk.gone'], hits: () => true },
} as const;
type Errno = keyof typeof kinds;

const errnos: readonly Errno[] = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'ENOENT', 'ENODEV'];

export const faultedActs: readonly StoryStep[] = [
  { act: 'create', word: 'new' },
  { act: 'createMany', word: 'many' },
  { act: 'update', item: 0, word: 'changed' },
  { act: 'mark', item: 0 },
  { act: 'restore', item: 0, version: 0 },
  { act: 'remove', item: 0 },
  { act: 'recover', item: 1 },
  { act: 'purge', item: 1 },
  { act: 'settings', word: 'Renamed' },
  { act: 'addSlot' },
  { act: 'removeSlot' },
  { act: 'compact' },
  { act: 'compactWhile', steps: [{ act: 'create', word: 'meanwhile' }, { act: 'mark', item: 0 }] },
  { act: 'large', bytes: 4_200_000 },
  { act: 'bulk', items: 12, notes: 400_000 },
];

const probe: StoryStep = { act: 'create', word: 'probe' };

type Base = { readonly content: DiskContent; readonly clockAt: number };
type Trial = { readonly act: StoryStep; readonly at: number; readonly errno: Errno | 'short'; readonly lasting: boolean; readonly half: boolean };

export type FaultsTried = { readonly trials: number; readonly refused: number; readonly problems: readonly string[] };

/** One in so many trials. */
export async function tryDiskFaults(oneIn: number, chance: Chance, acts: readonly StoryStep[] = faultedActs): Promise<FaultsTried> {
  const base = await baseVault();
  const problems: string[] = [];
  let [trials, refused] = [0, 0];
  for (const act of acts) {
    const calls = await callsOf(base, act);
    for (const trial of calls.flatMap((call, at) => trialsOf(act, call, at))) {
      if (!chance.oneIn(oneIn)) {
        continue;
      }
      trials += 1;
      const reopened = chance.oneIn(2);
      const call = calls[trial.at]?.name ?? '';
      const outcome = await problemOf(base, trial, reopened).catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : 'unknown'));
      refused += outcome === 'refused' ? 1 : 0;
      if (outcome !== 'refused' && outcome !== 'done') {
        problems.push(`${act.act}, call ${trial.at} (${call}), ${trial.errno}${trial.lasting ? ' from there on' : ''}${trial.half ? ', half written' : ''}${reopened ? ', opened again' : ''}: ${outcome}`);
      }
    }
  }
  return { trials, refused, problems };
}

function trialsOf(act: StoryStep, call: DiskCall, at: number): readonly Trial[] {
  // A folder that may not be synced is one of a system that cannot do that: there is nothing to be refused.
  const possible = errnos.filter((errno) => !(errno === 'EACCES' && (call.name === 'sync' || call.name === 'open') && call.path === simulatedFolder));
  const once = possible.map((errno) => ({ act, at, errno, lasting: false, half: false }));
  const lasting = errnos.filter((errno) => kinds[errno].hits(call)).map((errno) => ({ act, at, errno, lasting: true, half: false }));
  const half = call.name === 'write' ? (['ENOSPC', 'EIO', 'short'] as const).map((errno) => ({ act, at, errno, lasting: false, half: true })) : [];
  return [...once, ...lasting, ...half];
}

/** Two items, one of them in the trash, a second slot. */
async function baseVault(): Promise<Base> {
  const disk = makeSimulatedDisk();
  const clock = makeSetClock();
  const session = await makeVaultIn(await openVaultFile(storyPath, { create: true, ...disk }), undefined, clock);
  let model = emptyModel;
  for (const step of [{ act: 'create', word: 'a' }, { act: 'create', word: 'b' }, { act: 'update', item: 0, word: 'c' }, { act: 'remove', item: 1 }, { act: 'addSlot' }] as const) {
    model = await takeStep(session, model, step, clock);
  }
  await session.lock();
  return { content: disk.content(), clockAt: clock.now() };
}

async function opened(disk: Pick<SimulatedDisk, 'disk' | 'lock'>, clock: SetClock): Promise<VaultSession> {
  return openAgain(await openVaultFile(storyPath, disk), { clock });
}

async function shownBy(content: DiskContent, clock: SetClock): Promise<string> {
  return told(await seenIn(await opened(makeSimulatedDisk(content), clock)));
}

async function callsOf(base: Base, act: StoryStep): Promise<readonly DiskCall[]> {
  const disk = makeSimulatedDisk(base.content);
  const clock = makeSetClock(base.clockAt);
  const session = await opened(disk, clock);
  const model = await seenIn(session);
  const calls: DiskCall[] = [];
  disk.breakWith((call) => (calls.push(call), null));
  await takeStep(session, model, act, clock);
  return calls;
}

function faultOf({ at, errno, lasting, half }: Trial): (call: DiskCall) => DiskFault | null {
  let count = -1;
  return (call) => {
    count += 1;
    const hit = count === at || (lasting && count > at && errno !== 'short' && kinds[errno].hits(call));
    if (!hit) {
      return null;
    }
    const afterBytes = half ? Math.floor(call.bytes / 2) : 0;
    return errno === 'short' ? { afterBytes: Math.max(1, afterBytes) } : { errno, afterBytes };
  };
}

async function problemOf(base: Base, trial: Trial, reopened: boolean): Promise<string> {
  const disk = makeSimulatedDisk(base.content);
  const clock = makeSetClock(base.clockAt);
  let session = await opened(disk, clock);
  const model = await seenIn(session);
  const before = told(model);
  disk.breakWith(faultOf(trial));
  const outcome = await takeStep(session, model, trial.act, clock).catch((error: unknown) => error);
  disk.breakWith(null);
  const failed = outcome instanceof VaultFailure || outcome instanceof Error;
  if (failed) {
    const problem = wrongFailure(outcome, trial);
    if (problem !== null) {
      return problem;
    }
  }
  // Parts of the act that succeeded while another failed (writing during compaction) are told by the vault itself.
  const inMemory = told(await seenIn(session));
  if (failed && trial.act.act !== 'compactWhile' && inMemory !== before) {
    return 'it failed, and memory changed';
  }
  const onDisk = await shownBy(disk.content(), clock);
  if (onDisk !== inMemory && !trial.lasting) {
    return `memory and disk differ:\n${inMemory}\nagainst\n${onDisk}`;
  }
  // Tried again at once, or after locking and opening again; then one act more, which is never done already.
  if (reopened) {
    await session.lock();
    session = await opened(disk, clock);
  }
  for (const act of [trial.act, probe]) {
    const again = await takeStep(session, await seenIn(session), act, clock).catch((error: unknown) => error);
    if (again instanceof Error) {
      if (reopened || !(again instanceof VaultFailure) || again.facts.check !== 'earlier-sync') {
        return `it cannot be tried again: ${again.message}`;
      }
      // After a failed sync nothing more is made durable until the file was opened again.
      await session.lock();
      session = await opened(disk, clock);
      await takeStep(session, await seenIn(session), act, clock);
    }
  }
  const after = told(await seenIn(session));
  if ((await shownBy(disk.content(), clock)) !== after) {
    return 'memory and disk differ after the second try';
  }
  const point = disk.log.reduce(afterOp, makeCrashPoint(base.content));
  const left = crashState(point, 0, () => 'absent', makeChance(1));
  if ((await shownBy(left, clock)) !== after) {
    return 'what the second try acknowledged does not outlast a crash';
  }
  return failed ? 'refused' : 'done';
}

function wrongFailure(error: Error, { act, errno }: Trial): string | null {
  if (error instanceof VaultFailure && error.facts.check === 'earlier-sync' && act.act === 'compactWhile') {
    return null;
  }
  if (!(error instanceof VaultFailure)) {
    return `not a failure of ours: ${error.stack ?? error.message}`;
  }
  if (errno === 'short') {
    return `a short write is no failure: ${error.code}`;
  }
  const codes: readonly string[] = kinds[errno].codes;
  return codes.includes(error.code) ? null : `it says ${error.code}`;
}
