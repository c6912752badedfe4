/** Each act with each of its disk calls failing, a sample of them (`npm run torture` tries them all). */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openJsonFile } from '../../electron/store/json-file.ts';
import { makeChance } from '../support/seeded-random.ts';
import { makeSimulatedDisk, simulatedFolder } from '../support/simulated-disk.ts';
import { tryDiskFaults } from './disk-faults.ts';

describe('a disk that is full, broken, forbidden, read-only or gone', () => {
  it('makes an act fail in our words, leaves memory as the disk is, and can be tried again once it is well', async () => {
    const seed = Date.now() % 1_000_000;
    const { trials, refused, problems } = await tryDiskFaults(20, makeChance(seed));
    expect({ seed, problems }).toEqual({ seed, problems: [] });
    expect(trials).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(trials / 2);
  }, 120_000);

  it('leaves what a computer remembers as its file says, at any call that fails', async () => {
    const path = `${simulatedFolder}/machine.json`;
    const openOn = (disk: ReturnType<typeof makeSimulatedDisk>) => openJsonFile({ path, parser: z.object({ count: z.number() }), fallback: { count: 0 }, disk: disk.disk });
    const calls: string[] = [];
    const whole = makeSimulatedDisk();
    const counted = await openOn(whole);
    whole.breakWith(({ name }) => (calls.push(name), null));
    await counted.change(() => ({ count: 1 }));
    for (const at of calls.keys()) {
      const disk = makeSimulatedDisk();
      const file = await openOn(disk);
      await file.change(() => ({ count: 1 }));
      let call = -1;
      disk.breakWith(() => ((call += 1) === at ? { errno: 'EIO' } : null));
      const failed = await file.change(() => ({ count: 2 })).then(() => false, (error: unknown) => error);
      disk.breakWith(null);
      if (failed !== false) {
        expect(failed).toMatchObject({ code: 'disk.failed' });
      }
      expect([at, file.value()]).toEqual([at, (await openOn(disk)).value()]);
      expect(await file.change(() => ({ count: 3 }))).toEqual({ count: 3 });
      expect((await openOn(disk)).value()).toEqual({ count: 3 });
      expect(disk.content().size).toBe(1);
    }
  });
});
