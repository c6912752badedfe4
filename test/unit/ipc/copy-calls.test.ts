import { copyFile, readFile, readdir, rename, rm, truncate } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeHandlers } from '../../../electron/ipc/all-calls.ts';
import { copiesOnDisk, fingerprintOf } from '../../../electron/store/find-copies.ts';
import { openVaultFile } from '../../../electron/store/vault-file.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { createVault } from '../../../electron/vault/create-vault.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { makeCallsOnDesk } from '../../support/calls-on-desk.ts';
import { failureOf, floorCost, login, makeDeps, makeSetClock, openAgain, passphrase, passphraseSlot, passwordOf, recoverySlot } from '../../support/sample-vault.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const job = () => ({ jobId: crypto.randomUUID() });
const noUnlock = { passphrase: null, useKey: false, recoveryWords: null };

/** The handlers over an open vault on a real disk, with a copy beside it that was edited elsewhere. */
async function withCopy(change: (there: VaultSession) => Promise<unknown> = (there) => there.create(login('theirs', 'from there'))) {
  const folder = await newFolder();
  const path = join(folder, 'Home.latchkey');
  const copyPath = join(folder, 'Home (1).latchkey');
  const made = await createVault(makeDeps(await openVaultFile(path, { create: true })), { name: 'Home', slots: [passphraseSlot, recoverySlot], cost: floorCost });
  await made.lock();
  await copyFile(path, copyPath);
  const there = await openAgain(await openVaultFile(copyPath), { clock: makeSetClock(1_900_000_000_000) });
  await change(there);
  await there.lock();

  const { deps, desk, disk, boxes } = await makeCallsOnDesk(await newFolder());
  // For the lock screen, which reads the header again.
  disk.file = makeMemoryVaultFile(await readFile(path));
  const answers = { chosen: null as string | null, trashed: [] as string[] };
  const calls = makeHandlers({
    ...deps,
    copyFiles: {
      ...copiesOnDisk,
      trash: async (at) => {
        answers.trashed.push(basename(at));
        await rm(at);
      },
    },
    window: { ...deps.window, chooseVaultFile: async () => answers.chosen, describePlace: (at) => ({ name: basename(at, '.latchkey'), place: dirname(at) }) },
  });
  const session = await openAgain(await openVaultFile(path));
  return { calls, desk, boxes, answers, path, copyPath, session, folder };
}

/** As `withCopy`, with that session at the desk. */
async function atDesk(change?: Parameters<typeof withCopy>[0]) {
  const all = await withCopy(change);
  const opened = { session: all.session, path: all.path, turn: 0 };
  await all.desk.admit(opened, []);
  return all;
}

describe('a copy of the vault', () => {
  it('beside it is offered once, looked at, merged, and only then moved to the trash', async () => {
    const { calls, session, answers, copyPath } = await atDesk();
    const { copies, trouble } = await calls['copy.beside']({});
    expect(trouble).toBeNull();
    expect(copies).toMatchObject([{ fileName: 'Home (1)' }]);
    expect((await calls['copy.beside']({})).copies).toEqual(copies);
    const copyToken = copies[0]?.copyToken ?? '';
    expect(await failureOf(Promise.resolve().then(() => calls['copy.trash']({ copyToken })))).toBe('merge.copy-changed');

    const look = await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    expect(look).toMatchObject({ is: 'open', tornBytes: 0, counts: { newItems: 1 } });
    expect([...session.overviews()]).toEqual([]);
    expect(await calls['copy.merge']({ ...job(), copyToken })).toMatchObject({ canTrash: true, counts: { newItems: 1 } });
    const [item] = [...session.overviews()];
    expect(await passwordOf(session, item?.id ?? '')).toBe('from there');
    await calls['copy.trash']({ copyToken });
    expect(answers.trashed).toEqual(['Home (1).latchkey']);
    expect((await calls['copy.beside']({})).copies).toEqual([]);
    await expect(fingerprintOf(copyPath)).rejects.toBeInstanceOf(VaultFailure);
  });

  it('that was written to after the merge does not go to the trash', async () => {
    const { calls, answers, copyPath } = await atDesk();
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    await calls['copy.merge']({ ...job(), copyToken });
    const there = await openAgain(await openVaultFile(copyPath), { clock: makeSetClock(1_950_000_000_000) });
    await there.create(login('later', 'pw'));
    await there.lock();
    expect(await failureOf(Promise.resolve().then(() => calls['copy.trash']({ copyToken })))).toBe('merge.copy-changed');
    expect(answers.trashed).toEqual([]);
  });

  it('that was looked at anew while it was merged is another one, and does not go to the trash', async () => {
    const { calls, answers, copyPath } = await atDesk();
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    const there = await openAgain(await openVaultFile(copyPath), { clock: makeSetClock(1_950_000_000_000) });
    await there.create(login('later', 'pw'));
    await there.lock();
    const merging = Promise.resolve(calls['copy.merge']({ ...job(), copyToken })).catch(() => null);
    await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    await merging;
    expect(await failureOf(Promise.resolve().then(() => calls['copy.trash']({ copyToken })))).toBe('merge.copy-changed');
    expect(answers.trashed).toEqual([]);
  });

  it('that is cut short is merged as far as it goes, says so, and stays where it is', async () => {
    const { calls, copyPath } = await atDesk(async (there) => {
      await there.create(login('whole', 'pw'));
      await there.create(login('cut', 'pw'));
    });
    await truncate(copyPath, (await openVaultFile(copyPath, { readOnly: true }).then(async (file) => (await file.size()) - 5)));
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    const look = await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    expect(look).toMatchObject({ is: 'open', counts: { newItems: 1 } });
    expect(look.is === 'open' && look.tornBytes > 0).toBe(true);
    expect(await calls['copy.merge']({ ...job(), copyToken })).toMatchObject({ canTrash: false });
    expect(await failureOf(Promise.resolve().then(() => calls['copy.trash']({ copyToken })))).toBe('merge.copy-changed');
  });

  it('with another key says which ways open it, and is opened with one of them', async () => {
    const { calls, session } = await atDesk(async (there) => {
      await there.create(login('theirs', 'pw'));
      await there.removeSlot(there.slots()[1]?.slotId ?? '');
    });
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    expect(await calls['copy.look']({ ...job(), copyToken, ...noUnlock })).toEqual({ is: 'locked', slotKinds: ['passphrase'] });
    expect(await failureOf(Promise.resolve().then(() => calls['copy.merge']({ ...job(), copyToken })))).toBe('merge.expired');
    const wrong = calls['copy.look']({ ...job(), copyToken, ...noUnlock, passphrase: 'something else' });
    expect(await failureOf(Promise.resolve(wrong))).toBe('unlock.wrong-passphrase');
    const look = await calls['copy.look']({ ...job(), copyToken, ...noUnlock, passphrase: passphrase.toString() });
    expect(look).toMatchObject({ is: 'open', counts: { newItems: 1, waysOnlyHere: [{ kind: 'recovery', name: 'Kit' }] } });
    await calls['copy.merge']({ ...job(), copyToken });
    expect(session.slots()).toHaveLength(2);
  }, 60_000);

  it('that is left alone is not offered again as it is', async () => {
    const { calls, copyPath } = await atDesk();
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    await calls['copy.leave']({ copyToken });
    expect((await calls['copy.beside']({})).copies).toEqual([]);
    const there = await openAgain(await openVaultFile(copyPath), { clock: makeSetClock(1_950_000_000_000) });
    await there.create(login('later', 'pw'));
    await there.lock();
    expect((await calls['copy.beside']({})).copies).toHaveLength(1);
  });

  it('is one by its header, not by its name alone', async () => {
    const { calls, folder } = await atDesk();
    const stranger = await createVault(makeDeps(await openVaultFile(join(folder, 'Home 2.latchkey'), { create: true })), { name: 'Other', slots: [passphraseSlot], cost: floorCost });
    await stranger.lock();
    await copyFile(join(folder, 'Home 2.latchkey'), join(folder, 'Home-HOST.latchkey'));
    await truncate(join(folder, 'Home-HOST.latchkey'), 100);
    expect((await readdir(folder)).filter((name) => name.endsWith('.latchkey'))).toHaveLength(4);
    expect((await calls['copy.beside']({})).copies.map(({ fileName }) => fileName)).toEqual(['Home (1)']);
  });

  it('may be chosen anywhere; another vault and the open one itself are refused', async () => {
    const { calls, answers, path, copyPath, folder } = await atDesk();
    expect(await calls['copy.choose']({})).toBeNull();
    answers.chosen = path;
    expect(await failureOf(Promise.resolve(calls['copy.choose']({})))).toBe('merge.same-file');
    const stranger = join(folder, 'Stranger.latchkey');
    await (await createVault(makeDeps(await openVaultFile(stranger, { create: true })), { name: 'Other', slots: [passphraseSlot], cost: floorCost })).lock();
    answers.chosen = stranger;
    expect(await failureOf(Promise.resolve(calls['copy.choose']({})))).toBe('merge.other-vault');
    answers.chosen = join(await newFolder(), 'From the stick.latchkey');
    await rename(copyPath, answers.chosen);
    const offered = await calls['copy.choose']({});
    expect(offered).toMatchObject({ fileName: 'From the stick' });
    const copyToken = offered?.copyToken ?? '';
    await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    await calls['copy.discard']({ copyToken });
    expect(await failureOf(Promise.resolve().then(() => calls['copy.merge']({ ...job(), copyToken })))).toBe('merge.expired');
  });

  it('is closed and forgotten with the lock', async () => {
    const { calls, desk } = await atDesk();
    const copyToken = (await calls['copy.beside']({})).copies[0]?.copyToken ?? '';
    await calls['copy.look']({ ...job(), copyToken, ...noUnlock });
    await desk.lock('asked');
    expect(await failureOf(Promise.resolve().then(() => calls['copy.merge']({ ...job(), copyToken })))).toBe('merge.expired');
  });
});
