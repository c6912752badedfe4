/** Whatever is done while the file is compacted, however the two fall between each other: the vault shows what the model says, and a crash at any moment keeps what was acknowledged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { makeSetClock, makeVaultIn, openAgain } from '../support/sample-vault.ts';
import { anyStep, emptyModel, seenIn, take, takeAll, told } from './vault-story.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

async function ticks(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await tick();
  }
}

describe('a story that goes on while the file is compacted', () => {
  it('ends as the model does, open and opened again, and after a crash between any two steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { maxLength: 15 }),
        fc.array(fc.record({ step: anyStep, pause: fc.nat({ max: 4 }), crash: fc.boolean() }), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 6 }),
        async (before, meanwhile, pace) => {
          const inner = makeMemoryVaultFile();
          let writes = 0;
          const slow: VaultFile = {
            ...inner,
            replace: (fill) =>
              inner.replace((target) =>
                fill({
                  async write(bytes) {
                    writes += 1;
                    await ticks(writes % 3 === 0 ? pace : 1);
                    await target.write(bytes);
                  },
                }),
              ),
          };
          const clock = makeSetClock();
          const session = await makeVaultIn(slow, undefined, clock);
          let model = await takeAll(session, emptyModel, before, clock);
          const compacting = session.compact();
          for (const { step, pause, crash } of meanwhile) {
            await ticks(pause);
            model = await take(session, model, step, clock);
            if (crash) {
              const left = await openAgain(makeMemoryVaultFile(inner.durable()), { seen: session.seenHead(), clock });
              expect(told(await seenIn(left))).toBe(told(model));
            }
          }
          expect(told(await seenIn(session))).toBe(told(model));
          await compacting;
          expect(told(await seenIn(session))).toBe(told(model));
          const opened = await openAgain(makeMemoryVaultFile(inner.durable()), { seen: session.seenHead(), clock });
          expect(told(await seenIn(opened))).toBe(told(model));
          expect(opened.notices).toEqual([]);
          await opened.verify();
          await session.verify();
        },
      ),
      { numRuns: 100 },
    );
  }, 300_000);
});
