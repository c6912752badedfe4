/** Whatever is done to a vault, it shows what a plain model says, before and after opening again, and after a crash at any moment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { makeSetClock, makeVaultIn, openAgain } from '../support/sample-vault.ts';
import { anyStep, emptyModel, seenIn, take, takeAll, told } from './vault-story.ts';

describe('a vault', () => {
  it('shows what the model says after any story, open and opened again, and passes its own check', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 30 }), async (steps) => {
        const file = makeMemoryVaultFile();
        const clock = makeSetClock();
        const session = await makeVaultIn(file, undefined, clock);
        const model = await takeAll(session, emptyModel, steps, clock);
        expect(told(await seenIn(session))).toBe(told(model));
        const opened = await openAgain(makeMemoryVaultFile(file.durable()), { seen: session.seenHead(), clock });
        expect(told(await seenIn(opened))).toBe(told(model));
        expect(opened.notices).toEqual([]);
        await opened.verify();
      }),
      { numRuns: 200 },
    );
  }, 300_000);

  it('keeps every acknowledged change through a crash at any moment, with any parts of the last write lost, and can be used again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { maxLength: 12 }),
        anyStep,
        fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, { weight: 2, arbitrary: fc.nat({ max: 5 }) }),
        fc.infiniteStream(fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2) })),
        fc.boolean(),
        async (steps, lastStep, acts, choices, lengthKept) => {
          const file = makeMemoryVaultFile();
          const clock = makeSetClock();
          const session = await makeVaultIn(file, undefined, clock);
          const model = await takeAll(session, emptyModel, steps, clock);
          const seen = session.seenHead();
          file.dieAfter(acts);
          const acknowledged = await take(session, model, lastStep, clock).catch(() => null);
          const after = crashed(file.durable(), file.bytes(), choices, lengthKept);
          const rest = makeMemoryVaultFile(after);
          const opened = await openAgain(rest, { clock, seen: acknowledged ? session.seenHead() : seen });
          const shown = await seenIn(opened);
          if (acknowledged) {
            expect(told(shown)).toBe(told(acknowledged));
          } else if (told(shown) !== told(model)) {
            // Not acknowledged and yet there, as a whole: all it may add is this one step.
            expect(isNext(told(model), told(shown))).toBe(true);
          }
          await opened.verify();
          const again = await take(opened, shown, { act: 'create', word: 'after' }, clock);
          expect(told(await seenIn(await openAgain(makeMemoryVaultFile(rest.durable()), { clock })))).toBe(told(again));
        },
      ),
      { numRuns: 400 },
    );
  }, 300_000);
});

/** Smaller than a sector, so that small changes are torn too. */
const pieceBytes = 64;

/** Each piece of what was written and not synced: there, not there, or garbage. */
function crashed(durable: Buffer, written: Buffer, choices: Iterable<number>, lengthKept: boolean): Buffer {
  const left = Buffer.alloc(lengthKept ? Math.max(durable.length, written.length) : durable.length);
  left.set(durable);
  const choose = choices[Symbol.iterator]();
  for (let start = 0; start < left.length; start += pieceBytes) {
    const end = Math.min(start + pieceBytes, left.length);
    const now = written.subarray(start, end);
    if (durable.subarray(start, end).equals(now)) {
      continue;
    }
    const choice: unknown = choose.next().value;
    if (choice === 0) {
      left.set(now, start);
    } else if (choice === 1) {
      // Only what was being written can become garbage, not its neighbours in the sector.
      for (let at = start; at < end; at += 1) {
        if (durable[at] !== written[at]) left[at] = 0xa5;
      }
    }
  }
  return left;
}

/** One step changes the first line, or one item's line, or adds up to three items, or takes some away. */
function isNext(before: string, after: string): boolean {
  const [then, now] = [new Set(before.split('\n')), new Set(after.split('\n'))];
  const added = [...now].filter((line) => !then.has(line)).length;
  return added <= 3;
}
