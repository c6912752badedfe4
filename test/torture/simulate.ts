/**
 * The simulated half of the torture: crash points of the set stories and of random ones, and the faults of every call. Called by
 * `torture.ts`; the tests try samples of the same.
 */
import fc from 'fast-check';
import { anyStep } from '../property/vault-story.ts';
import { makeChance } from '../support/seeded-random.ts';
import type { Chance } from '../support/seeded-random.ts';
import { tryCrashPoints } from './crash-points.ts';
import { tryDiskFaults } from './disk-faults.ts';
import { bulkStory, largeStory, tellStory, wholeStory } from './disk-story.ts';
import type { StoryStep } from './disk-story.ts';

export type Simulated = { readonly states: number; readonly trials: number; readonly problems: readonly string[] };

/** Some with writes during compaction; all of them short, for every call of a story is a crash point. */
export function randomStories(count: number, seed: number): readonly (readonly StoryStep[])[] {
  const meanwhile = fc.array(anyStep.filter(({ act }) => !['compact', 'addSlot', 'removeSlot'].includes(act)), { minLength: 1, maxLength: 5 });
  const step: fc.Arbitrary<StoryStep> = fc.oneof({ weight: 8, arbitrary: anyStep }, { weight: 2, arbitrary: meanwhile.map((steps) => ({ act: 'compactWhile', steps }) as const) });
  return fc.sample(fc.array(step, { minLength: 3, maxLength: 14 }), { numRuns: count, seed });
}

export async function simulate(options: { readonly stories: number; readonly faultsOneIn: number; readonly seed: number; readonly say: (text: string) => void }): Promise<Simulated> {
  const { stories, faultsOneIn, seed, say } = options;
  const chance: Chance = makeChance(seed);
  const problems: string[] = [];
  let states = 0;
  const told = [wholeStory, largeStory, bulkStory, ...randomStories(stories, seed)];
  for (const [index, steps] of told.entries()) {
    const tried = await tryCrashPoints({ story: await tellStory(steps), chance, statesEach: steps === largeStory || steps === bulkStory ? 6 : 18, oneIn: 1 });
    states += tried.states;
    problems.push(...tried.problems.map((problem) => `story ${index} of seed ${seed}, ${problem}`));
  }
  say(`${states} states after a crash, of ${told.length} stories on a simulated disk`);
  const { trials, refused, problems: faults } = await tryDiskFaults(faultsOneIn, chance);
  say(`${trials} faults of single disk calls, ${refused} of them refused an act`);
  return { states, trials, problems: [...problems, ...faults] };
}
