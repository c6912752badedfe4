/** Compaction and the check of the file while others write: nothing waits for long, nothing is lost, and either can be called off. */
import { describe, expect, it } from 'vitest';
import type { VaultFile } from '../../../electron/vault/vault-port.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, openAgain, passwordOf } from '../../support/sample-vault.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

/** A file whose new copy is written only as fast as the test lets it. */
async function vaultThatCompactsSlowly() {
  const file = makeMemoryVaultFile();
  let steps = 0;
  let mayStep: (step: number) => Promise<void> = async () => undefined;
  const slow: VaultFile = {
    ...file,
    replace: (fill) =>
      file.replace((target) =>
        fill({
          async write(bytes) {
            steps += 1;
            await mayStep(steps);
            await target.write(bytes);
          },
        }),
      ),
  };
  const session = await makeVaultIn(slow);
  const made = await session.createMany(Array.from({ length: 60 }, (_, n) => ({ content: login(`Item ${n}`, `p${n}`) })), { change: 'import' });
  return { file, session, made, onStep: (act: (step: number) => Promise<void>) => void (mayStep = act) };
}

async function everything(session: VaultSession): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const overview of [...session.overviews()]) {
    for (const { versionId, change } of session.history(overview.id)) {
      lines.push(JSON.stringify([overview.id, versionId, change, (await session.versionOverview(overview.id, versionId)).title, await passwordOf(session, overview.id, versionId)]));
    }
  }
  return [...lines.sort(), JSON.stringify(session.settings()), String(session.slots().length)];
}

describe('what is written while the file is compacted', () => {
  it('is there afterwards and after opening again: new items, edits, marks, older versions brought back, purges, settings', async () => {
    const { file, session, made, onStep } = await vaultThatCompactsSlowly();
    const [a, b, c, d] = made;
    if (!a || !b || !c || !d) throw new Error('they were made');
    await session.update(a.id, a.versionId, login('A', 'a2'));
    const acts: readonly (() => Promise<unknown>)[] = [
      () => session.create(login('New', 'new')),
      () => session.update(b.id, b.versionId, login('B', 'b2')),
      () => session.mark(c.id, { favourite: true }),
      () => session.restore(a.id, a.versionId),
      () => session.remove([d.id]),
      () => session.purge([d.id]),
      () => session.changeSettings({ name: 'Renamed' }),
      () => session.createMany(Array.from({ length: 70 }, (_, n) => ({ content: login(`Late ${n}`, `l${n}`) })), { change: 'import' }),
      () => session.mark(c.id, { favourite: false }),
    ];
    let writes = 0;
    const left = [...acts];
    onStep(async (step) => {
      const act = step > 3 ? left.shift() : undefined;
      if (act) {
        await act();
        writes += 1;
      }
    });
    const before = file.acts.filter((act) => act === 'replace').length;
    await session.compact();
    expect(writes).toBe(acts.length);
    expect(file.acts.filter((act) => act === 'replace').length).toBe(before + 1);
    const shown = await everything(session);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()), { seen: session.seenHead() });
    expect(await everything(opened)).toEqual(shown);
    expect(opened.notices).toEqual([]);
    expect(await passwordOf(opened, a.id)).toBe('p0');
    expect(await passwordOf(opened, b.id)).toBe('b2');
    expect(await failureOf(opened.details(d.id))).toBe('item.not-found');
    expect(opened.settings().name).toBe('Renamed');
    await session.verify();
    await opened.verify();
    const after = await session.create(login('After', 'z'));
    expect(await passwordOf(await openAgain(makeMemoryVaultFile(file.durable())), after.id)).toBe('z');
    await session.compact();
    expect((await everything(session)).length).toBe(shown.length + 1);
  });

  it('leaves nothing in memory of the list that stood for the old file', async () => {
    const { session } = await vaultThatCompactsSlowly();
    const walk = session.overviews()[Symbol.iterator]();
    expect(walk.next().done).toBe(false);
    await session.compact();
    expect(() => walk.next()).toThrow('vault.locked');
    expect([...session.overviews()]).toHaveLength(60);
  });

  it('stays where the compaction is called off, and where it fails', async () => {
    for (const end of ['cancelled', 'disk.full'] as const) {
      const { file, session, onStep } = await vaultThatCompactsSlowly();
      const abort = new AbortController();
      let written: string | null = null;
      onStep(async (step) => {
        if (step === 5) {
          written = (await session.create(login('Kept', 'kept'))).id;
          abort.abort();
        }
      });
      if (end === 'disk.full') file.failNext('replace', 'disk.full');
      expect(await failureOf(session.compact(end === 'cancelled' ? { signal: abort.signal } : {}))).toBe(end);
      expect(await passwordOf(session, written ?? '')).toBe('kept');
      const opened = await openAgain(makeMemoryVaultFile(file.durable()));
      expect(await everything(opened)).toEqual(await everything(session));
      await opened.verify();
      await session.compact();
      await session.verify();
    }
  });

  it('stays where the vault is locked at any moment of the compaction', async () => {
    for (let at = 1; ; at += 1) {
      const { file, session, onStep } = await vaultThatCompactsSlowly();
      let locked: Promise<void> | null = null;
      let acknowledged = 0;
      const writes: Promise<unknown>[] = [];
      onStep(async (step) => {
        // Not waited for: the last of it is written while the others wait.
        if (step < 15) writes.push(session.create(login(`Step ${step}`, 's')).then(() => (acknowledged += 1), () => undefined));
        locked = step === at ? session.lock() : locked;
        await tick();
      });
      const outcome = await session.compact().then(() => 'done', (error: unknown) => error);
      await locked;
      await Promise.all(writes);
      const opened = await openAgain(makeMemoryVaultFile(file.durable()));
      expect([...opened.overviews()]).toHaveLength(60 + acknowledged);
      await opened.verify();
      if (locked === null) {
        expect(outcome).toBe('done');
        expect(at).toBeGreaterThan(5);
        break;
      }
    }
  });
});

describe('checking the file', () => {
  it('goes on while others write, and starts over where the file is rewritten', async () => {
    const { session, made } = await vaultThatCompactsSlowly();
    const [a] = made;
    if (!a) throw new Error('they were made');
    let frames = 0;
    let writing: Promise<unknown> = Promise.resolve();
    await session.verify({
      progress: (stage, done) => {
        if (stage === 'frames' && done === 0) {
          frames += 1;
          writing = frames === 1 ? Promise.all([session.create(login('Meanwhile', 'm')), session.compact()]) : writing;
        }
      },
    });
    await writing;
    expect([...session.overviews()]).toHaveLength(61);
    await session.verify();
  });

  it('can be called off, and ends with a lock', async () => {
    const { session } = await vaultThatCompactsSlowly();
    const abort = new AbortController();
    expect(await failureOf(session.verify({ signal: abort.signal, progress: () => abort.abort() }))).toBe('cancelled');
    let locked: Promise<void> | null = null;
    expect(await failureOf(session.verify({ progress: () => void (locked ??= session.lock()) }))).toBe('vault.locked');
    await locked;
  });
});
