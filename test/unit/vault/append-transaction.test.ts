/** Saving on a disk that refuses: nothing half done in memory or file, and the next try works. */
import { describe, expect, it } from 'vitest';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeVaultIn, newId, openAgain, passwordOf } from '../../support/sample-vault.ts';
import { frameSpans } from '../../support/vault-bytes.ts';

async function started() {
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file);
  const item = await session.create(login('A', 'a'));
  return { file, session, item };
}

describe('a change', () => {
  it('costs one write and one sync, whatever the size of the vault', async () => {
    const { file, session } = await started();
    const before = file.acts.length;
    const size = file.bytes().length;
    await session.create(login('B', 'b'));
    expect(file.acts.slice(before)).toEqual(['write', 'sync']);
    expect(file.bytes().length - size).toBeLessThan(1_500);
  });

  it.each([0, 1, 28, 300, 700])('that fills the disk after %d bytes leaves file and memory as they were, and can be tried again', async (afterBytes) => {
    const { file, session, item } = await started();
    const before = file.bytes();
    const head = session.seenHead();
    file.failNext('write', 'disk.full', afterBytes);
    expect(await failureOf(session.update(item.id, item.versionId, login('A2', 'a2')))).toBe('disk.full');
    expect(file.bytes().equals(before)).toBe(true);
    expect(session.seenHead()).toEqual(head);
    expect(session.overview(item.id)).toEqual(item);
    expect(await passwordOf(session, item.id)).toBe('a');
    await session.update(item.id, item.versionId, login('A2', 'a2'));
    expect(await passwordOf(await openAgain(makeMemoryVaultFile(file.durable())), item.id)).toBe('a2');
  });

  it('that cannot be made durable was not made', async () => {
    const { file, session, item } = await started();
    const before = file.bytes();
    file.failNext('sync', 'disk.failed');
    expect(await failureOf(session.mark(item.id, { favourite: true }))).toBe('disk.failed');
    expect(file.bytes().equals(before)).toBe(true);
    expect(session.overview(item.id).favourite).toBe(false);
  });

  it('whose rest cannot be cut off again is cut off before the next one', async () => {
    const { file, session, item } = await started();
    file.failNext('write', 'disk.full', 300);
    file.failNext('truncate', 'disk.failed');
    expect(await failureOf(session.mark(item.id, { favourite: true }))).toBe('disk.full');
    file.failNext('truncate', 'disk.failed');
    expect(await failureOf(session.mark(item.id, { favourite: true }))).toBe('disk.failed');
    await session.mark(item.id, { tags: ['x'] });
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect(opened.notices).toEqual([]);
    expect(opened.overview(item.id)).toMatchObject({ favourite: false, tags: ['x'] });
  });

  it.each(['the next change', 'a lock'])('whose rest could not be cut off cuts nothing off, by %s, where the file is another by then', async (by) => {
    const { file, session, item } = await started();
    file.failNext('write', 'disk.full', 300);
    file.failNext('truncate', 'disk.failed');
    expect(await failureOf(session.mark(item.id, { favourite: true }))).toBe('disk.full');
    const written = Buffer.alloc(file.bytes().length + 500, 7);
    await file.write(0, written);
    if (by === 'a lock') {
      await session.lock();
    } else {
      expect(await failureOf(session.mark(item.id, { tags: ['x'] }))).toMatch(/^vault\./u);
    }
    expect(file.bytes().equals(written)).toBe(true);
  });

  it('is refused where another program changed the size of the file', async () => {
    const { file, session, item } = await started();
    await file.write(file.bytes().length, Buffer.alloc(100));
    expect(await failureOf(session.mark(item.id, { favourite: true }))).toBe('vault.changed-on-disk');
  });

  it('with much content makes the details durable before the commit that counts them', async () => {
    const { file, session } = await started();
    const before = file.acts.length;
    const notes = 'n'.repeat(200_000);
    const contents = Array.from({ length: 50 }, (_, index) => {
      const content = login(`N${index}`, 'n');
      return { content: { ...content, details: { ...content.details, notes } } };
    });
    await session.createMany(contents, { change: 'import' });
    const acts = file.acts.slice(before);
    expect(acts.filter((act) => act === 'sync')).toHaveLength(2);
    expect(acts.slice(-3)).toEqual(['sync', 'write', 'sync']);
    await (await openAgain(makeMemoryVaultFile(file.durable()))).verify();
  });

  it('with many long addresses is packed into frames that can be read again', async () => {
    const { file, session } = await started();
    const urls = Array.from({ length: 100 }, (_, place) => ({ url: `https://example.org/${place}/`.padEnd(4_000, 'x'), match: 'domain' as const }));
    const contents = Array.from({ length: 12 }, (_, place) => {
      const content = login(`U${place}`, 'u');
      return { content: { ...content, overview: { ...content.overview, urls } } };
    });
    await session.createMany(contents, { change: 'import' });
    const overviews = frameSpans(file.durable()).filter(({ kind }) => kind === 2);
    expect(overviews.length).toBeGreaterThan(1);
    expect(overviews.every(({ start, end }) => end - start < 4_300_000)).toBe(true);
    await session.compact();
    const opened = await openAgain(makeMemoryVaultFile(file.durable()));
    expect([...opened.overviews()].filter(({ title }) => title.startsWith('U')).map(({ urls }) => urls.length)).toEqual(Array(12).fill(100));
    await opened.verify();
  });

  it('whose fields together are longer than a frame may be is refused before anything is written', async () => {
    const { file, session } = await started();
    const before = file.bytes();
    const content = login('Long', 'l');
    const long = Array.from({ length: 110 }, () => ({ id: newId(), name: null, label: 'long', type: 'multiline' as const, concealed: false, value: 'x'.repeat(250_000) }));
    expect(await failureOf(session.create({ ...content, details: { ...content.details, fields: long } }))).toBe('item.too-large');
    expect(file.bytes().equals(before)).toBe(true);
  });

  it('beyond a limit is refused before anything is written', async () => {
    const { file, session } = await started();
    const before = file.bytes();
    const content = login('T', 't');
    expect(await failureOf(session.create({ ...content, overview: { ...content.overview, title: 'x'.repeat(501) } }))).toBe('request.malformed');
    expect(await failureOf(session.create({ ...content, overview: { ...content.overview, touchRequired: true } }))).toBe('touch.no-key');
    expect(await failureOf(session.changeSettings({ retentionDays: 6 }))).toBe('request.malformed');
    expect(file.bytes().equals(before)).toBe(true);
  });
});
