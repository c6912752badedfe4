/** The life of an open vault: saving, reading, history, trash, locking. */
import { describe, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, newId, openAgain, passwordOf } from '../../support/sample-vault.ts';

const day = 86_400_000;

describe('an open vault', () => {
  it('shows after opening what was saved before locking', async () => {
    const file = makeMemoryVaultFile();
    const made = await makeVaultIn(file);
    const saved = await made.create(login('Mail', 'hunter2'));
    await made.lock();
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect([...opened.overviews()]).toEqual([saved]);
    expect(opened.overview(saved.id).subtitle).toBe('ada');
    expect(await passwordOf(opened, saved.id)).toBe('hunter2');
    expect(opened.notices).toEqual([]);
    expect(opened.settings().name).toBe('Test');
    await opened.verify();
  });

  it('keeps every version, newest first, each with its own details', async () => {
    const file = makeMemoryVaultFile();
    const clock = makeSetClock();
    const made = await makeVaultIn(file, undefined, clock);
    const first = await made.create(login('Mail', 'one'));
    clock.advance(1000);
    const second = await made.update(first.id, first.versionId, login('Mail 2', 'two'));
    const third = await made.mark(first.id, { favourite: true, tags: ['work'] });
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect(opened.history(first.id).map((version) => [version.versionId, version.change, version.current])).toEqual([
      [third.versionId, 'mark', true],
      [second.versionId, 'edit', false],
      [first.versionId, 'create', false],
    ]);
    expect(await passwordOf(opened, first.id)).toBe('two');
    expect(await passwordOf(opened, first.id, first.versionId)).toBe('one');
    expect((await opened.versionOverview(first.id, first.versionId)).title).toBe('Mail');
    expect(opened.overview(first.id)).toMatchObject({ title: 'Mail 2', favourite: true, tags: ['work'] });
    const restored = await opened.restore(first.id, first.versionId);
    expect(restored).toMatchObject({ title: 'Mail', favourite: false, change: 'restore' });
    expect(await passwordOf(opened, first.id)).toBe('one');
  });

  it('refuses an edit that is based on a version no longer current', async () => {
    const session = await makeVaultIn(makeMemoryVaultFile());
    const first = await session.create(login('Mail', 'one'));
    const outcomes = await Promise.allSettled([
      session.update(first.id, first.versionId, login('A', 'a')),
      session.update(first.id, first.versionId, login('B', 'b')),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
    expect(session.overview(first.id).title).toBe('A');
    expect(session.history(first.id)).toHaveLength(2);
  });

  it('orders versions rightly though the clock went back', async () => {
    const file = makeMemoryVaultFile();
    const clock = makeSetClock();
    const session = await makeVaultIn(file, undefined, clock);
    const first = await session.create(login('Mail', 'one'));
    clock.advance(-365 * day);
    const second = await session.update(first.id, first.versionId, login('Mail', 'two'));
    expect(session.overview(first.id).versionId).toBe(second.versionId);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect(await passwordOf(opened, first.id)).toBe('two');
  });

  it('puts items into the trash, brings them back, and lets them go for good after retention', async () => {
    const file = makeMemoryVaultFile();
    const clock = makeSetClock();
    const session = await makeVaultIn(file, undefined, clock);
    const [a, b] = await session.createMany([{ content: login('A', 'a') }, { content: login('B', 'b') }], { change: 'import' });
    if (!a || !b) throw new Error('two items were made');
    expect(await failureOf(session.purge([a.id]))).toBe('item.not-found');
    await session.remove([a.id, b.id]);
    expect(session.overview(a.id).purgeAt).toBe(clock.now() + 90 * day);
    await session.recover([b.id]);
    expect(session.overview(b.id).deletedAt).toBeNull();
    clock.advance(89 * day);
    expect(await session.purgeExpired()).toBe(0);
    clock.advance(day);
    expect(await session.purgeExpired()).toBe(1);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect([...opened.overviews()].map((overview) => overview.title)).toEqual(['B']);
    expect(await failureOf(opened.details(a.id))).toBe('item.not-found');
  });

  it('does not purge a protected item within its retention', async () => {
    const clock = makeSetClock();
    const session = await makeVaultIn(makeMemoryVaultFile(), undefined, clock);
    const item = await session.create(login('A', 'a'));
    await session.mark(item.id, { purgeProtected: true });
    await session.remove([item.id]);
    expect(await failureOf(session.purge([item.id]))).toBe('item.purge-protected');
    clock.advance(90 * day);
    await session.purge([item.id]);
    expect([...session.overviews()]).toEqual([]);
  });

  it('keeps attachments with their versions, and an edit does not copy them', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const content = Buffer.alloc(100_000, 'x');
    const meta = { id: newId(), fileName: 'passport.pdf', mediaType: 'application/pdf', size: 1 };
    const item = await session.create(login('A', 'a'), 'create', [{ meta, content }]);
    expect(item.attachmentCount).toBe(1);
    const details = await session.details(item.id);
    expect(details.attachments).toEqual([{ ...meta, size: 100_000 }]);
    const before = file.bytes().length;
    const edited = await session.update(item.id, item.versionId, { ...login('B', 'b'), details });
    expect(file.bytes().length - before).toBeLessThan(5_000);
    expect(Buffer.from(await session.attachment(item.id, meta.id)).equals(content)).toBe(true);
    await session.update(item.id, edited.versionId, login('C', 'c'));
    expect(session.overview(item.id).attachmentCount).toBe(0);
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect(Buffer.from(await opened.attachment(item.id, meta.id)).equals(content)).toBe(true);
    expect(await failureOf(opened.attachment(item.id, newId()))).toBe('attachment.not-found');
  });

  it('refuses details that name an attachment without its bytes', async () => {
    const session = await makeVaultIn(makeMemoryVaultFile());
    const content = login('A', 'a');
    const attachments = [{ id: newId(), fileName: 'x', mediaType: '', size: 1 }];
    expect(await failureOf(session.create({ ...content, details: { ...content.details, attachments } }))).toBe('attachment.not-found');
    expect([...session.overviews()]).toEqual([]);
  });

  it('says nothing and does nothing once it is locked', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const item = await session.create(login('A', 'a'));
    const late = session.update(item.id, item.versionId, login('B', 'b'));
    const lock = session.lock();
    const tooLate = session.details(item.id);
    expect(await failureOf(tooLate)).toBe('vault.locked');
    await Promise.allSettled([late, lock]);
    expect(file.isClosed()).toBe(true);
    for (const call of [() => session.overviews(), () => session.overview(item.id), () => session.history(item.id), () => session.settings(), () => session.slots(), () => session.seenHead(), () => session.revision(), () => session.openedWith()]) {
      expect(call).toThrow('vault.locked');
    }
    for (const call of [session.create(login('C', 'c')), session.remove([item.id]), session.compact(), session.verify(), session.prove({}), session.purgeExpired()]) {
      expect(await failureOf(call)).toBe('vault.locked');
    }
    await session.lock();
  });

  it('writes thousands of items as one change, with progress, and nothing where that is cancelled', async () => {
    const file = makeMemoryVaultFile();
    const session = await makeVaultIn(file);
    const contents = Array.from({ length: 2_500 }, (_, index) => ({ content: login(`Site ${index}`, `secret ${index}`) }));
    const abort = new AbortController();
    const before = file.bytes();
    const cancelled = session.createMany(contents, { change: 'import', signal: abort.signal, progress: (_, done) => done >= 1_000 && abort.abort() });
    expect(await failureOf(cancelled)).toBe('cancelled');
    expect(file.bytes().equals(before)).toBe(true);
    const stages = new Set<string>();
    const made = await session.createMany(contents, { change: 'import', progress: (stage) => stages.add(stage) });
    expect(stages).toEqual(new Set(['seal', 'write']));
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect(made.map(({ title }) => title)).toEqual(contents.map(({ content }) => content.overview.title));
    // "Site 9" stands before "Site 10", here as in the list, which then has nothing to sort.
    expect([...opened.overviews()]).toEqual(made);
    expect(opened.search({ text: '', scope: { in: 'all' }, sort: 'title' }, 0, 2_500).overviews).toEqual(made);
    expect(await passwordOf(opened, made[1_777]?.id ?? '')).toBe('secret 1777');
  });
});
