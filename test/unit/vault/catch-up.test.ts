import { copyFile, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { failureOf, login, makeSetClock, makeVaultIn, openAgain, passphrase, passwordOf, recoverySlot } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

/** An open vault on a real disk, and beside it a copy that another computer has. */
async function twoComputers(slots?: Parameters<typeof makeVaultIn>[1]) {
  const folder = await newFolder();
  const [path, elsewhere] = [join(folder, 'Home.latchkey'), join(folder, 'elsewhere.latchkey')];
  const here = await makeVaultIn(await openVaultFile(path, { create: true }), slots);
  const both = await here.create(login('both', 'first'));
  await copyFile(path, elsewhere);
  const openThere = async (): Promise<VaultSession> => openAgain(await openVaultFile(elsewhere), { clock: makeSetClock(1_800_000_000_000) });
  /** As sync programs do: beside it first, then renamed over it. */
  const sync = async (): Promise<void> => {
    await copyFile(elsewhere, `${path}.incoming`);
    await rename(`${path}.incoming`, path);
  };
  return { path, elsewhere, here, both, there: await openThere(), sync };
}

const reopened = async (path: string): Promise<VaultSession> => openAgain(await openVaultFile(path, { readOnly: true }));

describe('a vault file that another program changed under the open session', () => {
  it('put in its place is united with what was written here, and writing goes on into it', async () => {
    const { path, here, there, both, sync } = await twoComputers();
    const mine = await here.create(login('mine', 'written before the sync'));
    await here.update(both.id, both.versionId, login('both', 'edited here'));
    const theirs = await there.create(login('theirs', 'from there'));
    await sync();
    expect(await here.catchUp()).toMatchObject({ counts: { newItems: 1 }, carriedOver: 2, lost: 0 });
    expect(await passwordOf(here, theirs.id)).toBe('from there');
    expect(await passwordOf(here, mine.id)).toBe('written before the sync');
    const later = await here.create(login('later', 'after it'));
    expect(await here.catchUp()).toBeNull();

    const opened = await reopened(path);
    for (const [id, password] of [[theirs.id, 'from there'], [mine.id, 'written before the sync'], [later.id, 'after it'], [both.id, 'edited here']] as const) {
      expect(await passwordOf(opened, id)).toBe(password);
    }
    await opened.verify();
  });

  it('is noticed by the next act, which is done on what stands there now', async () => {
    const { path, here, there, sync } = await twoComputers();
    const revision = here.revision();
    const theirs = await there.create(login('theirs', 'from there'));
    await sync();
    const mine = await here.create(login('mine', 'pw'));
    expect(here.takeCaughtUp()).toMatchObject([{ counts: { newItems: 1 } }]);
    expect(here.takeCaughtUp()).toEqual([]);
    expect(here.revision()).toBeGreaterThan(revision + 1);
    const opened = await reopened(path);
    expect([...opened.overviews()].map(({ id }) => id)).toEqual(expect.arrayContaining([mine.id, theirs.id]));
  });

  it('refuses an edit that is based on what is no longer the newest version', async () => {
    const { here, there, both, sync } = await twoComputers();
    await there.update(both.id, both.versionId, login('both', 'edited there'));
    await sync();
    expect(await failureOf(here.update(both.id, both.versionId, login('both', 'edited here')))).toBe('item.conflict');
    expect(await passwordOf(here, both.id)).toBe('edited there');
  });

  it('keeps the lock of the file until the last of it is closed', async () => {
    const { path, here, there, sync } = await twoComputers();
    await there.create(login('theirs', 'pw'));
    await sync();
    await here.catchUp();
    expect(await failureOf(openVaultFile(path))).toBe('vault.in-use');
    await here.lock();
    await (await openVaultFile(path)).close();
  });

  it('half arrived is left alone, byte by byte, and taken when it is whole', async () => {
    const { path, elsewhere, here, there, both } = await twoComputers();
    const mine = await here.create(login('mine', 'pw'));
    const theirs = await there.create(login('theirs', 'x'.repeat(5_000)));
    const whole = await readFile(elsewhere);
    for (const length of [0, 10, 70_000, whole.length - 1, whole.length - 3_000]) {
      await writeFile(`${path}.incoming`, whole.subarray(0, length));
      await rename(`${path}.incoming`, path);
      expect(await failureOf(here.catchUp())).toMatch(/^vault\.(truncated|damaged|not-a-vault)$/u);
      expect(await failureOf(here.create(login('not now', 'pw')))).toBe('vault.changed-on-disk');
      expect(await passwordOf(here, both.id)).toBe('first');
      expect((await readFile(path)).equals(whole.subarray(0, length))).toBe(true);
    }
    await writeFile(path, whole);
    expect(await here.catchUp()).toMatchObject({ counts: { newItems: 1 }, carriedOver: 1 });
    expect(await passwordOf(here, theirs.id)).toBe('x'.repeat(5_000));
    expect(await passwordOf(here, mine.id)).toBe('pw');
  });

  it('written over in place, though to the same length, is noticed; what only stood there is said to be lost', async () => {
    const { path, elsewhere, here, there, both } = await twoComputers();
    const mine = await here.create(login('same length', 'pw'));
    const theirs = await there.create(login('same length', 'pw'));
    await copyFile(elsewhere, path);
    expect((await readFile(path)).length).toBe((await readFile(elsewhere)).length);
    const later = await here.create(login('later', 'pw'));
    expect(here.takeCaughtUp()).toMatchObject([{ counts: { newItems: 1 }, lost: 1 }]);
    expect([...here.overviews()].map(({ id }) => id).sort()).toEqual([both.id, theirs.id, later.id].sort());
    expect(() => here.overview(mine.id)).toThrow('item.not-found');
    await here.verify();
  });

  it('written over in place loses none of what needs no reading: what was purged, settings, ways to open', async () => {
    const { path, elsewhere, here, there, both } = await twoComputers();
    await here.create(login('only stood there', 'x'.repeat(3_000)));
    await here.purge([(await here.remove([both.id]), both.id)]);
    await here.changeSettings({ name: 'Renamed here' });
    await here.addSlot({ kind: 'passphrase', name: 'Added here', passphrase: Buffer.from('here') });
    const theirs = await there.create(login('theirs', 'pw'));
    await copyFile(elsewhere, path);
    expect(await here.catchUp()).toMatchObject({ counts: { newItems: 1 }, lost: 1 });
    expect([...here.overviews()].map(({ id }) => id)).toEqual([theirs.id]);
    await here.lock();
    const opened = await reopened(path);
    expect([...opened.overviews()].map(({ id }) => id)).toEqual([theirs.id]);
    expect(opened.settings().name).toBe('Renamed here');
    expect(opened.slots().map(({ name }) => name)).toContain('Added here');
  });

  it('made with another key is not taken without its own unlock, and what is here can be saved aside', async () => {
    const slots = [{ kind: 'passphrase', name: 'Passphrase', passphrase } as const, recoverySlot];
    const { path, here, there, sync } = await twoComputers(slots);
    const mine = await here.create(login('mine', 'only here'));
    await there.removeSlot(there.slots()[1]?.slotId ?? '');
    await sync();
    expect(await failureOf(here.catchUp())).toBe('merge.needs-unlock');
    expect(await failureOf(here.create(login('not now', 'pw')))).toBe('vault.changed-on-disk');
    const parts: Uint8Array[] = [];
    expect(await here.saveAside(async (bytes) => void parts.push(bytes))).toBe(true);
    const aside = join(path, '..', 'aside.latchkey');
    await writeFile(aside, Buffer.concat(parts));
    await here.lock();
    // The file as it is now is opened with what opens it, and what was kept is merged with its own unlock.
    const opened = await openAgain(await openVaultFile(path));
    const copy = await opened.openCopy(await openVaultFile(aside, { readOnly: true }), { passphrase });
    await opened.merge(copy);
    expect(await passwordOf(opened, mine.id)).toBe('only here');
    expect(opened.slots().map(({ kind }) => kind)).toEqual(['passphrase']);
    await opened.verify();
  });

  it('and not looked at before a lock is not the end of what was saved: the session leaves its own file to whoever locks', async () => {
    const { path, here, there, sync } = await twoComputers();
    const leaving = async (session: VaultSession): Promise<Buffer | null> => {
      const parts: Uint8Array[] = [];
      let isLeft = false;
      await session.lock(async (copy) => void (isLeft = await copy(async (bytes) => void parts.push(bytes))));
      return isLeft ? Buffer.concat(parts) : null;
    };
    await there.create(login('theirs', 'pw'));
    const mine = await here.create(login('mine', 'saved before the sync'));
    await sync();
    const left = await leaving(here);
    const aside = join(path, '..', 'aside.latchkey');
    await writeFile(aside, left ?? '');

    const opened = await openAgain(await openVaultFile(path));
    await opened.merge(await opened.openCopy(await openVaultFile(aside, { readOnly: true }), null));
    expect(await passwordOf(opened, mine.id)).toBe('saved before the sync');
    // Its file is its own, and later nothing of its own stands in the one that was replaced.
    expect(await leaving(opened)).toBeNull();
    const idle = await openAgain(await openVaultFile(path));
    await sync();
    expect(await leaving(idle)).toBeNull();
  });

  it('keeps ways to open that were added on either side, and the later name', async () => {
    const { path, here, there, sync } = await twoComputers();
    const first = here.slots()[0]?.slotId ?? '';
    await here.addSlot({ kind: 'passphrase', name: 'Added here', passphrase: Buffer.from('here') });
    await here.renameSlot(first, 'Renamed here');
    await there.addSlot({ kind: 'passphrase', name: 'Added there', passphrase: Buffer.from('there') });
    await sync();
    await here.catchUp();
    expect(here.slots().map(({ name }) => name)).toEqual(['Renamed here', 'Added there', 'Added here']);
    for (const word of ['here', 'there']) {
      const file = await openVaultFile(path, { readOnly: true });
      await (await openAgain(file, { presented: { passphrase: Buffer.from(word) } })).lock();
    }
    await here.verify();
  });

  it('moved away is said to be, and the session stays as it is', async () => {
    const { path, here, both } = await twoComputers();
    await rename(path, `${path}.moved`);
    expect(await failureOf(here.catchUp())).toBe('vault.not-found');
    expect(await passwordOf(here, both.id)).toBe('first');
    await rename(`${path}.moved`, path);
    expect(await here.catchUp()).toBeNull();
    await here.create(login('goes on', 'pw'));
  });

  it('cut short in place is left alone', async () => {
    const { path, here } = await twoComputers();
    const { length } = await readFile(path);
    await truncate(path, length - 20);
    expect(await failureOf(here.catchUp())).toBe('vault.truncated');
  });

  it('in the middle of a compaction waits for it, which is then done on what stands there', async () => {
    const { path, here, there, both, sync } = await twoComputers();
    const theirs = await there.create(login('theirs', 'from there'));
    let synced: Promise<void> | null = null;
    const compacting = here.compact({ progress: () => void (synced ??= sync()) });
    const mine = await here.create(login('mine', 'meanwhile'));
    await compacting;
    expect(synced).not.toBeNull();
    const opened = await reopened(path);
    for (const [id, password] of [[both.id, 'first'], [theirs.id, 'from there'], [mine.id, 'meanwhile']] as const) {
      expect(await passwordOf(here, id)).toBe(password);
      expect(await passwordOf(opened, id)).toBe(password);
    }
    await opened.verify();
  });

  it('disturbs no read that goes on beside it', async () => {
    const { here, there, both, sync } = await twoComputers();
    let ended = false;
    const reads = (async () => {
      let count = 0;
      while (!ended) {
        expect(await passwordOf(here, both.id)).toBe('first');
        await here.verify();
        count += 1;
      }
      return count;
    })();
    for (let round = 0; round < 5; round += 1) {
      await there.create(login(`theirs ${round}`, 'x'.repeat(1_000 * round)));
      await here.create(login(`mine ${round}`, 'pw'));
      await sync();
      await here.catchUp();
    }
    ended = true;
    expect(await reads).toBeGreaterThan(1);
    expect([...here.overviews()]).toHaveLength(11);
  });
});
