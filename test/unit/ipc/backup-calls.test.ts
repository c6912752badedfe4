/** The calls about backups, over a vault and a folder in memory: what the page can have, and what a lock takes away. */
import { describe, expect, test } from 'vitest';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { makeCallsOnDesk, strongPassphrase } from '../../support/calls-on-desk.ts';
import { failureOf, login, passwordOf } from '../../support/sample-vault.ts';
import { damageDetails } from '../../support/vault-bytes.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const tempFolder = tempFolders();
const jobId = '0198a000-0000-7000-8000-000000000001';
const unlocking = { jobId, passphrase: strongPassphrase, useKey: false, recoveryWords: null };

/** An open vault with two items and one backup of it; one item was changed since. */
async function vaultWithBackup() {
  const played = await makeCallsOnDesk(await tempFolder());
  const { calls, desk } = played;
  await calls['vault.create']({ jobId, name: 'Home', placeToken: null, passphrase: strongPassphrase, enrolmentToken: null, keyName: null });
  const session = desk.session();
  const router = await session.create(login('Router', 'first'));
  const bank = await session.create(login('Bank', 'gold'));
  await calls['backup.make']({ jobId });
  await session.update(router.id, router.versionId, login('Router', 'second'));
  const { backups } = await calls['backup.list']({});
  return { ...played, session, router: router.id, bank: bank.id, backupId: backups[0]?.backupId ?? '' };
}

describe('the calls about backups', () => {
  test('list what there is, with what opens it', async () => {
    const { calls, session } = await vaultWithBackup();
    const { backups, unmade, place } = await calls['backup.list']({});
    expect(backups).toEqual([{ backupId: expect.any(String), at: expect.any(Number), why: 'asked', sizeBytes: expect.any(Number), slotKinds: ['passphrase'], keyNames: [], withdrawn: [], isReadable: true }]);
    expect([unmade, place]).toEqual([null, `/backups/${session.vaultId}`]);
  });

  test('show a backup beside the vault: its items, and how each stands now', async () => {
    const { calls, backupId, session, bank } = await vaultWithBackup();
    await session.remove([bank]);
    expect(await calls['backup.open']({ ...unlocking, backupId })).toEqual({ itemCount: 2 });
    const { total, rows } = await calls['backup.search']({ text: '', from: 0, count: 10 });
    expect([total, rows.map(({ title, standing }) => [title, standing])]).toEqual([2, [['Bank', 'trash'], ['Router', 'changed']]]);
    expect((await calls['backup.search']({ text: 'rout', from: 0, count: 10 })).rows.map(({ title }) => title)).toEqual(['Router']);
  });

  test('bring one item back', async () => {
    const { calls, backupId, session, router } = await vaultWithBackup();
    await calls['backup.open']({ ...unlocking, backupId });
    expect(await calls['backup.restoreItem']({ itemId: router })).toEqual({ itemId: router, as: 'version' });
    expect(await passwordOf(session, router)).toBe('first');
  });

  test('open one with the hardware key that opened the vault then, though it was removed since', async () => {
    const { calls, desk } = await vaultWithBackup();
    const prove = async () => (await calls['slot.prove']({ ...unlocking })).proofToken;
    const { enrolmentToken } = await calls['key.enrol']({ jobId, name: 'Blue' });
    const { slotId } = await calls['slot.addKey']({ jobId, proofToken: await prove(), enrolmentToken, name: 'Blue', mode: 'key', passphrase: null });
    await calls['slot.remove']({ jobId, proofToken: await prove(), slotId });
    expect(desk.session().slots()).toHaveLength(1);
    const [newest] = (await calls['backup.list']({})).backups;
    expect(newest).toMatchObject({ why: 'withdrawal', slotKinds: ['passphrase', 'key'], keyNames: ['Blue'], withdrawn: ['Blue'] });
    expect(await calls['backup.open']({ jobId, backupId: newest?.backupId ?? '', passphrase: null, useKey: true, recoveryWords: null })).toEqual({ itemCount: 2 });
  });

  test('refuse a wrong passphrase, a backup that is not there, and reading before one is open', async () => {
    const { calls, backupId, router } = await vaultWithBackup();
    expect(await failureOf(Promise.resolve(calls['backup.open']({ ...unlocking, backupId, passphrase: 'wrong' })))).toBe('unlock.wrong-passphrase');
    expect(await failureOf(Promise.resolve(calls['backup.open']({ ...unlocking, backupId: '../../Home.latchkey' })))).toBe('backup.not-found');
    const begun: (() => unknown)[] = [() => calls['backup.search']({ text: '', from: 0, count: 1 }), () => calls['backup.restoreItem']({ itemId: router }), () => calls['backup.restoreAll']({ jobId })];
    for (const begin of begun) {
      expect(await failureOf(Promise.resolve().then(begin))).toBe('backup.closed');
    }
  });

  test('give nothing of a backup after a lock, also where the lock comes while it is being opened', async () => {
    const { calls, desk, deps, backupId } = await vaultWithBackup();
    await calls['backup.open']({ ...unlocking, backupId });
    await desk.lock('asked');
    expect(() => deps.backupReader.current()).toThrow('backup.closed');
    await desk.admit(await desk.open({ passphrase: Buffer.from(strongPassphrase) }, { acceptRollback: false, progress: () => undefined, signal: new AbortController().signal }), []);
    const opening = failureOf(Promise.resolve(calls['backup.open']({ ...unlocking, backupId })));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await desk.lock('asked');
    expect(await opening).toBe('cancelled');
    expect(() => deps.backupReader.current()).toThrow('backup.closed');
  });

  test('put the whole backup in place of the vault, which is backed up first, and lock', async () => {
    const { calls, desk, disk, backupId, backupFolder, session, router } = await vaultWithBackup();
    const backedUp = backupFolder.files.get(backupId);
    const present = disk.file?.bytes();
    await calls['backup.open']({ ...unlocking, backupId });
    await calls['backup.restoreAll']({ jobId });
    expect(await desk.state()).toMatchObject({ phase: 'locked', lockedBecause: 'restored' });
    expect(disk.file?.durable().equals(backedUp ?? Buffer.alloc(0))).toBe(true);
    const saved = [...backupFolder.files].find(([name]) => name.endsWith('-restore.latchkey'));
    expect(saved?.[1].equals(present ?? Buffer.alloc(0))).toBe(true);
    expect(await failureOf(session.create(login('Late', 'x')))).toBe('vault.locked');
    // It was chosen: no question whether the older copy is meant.
    await desk.admit(await desk.open({ passphrase: Buffer.from(strongPassphrase) }, { acceptRollback: false, progress: () => undefined, signal: new AbortController().signal }), []);
    expect(await passwordOf(desk.session(), router)).toBe('first');
  });

  test('replace the vault only while it is as it was backed up: what is saved meanwhile is in a backup, too', async () => {
    const { calls, backupId, backupFolder, session, disk } = await vaultWithBackup();
    await calls['backup.open']({ ...unlocking, backupId });
    const { write } = backupFolder;
    const saved: Buffer[] = [];
    Object.assign(backupFolder, {
      write: async (...given: Parameters<typeof write>) => {
        const isWhole = await write(...given);
        if (saved.length === 0) {
          await session.create(login('Saved meanwhile', 'x'));
          saved.push(disk.file?.bytes() ?? Buffer.alloc(0));
        }
        return isWhole;
      },
    });
    await calls['backup.restoreAll']({ jobId });
    expect([...backupFolder.files.values()].some((content) => content.equals(saved[0] ?? Buffer.alloc(0)))).toBe(true);
  });

  test('leave the vault open and as it is where the file cannot be replaced, or the present one not be backed up', async () => {
    const { calls, desk, disk, backupId, backupFolder, session, router } = await vaultWithBackup();
    await calls['backup.open']({ ...unlocking, backupId });
    backupFolder.fail('disk.full');
    expect(await failureOf(Promise.resolve(calls['backup.restoreAll']({ jobId })))).toBe('backup.failed');
    backupFolder.fail(null);
    disk.file?.failNext('replace', 'disk.full');
    expect(await failureOf(Promise.resolve(calls['backup.restoreAll']({ jobId })))).toBe('disk.full');
    expect(desk.isOpen()).toBe(true);
    expect(await passwordOf(session, router)).toBe('second');
    await session.create(login('Goes on', 'x'));
  });

  test('put no damaged backup in place of a whole vault', async () => {
    const { calls, backupId, backupFolder, desk } = await vaultWithBackup();
    const content = backupFolder.files.get(backupId) ?? Buffer.alloc(0);
    backupFolder.files.set(backupId, damageDetails(content));
    await calls['backup.open']({ ...unlocking, backupId });
    expect(await failureOf(Promise.resolve(calls['backup.restoreAll']({ jobId })))).toMatch(/damaged$/u);
    expect(desk.isOpen()).toBe(true);
  });

  test('name the withdrawn way that still opens a backup, and remove what it opens', async () => {
    const { calls, session, backupFolder } = await vaultWithBackup();
    const [slot] = session.slots();
    const { proofToken } = await calls['slot.prove']({ ...unlocking });
    await calls['slot.changePassphrase']({ jobId, proofToken, slotId: slot?.slotId ?? '', passphrase: 'another lantern under the stairs' });
    const { backups } = await calls['backup.list']({});
    expect(backups.map(({ withdrawn }) => withdrawn.length)).toEqual([1, 1]);
    expect(await calls['backup.removeWithdrawn']({ jobId })).toEqual({ removed: 2 });
    expect(backupFolder.files.size).toBe(1);
    expect((await calls['backup.list']({})).backups.map(({ withdrawn }) => withdrawn)).toEqual([[]]);
  });

  test('compact nothing where no backup can be made first, until backups are turned off', async () => {
    const { calls, disk, backupFolder } = await vaultWithBackup();
    backupFolder.fail('disk.full');
    const before = disk.file?.bytes();
    expect(await failureOf(Promise.resolve(calls['vault.compact']({ jobId })))).toBe('backup.failed');
    expect(disk.file?.bytes().equals(before ?? Buffer.alloc(0))).toBe(true);
    await calls['settings.change']({ backupsOn: false });
    await calls['vault.compact']({ jobId });
    expect(disk.file?.bytes().equals(before ?? Buffer.alloc(0))).toBe(false);
  });

  test('call a file of another vault, put there by hand, damaged', async () => {
    const { calls, backupFolder, backupId } = await vaultWithBackup();
    const other = await makeCallsOnDesk(await tempFolder());
    await other.calls['vault.create']({ jobId, name: 'Other', placeToken: null, passphrase: strongPassphrase, enrolmentToken: null, keyName: null });
    backupFolder.files.set(backupId, other.disk.file?.bytes() ?? makeMemoryVaultFile().bytes());
    expect((await calls['backup.list']({})).backups[0]?.isReadable).toBe(false);
    expect(await failureOf(Promise.resolve(calls['backup.open']({ ...unlocking, backupId })))).toBe('vault.damaged');
  });
});
