/** Compaction: what stays, what goes, and what a crash or a cancellation leaves. */
import { describe, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, newId, openAgain, passwordOf } from '../../support/sample-vault.ts';
import { flipBit, frameSpans } from '../../support/vault-bytes.ts';

async function grown() {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file);
  const meta = { id: newId(), fileName: 'a.bin', mediaType: '', size: 3 };
  const kept = await session.create(login('Kept', 'one'), 'create', [{ meta, content: Buffer.from('abc') }]);
  const details = await session.details(kept.id);
  const second = await session.update(kept.id, kept.versionId, { ...login('Kept', 'two'), details });
  await session.mark(kept.id, { favourite: true });
  const gone = await session.create(login('Gone', 'x'.repeat(5_000)));
  await session.remove([gone.id]);
  await session.purge([gone.id]);
  await session.changeSettings({ name: 'Renamed', retentionDays: 30 });
  return { file, session, kept, second, gone, attachmentId: meta.id };
}

describe('compaction', () => {
  it('keeps every version, attachment and setting, and lets go of what was purged', async () => {
    const { file, session, kept, gone, attachmentId } = await grown();
    const before = file.bytes().length;
    const history = session.history(kept.id);
    const overviews = [...session.overviews()];
    await session.compact();
    expect(file.bytes().length).toBeLessThan(before - 4_000);
    for (const vault of [session, await openAgain(makeMemoryVaultFile(file.durable()))]) {
      expect([...vault.overviews()]).toEqual(overviews);
      expect(vault.history(kept.id)).toEqual(history);
      expect(vault.settings()).toEqual({ name: 'Renamed', retentionDays: 30, sharingItemId: null });
      expect(await passwordOf(vault, kept.id, kept.versionId)).toBe('one');
      expect((await vault.versionOverview(kept.id, kept.versionId)).favourite).toBe(false);
      expect(Buffer.from(await vault.attachment(kept.id, attachmentId)).toString()).toBe('abc');
      expect(await failureOf(vault.details(gone.id))).toBe('item.not-found');
      await vault.verify();
    }
    const again = await session.create(login('After', 'z'));
    expect(await passwordOf(await openAgain(makeMemoryVaultFile(file.durable())), again.id)).toBe('z');
  });

  it('is noticed as newer by a machine that saw the file before, and the file before as older', async () => {
    const { file, session } = await grown();
    const [seenBefore, before] = [session.seenHead(), file.durable()];
    await session.compact();
    await openAgain(makeMemoryVaultFile(file.durable()), { seen: seenBefore });
    expect(await failureOf(openAgain(makeMemoryVaultFile(before), { seen: session.seenHead() }))).toBe('vault.rolled-back');
  });

  it('leaves the old file where it is cancelled, by the user or by locking', async () => {
    const { file, session } = await grown();
    const before = file.bytes();
    const abort = new AbortController();
    expect(await failureOf(session.compact({ signal: abort.signal, progress: () => abort.abort() }))).toBe('cancelled');
    expect(file.bytes().equals(before)).toBe(true);
    const running = failureOf(session.compact());
    await session.lock();
    expect(['cancelled', 'vault.locked']).toContain(await running);
    expect(file.bytes().equals(before)).toBe(true);
  });

  it('refuses to carry damage into a file that looks whole', async () => {
    const { file } = await grown();
    const [, details] = frameSpans(file.bytes());
    const session = await openAgain(makeMemoryVaultFile(flipBit(file.bytes(), ((details?.start ?? 0) + 200) * 8)));
    expect(await failureOf(session.compact())).toBe('vault.damaged');
  });

  it('packs thousands of items with histories', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const made = await session.createMany(Array.from({ length: 2_300 }, (_, index) => ({ content: login(`S${index}`, `p${index}`) })), { change: 'import' });
    const [first] = made;
    if (!first) throw new Error('they were made');
    await session.update(first.id, first.versionId, login('S0 new', 'new'));
    await session.compact();
    expect(frameSpans(file.bytes()).map(({ kind }) => kind)).toEqual([3, 2, 2, 2, 1]);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect([...opened.overviews()]).toHaveLength(2_300);
    expect(await passwordOf(opened, first.id)).toBe('new');
    expect(await passwordOf(opened, first.id, first.versionId)).toBe('p0');
    expect(await passwordOf(opened, made[2_299]?.id ?? '')).toBe('p2299');
  });
});
