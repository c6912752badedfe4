/**
 * Every crash point of a scripted story over the simulated disk: after each call of the disk, the states that a crash there may leave
 * are opened by the store and the vault, and must show what was acknowledged and nothing else. Called by `torture.ts` (all of it) and
 * `crash-points.test.ts` (a sample).
 */
import { createHash } from 'node:crypto';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import type { SeenHead } from '../../electron/vault/vault-types.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { seenIn, take, told } from '../property/vault-story.ts';
import { afterOp, crashState, makeCrashPoint, uncertainties } from '../support/crash-states.ts';
import type { CrashPoint } from '../support/crash-states.ts';
import { makeSetClock, openAgain } from '../support/sample-vault.ts';
import type { Chance } from '../support/seeded-random.ts';
import { makeSimulatedDisk } from '../support/simulated-disk.ts';
import type { DiskContent } from '../support/simulated-disk.ts';
import { storyPath } from './disk-story.ts';
import type { ToldStory } from './disk-story.ts';

export type CrashTrial = {
  readonly story: ToldStory;
  readonly chance: Chance;
  /** States opened of each crash point, beyond those with all and nothing of what is uncertain. */
  readonly statesEach: number;
  /** Tries one in so many crash points. */
  readonly oneIn: number;
};

export type CrashesTried = { readonly points: number; readonly states: number; readonly problems: readonly string[] };

export async function tryCrashPoints({ story, chance, statesEach, oneIn }: CrashTrial): Promise<CrashesTried> {
  let point = makeCrashPoint();
  const known = new Set<string>();
  const problems: string[] = [];
  let [points, states] = [0, 0];
  for (const [index, op] of story.log.entries()) {
    point = afterOp(point, op);
    const allowed = story.allowedAfter(index + 1);
    if (!chance.oneIn(oneIn)) {
      continue;
    }
    points += 1;
    for (const state of statesOf(point, chance, statesEach)) {
      const digest = digestOf(state, allowed.shown);
      if (known.has(digest)) {
        continue;
      }
      known.add(digest);
      states += 1;
      const problem = await problemOf(state, allowed, story.clockAt, chance.oneIn(3)).catch((error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : 'unknown'));
      if (problem !== null) {
        problems.push(`after call ${index + 1} (${op.op}), in "${allowed.step}": ${problem}`);
      }
    }
  }
  return { points, states, problems };
}

/** Nothing and all of what is uncertain, each operation missing or torn alone, and any mixture. */
function* statesOf(point: CrashPoint, chance: Chance, extra: number): Iterable<DiskContent> {
  const { data, names } = uncertainties(point);
  for (let kept = 0; kept <= names; kept += 1) {
    yield crashState(point, kept, () => 'absent', chance);
    yield crashState(point, kept, () => 'whole', chance);
  }
  for (let count = 0; count < (data === 0 ? 0 : extra); count += 1) {
    const kept = chance.oneIn(2) ? names : chance.upTo(names + 1);
    const odd = count % 3 === 2 ? -1 : Math.max(0, data - 1 - Math.floor(count / 3) - (chance.oneIn(4) ? chance.upTo(data) : 0));
    yield crashState(point, kept, (index) => (odd === -1 ? chance.pick(['whole', 'whole', 'absent', 'torn'] as const) : index !== odd ? 'whole' : count % 3 === 0 ? 'torn' : 'absent'), chance);
  }
}

function digestOf(state: DiskContent, shown: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(shown));
  for (const [path, bytes] of [...state].sort(([left], [right]) => (left < right ? -1 : 1))) {
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('base64');
}

type Allowed = { readonly shown: readonly string[]; readonly made: boolean; readonly head: SeenHead | null };

async function problemOf(state: DiskContent, { shown, made, head }: Allowed, now: number, goOn: boolean): Promise<string | null> {
  const { disk, lock, content } = makeSimulatedDisk(state);
  const clock = makeSetClock(now);
  const file = await openVaultFile(storyPath, { disk, lock }).catch(refusal);
  if (file instanceof VaultFailure) {
    return made ? `the file does not open: ${file.code}` : null;
  }
  const session = await openAgain(file, { seen: head, clock }).catch(refusal);
  if (session instanceof VaultFailure) {
    await file.close();
    return made ? `the vault does not open: ${session.code} ${session.facts.check ?? ''}` : null;
  }
  const seen = await seenIn(session);
  if (!shown.includes(told(seen))) {
    return `it shows\n${told(seen)}\nand not\n${shown.join('\nor\n')}`;
  }
  await session.verify();
  if (goOn) {
    const more = told(await take(session, seen, { act: 'create', word: 'after the crash' }, clock));
    await session.lock();
    const after = makeSimulatedDisk(content());
    const again = await openAgain(await openVaultFile(storyPath, after), { clock });
    if (told(await seenIn(again)) !== more) {
      return 'what was written after the crash is not what is there';
    }
    if (content().size > 1) {
      return `left-overs: ${[...content().keys()].join(', ')}`;
    }
  } else {
    await session.lock();
  }
  return null;
}

function refusal(error: unknown): VaultFailure {
  if (error instanceof VaultFailure) {
    return error;
  }
  throw error;
}
