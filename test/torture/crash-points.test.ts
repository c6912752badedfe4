/** A crash at any call of the disk, a sample of them (`npm run torture` tries them all). */
import { describe, expect, it } from 'vitest';
import { makeChance } from '../support/seeded-random.ts';
import { tryCrashPoints } from './crash-points.ts';
import { bulkStory, largeStory, tellStory, wholeStory } from './disk-story.ts';

describe('a crash at any call of the disk', () => {
  it('loses nothing that was acknowledged, whatever it tears, drops or reorders since the last sync', async () => {
    const seed = Date.now() % 1_000_000;
    const { states, problems } = await tryCrashPoints({ story: await tellStory(wholeStory), chance: makeChance(seed), statesEach: 3, oneIn: 3 });
    expect({ seed, problems }).toEqual({ seed, problems: [] });
    expect(states).toBeGreaterThan(15);
  }, 120_000);

  it.each([
    ['at once', largeStory],
    ['in parts', bulkStory],
  ] as const)('loses nothing where much is written %s', async (_, steps) => {
    const { states, problems } = await tryCrashPoints({ story: await tellStory(steps), chance: makeChance(7), statesEach: 2, oneIn: steps === bulkStory ? 2 : 1 });
    expect(problems).toEqual([]);
    expect(states).toBeGreaterThan(5);
  }, 120_000);

  it.each([['a file', 'sync'], ['a folder', 'sync-folder']] as const)('would be seen to lose something if %s were not synced', async (_, forgotten) => {
    const story = await tellStory(wholeStory);
    const log = story.log.map((op) => (op.op === forgotten ? ({ op: 'sync', inode: -1 } as const) : op));
    const { problems } = await tryCrashPoints({ story: { ...story, log }, chance: makeChance(1), statesEach: 0, oneIn: 4 });
    expect(problems.length).toBeGreaterThan(0);
  }, 120_000);
});
