/** Whatever happened to copies of a vault apart from one another, merging loses nothing and comes to the same in any order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MergeCounts, VaultSession } from '../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import type { MemoryVaultFile } from '../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, openAgain, passphrase } from '../support/sample-vault.ts';
import { anyStep, emptyModel, seenIn, takeAll, told } from './vault-story.ts';
import type { Model, Step } from './vault-story.ts';

type Copy = { readonly file: MemoryVaultFile; readonly session: VaultSession };

async function openCopyOf(bytes: Uint8Array, at: number): Promise<Copy> {
  const file = makeMemoryVaultFile(bytes);
  return { file, session: await openAgain(file, { clock: makeSetClock(at) }) };
}

/** A computer with a clock of its own: the same bytes, and then a story of its own. */
async function apart(bytes: Uint8Array, steps: readonly Step[], startsAt: number): Promise<Copy> {
  const file = makeMemoryVaultFile(bytes);
  const clock = makeSetClock(startsAt);
  const session = await openAgain(file, { clock });
  await takeAll(session, await seenIn(session), steps, clock);
  return { file, session };
}

/** Opens the other as a person would: only asked for its own unlock where the open vault's key does not fit. */
async function mergeInto(here: Copy, other: Copy): Promise<MergeCounts> {
  const bytes = other.file.durable();
  const copy = await here.session
    .openCopy(makeMemoryVaultFile(bytes), null)
    .catch(() => here.session.openCopy(makeMemoryVaultFile(bytes), { passphrase }));
  const foreseen = await here.session.previewMerge(copy);
  const counts = await here.session.merge(copy);
  expect(counts).toEqual(foreseen);
  await copy.close();
  return counts;
}

async function mergedCopy(here: Copy, ...others: readonly Copy[]): Promise<Copy> {
  const copy = await openCopyOf(here.file.durable(), 2_000_000_000_000);
  for (const other of others) {
    await mergeInto(copy, other);
  }
  return copy;
}

/** Items, versions, histories, trash and settings; not the ways to open, which do not travel. */
async function contentOf({ session }: Copy): Promise<string> {
  const model = await seenIn(session);
  return `${told({ ...model, slots: 0 })}\n${JSON.stringify(session.settings())}`;
}

const nothing = { newItems: 0, newerItems: 0, trashedItems: 0, olderVersions: 0, purgedItems: 0, purgedInUse: 0, tombstones: 0, settings: [], settingsSaved: false };

async function expectNothingToTake(here: Copy, other: Copy): Promise<void> {
  const acts = here.file.acts.length;
  expect(await mergeInto(here, other)).toMatchObject(nothing);
  expect(here.file.acts.length).toBe(acts);
}

function versionsIn(model: Model): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map([...model.items].map(([itemId, { versions }]) => [itemId, new Set(versions.map((version) => JSON.stringify(version)))]));
}

const story = (most: number) => fc.array(anyStep, { maxLength: most });
/** Clocks of two computers, sometimes the same to the millisecond. */
const startTime = fc.oneof(fc.constant(1_800_000_000_000), fc.integer({ min: 1_790_000_000_000, max: 1_800_000_500_000 }));

async function baseOf(steps: readonly Step[]): Promise<{ bytes: Buffer; model: Model }> {
  const file = makeMemoryVaultFile();
  const clock = makeSetClock();
  const session = await makeVaultIn(file, undefined, clock);
  const model = await takeAll(session, emptyModel, steps, clock);
  return { bytes: file.durable(), model };
}

describe('merging two copies', () => {
  it('comes to the same from either side, loses no version of what neither purged, and has nothing to do the second time', async () => {
    await fc.assert(
      fc.asyncProperty(story(10), story(12), story(12), startTime, startTime, async (before, hereSteps, thereSteps, hereTime, thereTime) => {
        const base = await baseOf(before);
        const a = await apart(base.bytes, hereSteps, hereTime);
        const b = await apart(base.bytes, thereSteps, thereTime);
        const ab = await mergedCopy(a, b);
        const ba = await mergedCopy(b, a);

        const content = await contentOf(ab);
        expect(await contentOf(ba)).toBe(content);
        expect(ab.session.slots()).toEqual(a.session.slots());

        const [inA, inB] = [await seenIn(a.session), await seenIn(b.session)];
        const survives = (itemId: string): boolean => !base.model.items.has(itemId) || (inA.items.has(itemId) && inB.items.has(itemId));
        const [fromA, fromB, inBoth] = [versionsIn(inA), versionsIn(inB), versionsIn(await seenIn(ab.session))];
        const expected = [...new Set([...fromA.keys(), ...fromB.keys()])].filter(survives);
        expect([...inBoth.keys()].sort()).toEqual(expected.sort());
        for (const itemId of expected) {
          const union = new Set([...(fromA.get(itemId) ?? []), ...(fromB.get(itemId) ?? [])]);
          expect([...(inBoth.get(itemId) ?? [])].sort()).toEqual([...union].sort());
        }

        await expectNothingToTake(ab, b);
        await expectNothingToTake(ab, a);
        await expectNothingToTake(ab, ba);
        await expectNothingToTake(ba, ab);
        await ab.session.verify();
        const again = await openCopyOf(ab.file.durable(), 2_000_000_000_000);
        expect(await contentOf(again)).toBe(content);
        await expectNothingToTake(again, ba);
      }),
      { numRuns: 80 },
    );
  }, 300_000);

  it('of three comes to the same in any grouping', async () => {
    await fc.assert(
      fc.asyncProperty(story(6), fc.tuple(story(8), story(8), story(8)), fc.tuple(startTime, startTime, startTime), async (before, steps, times) => {
        const base = await baseOf(before);
        const a = await apart(base.bytes, steps[0], times[0]);
        const b = await apart(base.bytes, steps[1], times[1]);
        const c = await apart(base.bytes, steps[2], times[2]);
        const left = await mergedCopy(await mergedCopy(a, b), c);
        const right = await mergedCopy(a, await mergedCopy(b, c));
        const other = await mergedCopy(c, b, a);
        expect(await contentOf(right)).toBe(await contentOf(left));
        expect(await contentOf(other)).toBe(await contentOf(left));
        await expectNothingToTake(left, right);
        await expectNothingToTake(other, left);
      }),
      { numRuns: 50 },
    );
  }, 300_000);

  it('that breaks off at any moment leaves the vault as it was, or with all of it, and can be done again', async () => {
    await fc.assert(
      fc.asyncProperty(story(8), story(8), story(8), fc.nat({ max: 6 }), async (before, hereSteps, thereSteps, acts) => {
        const base = await baseOf(before);
        const a = await apart(base.bytes, hereSteps, 1_800_000_000_000);
        const b = await apart(base.bytes, thereSteps, 1_800_000_000_000);
        const was = await contentOf(a);
        const whole = await contentOf(await mergedCopy(a, b));
        a.file.dieAfter(acts);
        const failed = await mergeInto(a, b).then(
          () => null,
          (error: unknown) => failureOf(Promise.reject(error)),
        );
        expect([null, 'disk.gone']).toContain(await failed);
        expect(await contentOf(a)).toBe(failed === null ? whole : was);
        for (const bytes of [a.file.durable(), a.file.bytes()]) {
          const opened = await openCopyOf(bytes, 1_900_000_000_000);
          expect([was, whole]).toContain(await contentOf(opened));
          await mergeInto(opened, b);
          expect(await contentOf(opened)).toBe(whole);
        }
      }),
      { numRuns: 60 },
    );
  }, 300_000);
});

describe('a vault file that another computer replaces under the open session', () => {
  it('holds afterwards what merging both would have held, or the session keeps what it has, to be merged once it is unlocked', async () => {
    await fc.assert(
      fc.asyncProperty(story(8), story(8), story(8), startTime, async (before, hereSteps, thereSteps, thereTime) => {
        const base = await baseOf(before);
        const a = await apart(base.bytes, hereSteps, 1_800_000_000_000);
        const b = await apart(base.bytes, thereSteps, thereTime);
        const [was, whole] = [await contentOf(a), await contentOf(await mergedCopy(a, b))];
        const inPlace = makeMemoryVaultFile(b.file.durable());
        a.file.putInPlace(inPlace);
        const failed = await failureOf(a.session.catchUp()).catch(() => null);
        if (failed === null) {
          expect(await contentOf(a)).toBe(whole);
          const { id } = await a.session.create(login('goes on', 'pw'));
          const opened = await openCopyOf(inPlace.durable(), 2_000_000_000_000);
          expect(opened.session.overview(id).title).toBe('goes on');
          await opened.session.verify();
          return;
        }
        expect(failed).toBe('merge.needs-unlock');
        expect(await contentOf(a)).toBe(was);
        const parts: Uint8Array[] = [];
        expect(await a.session.saveAside(async (bytes) => void parts.push(bytes))).toBe(true);
        const aside = await openCopyOf(Buffer.concat(parts), 2_000_000_000_000);
        expect(await contentOf(await mergedCopy(b, aside))).toBe(whole);
      }),
      { numRuns: 80 },
    );
  }, 300_000);
});
