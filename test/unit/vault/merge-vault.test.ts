import { describe, expect, it } from 'vitest';
import { detailsFrameBytes } from '../../../electron/vault/blob-group.ts';
import { headerCopyBytes, logOffset } from '../../../electron/vault/file-layout.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import type { MemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, newId, openAgain, passphrase, passwordOf, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';
import { frameSpans } from '../../support/vault-bytes.ts';

type Copy = { readonly file: MemoryVaultFile; readonly session: VaultSession };

async function newVault(): Promise<Copy> {
  const file = makeMemoryVaultFile();
  return { file, session: await makeVaultIn(file) };
}

async function copyOf(copy: Copy, startsAt = 1_800_000_000_000): Promise<Copy> {
  const file = makeMemoryVaultFile(copy.file.durable());
  return { file, session: await openAgain(file, { clock: makeSetClock(startsAt) }) };
}

function attached(fileName: string, content: Uint8Array) {
  return { meta: { id: newId(), fileName, mediaType: 'text/plain', size: content.length, addedAt: 1 }, content };
}

/** Opens the other as it stands on disk. */
const beside = (here: Copy, other: Copy) => here.session.openCopy(makeMemoryVaultFile(other.file.durable()), null);

async function mergeInto(here: Copy, other: Copy) {
  return here.session.merge(await beside(here, other));
}

describe('merging another copy', () => {
  it('says what came, and brings items with their files, newer versions and what belongs into the history', async () => {
    const here = await newVault();
    const both = await here.session.create(login('both', 'first'));
    const there = await copyOf(here);
    await here.session.update(both.id, both.versionId, login('both', 'here, earlier'));
    const brought = await there.session.create(login('brought', 'pw'), 'create', [attached('a.txt', Buffer.from('content of a'))]);
    await there.session.mark(brought.id, { favourite: true });
    await there.session.update(both.id, both.versionId, login('both', 'there, later'));
    const other = await here.session.create(login('only here', 'mine'));

    const counts = await mergeInto(here, there);
    expect(counts).toMatchObject({ newItems: 1, newerItems: 1, olderVersions: 1, purgedItems: 0, settings: [], waysOnlyThere: [], waysOnlyHere: [] });
    expect(await passwordOf(here.session, both.id)).toBe('there, later');
    expect(here.session.history(both.id)).toHaveLength(3);
    expect(await passwordOf(here.session, both.id, here.session.history(both.id)[1]?.versionId)).toBe('here, earlier');
    expect(here.session.overview(brought.id).favourite).toBe(true);
    const [file] = (await here.session.details(brought.id)).attachments;
    expect(Buffer.from(await here.session.attachment(brought.id, file?.id ?? '')).toString()).toBe('content of a');
    expect(await passwordOf(here.session, other.id)).toBe('mine');

    const opened = await openAgain(makeMemoryVaultFile(here.file.durable()));
    await opened.verify();
    expect(await passwordOf(opened, brought.id)).toBe('pw');
  });

  it('copies no details that are here already', async () => {
    const here = await newVault();
    const item = await here.session.create(login('one', 'pw'), 'create', [attached('big.bin', Buffer.alloc(1 << 20, 1))]);
    const there = await copyOf(here);
    await there.session.mark(item.id, { favourite: true });
    const before = here.file.bytes().length;
    await mergeInto(here, there);
    expect(here.file.bytes().length - before).toBeLessThan(10_000);
    expect(here.session.overview(item.id).favourite).toBe(true);
    await here.session.verify();
  });

  it('takes away what was deleted for good there, and says how much of it is in use here', async () => {
    const here = await newVault();
    const kept = await here.session.create(login('in use', 'pw'));
    const trashed = await here.session.create(login('in the trash', 'pw'));
    const there = await copyOf(here);
    await there.session.remove([kept.id, trashed.id]);
    await there.session.purge([kept.id, trashed.id]);
    await here.session.remove([trashed.id]);
    expect(await mergeInto(here, there)).toMatchObject({ purgedItems: 2, purgedInUse: 1 });
    expect([...here.session.overviews()]).toEqual([]);
    // And not back again from the one that still has it.
    const third = await copyOf(there);
    expect(await mergeInto(third, here)).toMatchObject({ newItems: 0 });
    expect(await mergeInto(here, third)).toMatchObject({ newItems: 0, purgedItems: 0 });
  });

  it('says how many items in use here went into the trash there', async () => {
    const here = await newVault();
    const [used, trashed] = [await here.session.create(login('in use', 'pw')), await here.session.create(login('in both trashes', 'pw'))];
    const there = await copyOf(here);
    await there.session.remove([used.id, trashed.id]);
    await here.session.remove([trashed.id]);
    expect(await mergeInto(here, there)).toMatchObject({ newerItems: 2, trashedItems: 1, purgedItems: 0 });
    expect(here.session.overview(used.id).deletedAt).not.toBeNull();
  });

  it('keeps of each setting the later choice, also where a copy was written anew afterwards', async () => {
    const here = await newVault();
    const there = await copyOf(here, 1_800_000_000_000);
    const third = await copyOf(here, 1_900_000_000_000);
    await there.session.changeSettings({ name: 'Named there' });
    await here.session.changeSettings({ retentionDays: 7 });
    // A rewrite is no choice: it does not make the old name the newer one.
    await third.session.compact();
    await mergeInto(here, third);
    expect(await mergeInto(here, there)).toMatchObject({ settings: ['name'] });
    expect(here.session.settings()).toMatchObject({ name: 'Named there', retentionDays: 7 });
    expect(await mergeInto(third, here)).toMatchObject({ settings: ['name', 'retentionDays'] });
    expect(third.session.settings()).toEqual(here.session.settings());
    const opened = await openAgain(makeMemoryVaultFile(here.file.durable()));
    expect(opened.settings()).toEqual(here.session.settings());
  });

  it('asks for an unlock of the copy where the keys differ, re-wraps what it brings, and lets no withdrawn way back in', async () => {
    const file = makeMemoryVaultFile();
    const here = { file, session: await makeVaultIn(file, [{ kind: 'passphrase', name: 'Passphrase', passphrase }, recoverySlot]) };
    const there = await copyOf(here);
    const brought = await there.session.create(login('brought', 'secret'), 'create', [attached('a.txt', Buffer.from('a'))]);
    const kit = here.session.slots()[1]?.slotId ?? '';
    await here.session.removeSlot(kit);

    expect(await failureOf(beside(here, there))).toBe('merge.needs-unlock');
    const wrong = here.session.openCopy(makeMemoryVaultFile(there.file.durable()), { passphrase: Buffer.from('something else') });
    expect(await failureOf(wrong)).toBe('unlock.wrong-passphrase');
    const copy = await here.session.openCopy(makeMemoryVaultFile(there.file.durable()), { recoveryCode });
    const counts = await here.session.merge(copy);
    expect(counts.waysOnlyThere).toEqual([{ kind: 'recovery', name: 'Kit' }]);
    expect(here.session.slots().map(({ kind }) => kind)).toEqual(['passphrase']);

    const opened = await openAgain(makeMemoryVaultFile(here.file.durable()));
    expect(await passwordOf(opened, brought.id)).toBe('secret');
    await opened.verify();
    expect(await failureOf(openAgain(makeMemoryVaultFile(here.file.durable()), { presented: { recoveryCode } }))).toBe('unlock.no-slot');
  });

  it('refuses another vault, a file that is none, and a copy whose header somebody changed', async () => {
    const [here, stranger] = [await newVault(), await newVault()];
    expect(await failureOf(beside(here, stranger))).toBe('merge.other-vault');
    const none = makeMemoryVaultFile(Buffer.from('hello'));
    expect(await failureOf(here.session.openCopy(none, null))).toBe('vault.not-a-vault');
    expect(none.isClosed()).toBe(true);
    const bytes = (await copyOf(here)).file.durable();
    bytes.fill(0, 16, 16 + 2 * headerCopyBytes);
    expect(await failureOf(here.session.openCopy(makeMemoryVaultFile(bytes), null))).toBe('vault.damaged');
  });

  it('takes nothing from a copy whose details are damaged, and is as it was', async () => {
    const here = await newVault();
    const there = await copyOf(here);
    await there.session.create(login('one', 'pw'));
    await there.session.create(login('two', 'pw'));
    const bytes = there.file.durable();
    const [details] = frameSpans(bytes).filter(({ kind }) => kind === 3);
    const at = (details?.start ?? logOffset) + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const copy = await here.session.openCopy(makeMemoryVaultFile(bytes), null);
    const before = here.file.durable();
    expect(await failureOf(here.session.merge(copy))).toBe('vault.damaged');
    expect([...here.session.overviews()]).toEqual([]);
    expect(here.file.durable().equals(before)).toBe(true);
    await here.session.create(login('after', 'pw'));
    await here.session.verify();
  });

  it('stops when it is told to and leaves the file as it was; big copies go through memory in parts', async () => {
    const here = await newVault();
    const there = await copyOf(here);
    for (let index = 0; index < 6; index += 1) {
      await there.session.create(login(`item ${index}`, 'pw'), 'create', [attached('big.bin', Buffer.alloc(5 << 20, index))]);
    }
    const before = here.file.durable();
    const stopping = new AbortController();
    const copy = await beside(here, there);
    const actsBefore = here.file.acts.length;
    let written = 0;
    const stopped = here.session.merge(copy, {
      signal: stopping.signal,
      progress: (stage, done) => {
        if (stage === 'copy' && done > 4) {
          written = here.file.acts.length - actsBefore;
          stopping.abort();
        }
      },
    });
    expect(await failureOf(stopped)).toBe('cancelled');
    // Written before the last of it was read: it does not wait in memory.
    expect(written).toBeGreaterThan(1);
    expect(here.file.durable().equals(before)).toBe(true);
    await here.session.merge(copy);
    expect([...here.session.overviews()]).toHaveLength(6);
    const opened = await openAgain(makeMemoryVaultFile(here.file.durable()));
    await opened.verify();
    expect(frameSpans(here.file.durable()).every(({ start, end }) => end - start < 2 * detailsFrameBytes)).toBe(true);
  });

  it('ends with the lock, which takes the keys of the copy along', async () => {
    const here = await newVault();
    const there = await copyOf(here);
    await there.session.create(login('one', 'pw'));
    const file = makeMemoryVaultFile(there.file.durable());
    const copy = await here.session.openCopy(file, null);
    await here.session.lock();
    expect(file.isClosed()).toBe(true);
    expect(await failureOf(here.session.previewMerge(copy))).toBe('vault.locked');
    expect(await failureOf(here.session.merge(copy))).toBe('vault.locked');
    const late = makeMemoryVaultFile(there.file.durable());
    expect(await failureOf(here.session.openCopy(late, null))).toBe('vault.locked');
    expect(late.isClosed()).toBe(true);
  });

  it('takes no part of a copy for all of it when the copy is put away meanwhile', async () => {
    const here = await newVault();
    const there = await copyOf(here);
    await there.session.createMany(Array.from({ length: 20 }, (_, n) => ({ content: login(`Site ${n}`, 'pw') })), { change: 'import' });
    const outcomes = new Set<string | number>();
    for (let ticks = 0; ticks < 120; ticks += 2) {
      const copy = await beside(here, there);
      const looking = here.session.previewMerge(copy).then(({ newItems }) => newItems, ({ code }: { readonly code: string }) => code);
      for (let tick = 0; tick < ticks; tick += 1) {
        await Promise.resolve();
      }
      await copy.close();
      outcomes.add(await looking);
    }
    expect([...outcomes]).toEqual(['merge.expired', 20]);
  });

  it('knows a copy no more that was put away', async () => {
    const here = await newVault();
    const copy = await beside(here, await copyOf(here));
    await copy.close();
    expect(await failureOf(here.session.previewMerge(copy))).toBe('merge.expired');
  });
});
