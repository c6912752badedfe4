/**
 * Whatever another program leaves beside the vault or among its backups: links, pipes, devices, folders, files without end, names that give
 * orders. Nothing of it is waited for, followed out of its folder, read into memory, or shown as it is.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, link, mkdir, readdir, rename, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeHandlers } from '../../electron/ipc/all-calls.ts';
import { encodeRecoveryCode } from '../../electron/desk/recovery-code.ts';
import { effLongList } from '../../electron/desk/word-list.ts';
import { openBackupFolder } from '../../electron/store/backup-folder.ts';
import { copiesOnDisk, findCopies } from '../../electron/store/find-copies.ts';
import { openVaultFile } from '../../electron/store/vault-file.ts';
import { describeLocked } from '../../electron/desk/describe-vault.ts';
import { createVault } from '../../electron/vault/create-vault.ts';
import { sentenceForCode } from '../../renderer/text/failures.ts';
import { calls as contract } from '../../shared/contract.ts';
import { makeCallsOnDesk } from '../support/calls-on-desk.ts';
import { changedDisk } from '../support/failing-disk.ts';
import { failureOf, floorCost, login, makeDeps, openAgain, passphrase, passphraseSlot, recoveryCode, recoverySlot } from '../support/sample-vault.ts';
import { tempFolders } from '../support/temp-folder.ts';

const newFolder = tempFolders();
const job = () => ({ jobId: crypto.randomUUID() });
const noUnlock = { passphrase: null, useKey: false, recoveryWords: null };
const controls = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

async function vaultAt(path: string): Promise<void> {
  const session = await createVault(makeDeps(await openVaultFile(path, { create: true })), { name: 'Home', slots: [passphraseSlot, recoverySlot], cost: floorCost });
  await session.create(login('mine', 'hunter2'));
  await session.lock();
}

/** An open vault, and what the page may call, over a real folder of its own and real backups. */
async function atDesk() {
  const folder = await newFolder();
  const path = join(folder, 'Home.latchkey');
  await vaultAt(path);
  const openFile: typeof openVaultFile = (at, options) => openVaultFile(at, options);
  const backupFolder = openBackupFolder(join(await newFolder(), 'backups'));
  const { deps, desk } = await makeCallsOnDesk(await newFolder(), { openFile, backupFolder });
  const session = await openAgain(await openVaultFile(path));
  await desk.admit({ session, path, turn: 0 }, []);
  const trashed: string[] = [];
  const calls = makeHandlers({
    ...deps,
    copyFiles: {
      ...copiesOnDisk,
      trash: async (at) => void trashed.push(at),
    },
    window: { ...deps.window, describePlace: (at) => ({ name: basename(at, '.latchkey'), place: dirname(at) }) },
  });
  return { folder, path, session, desk, calls, trashed, backups: backupFolder };
}

describe('beside the vault', () => {
  it('a pipe, a folder, a device, a link to nowhere and a file without end are no copies, and nobody waits for them', async () => {
    const { folder, calls, session } = await atDesk();
    execFileSync('mkfifo', [join(folder, 'Home (1).latchkey')]);
    await mkdir(join(folder, 'Home (2).latchkey'));
    await symlink('/dev/zero', join(folder, 'Home (3).latchkey'));
    await symlink('Home (4).latchkey', join(folder, 'Home (4).latchkey'));
    await symlink('nowhere', join(folder, 'Home (5).latchkey'));
    await writeFile(join(folder, 'Home (6).latchkey'), '');
    await truncate(join(folder, 'Home (6).latchkey'), 1 << 30);
    expect((await findCopies(join(folder, 'Home.latchkey')))).toHaveLength(6);
    expect(await calls['copy.beside']({})).toEqual({ copies: [], trouble: null });
    await session.create(login('goes on', 'pw'));
  });

  it('a link to the vault itself, by name or by inode, brings nothing and never goes to the trash', async () => {
    const { folder, path, calls, trashed } = await atDesk();
    await symlink('Home.latchkey', join(folder, 'Home (1).latchkey'));
    await link(path, join(folder, 'Home (2).latchkey'));
    for (const { copyToken } of (await calls['copy.beside']({})).copies) {
      expect(await calls['copy.look']({ ...job(), copyToken, ...noUnlock })).toMatchObject({ is: 'open', counts: { newItems: 0, tombstones: 0 } });
      await calls['copy.merge']({ ...job(), copyToken });
      expect(await failureOf(Promise.resolve().then(() => calls['copy.trash']({ copyToken })))).toBe('merge.copy-changed');
    }
    expect(trashed).toEqual([]);
  });

  it('a pipe that took the place of a file after it was looked at is not waited for', async () => {
    const folder = await newFolder();
    const [path, pipe] = [join(folder, 'Home.latchkey'), join(folder, 'pipe')];
    await vaultAt(path);
    execFileSync('mkfifo', [pipe]);
    const swapped = changedDisk({ open: (at, flags, mode) => changedDisk({}).open(at === path ? pipe : at, flags, mode) });
    for (const readOnly of [true, false]) {
      expect(await failureOf(openVaultFile(path, { readOnly, disk: swapped }))).toBe('vault.not-a-vault');
    }
    let isSwapped = false;
    const later = changedDisk({ open: (at, flags, mode) => changedDisk({}).open(at === path && isSwapped ? pipe : at, flags, mode) });
    for (const readOnly of [true, false]) {
      isSwapped = false;
      const file = await openVaultFile(path, { readOnly, disk: later });
      isSwapped = true;
      expect(await failureOf(file.reopen())).toBe('vault.not-a-vault');
      await file.close();
    }
  });

  it('a pipe put in the place of the open vault leaves the session as it is', async () => {
    const { path, session } = await atDesk();
    await rename(path, `${path}.moved`);
    execFileSync('mkfifo', [path]);
    expect(await failureOf(session.catchUp())).toBe('vault.not-a-vault');
    expect(await failureOf(session.create(login('not now', 'pw')))).toBe('vault.changed-on-disk');
    await unlink(path);
    await rename(`${path}.moved`, path);
    await session.create(login('goes on', 'pw'));
  });

  it('names that give orders to a terminal or turn the letters around are shown plain', () => {
    const name = 'Home (\u001b]0;gone\u0007\r\n\u202egpj).latchkey';
    const slot = { slotId: crypto.randomUUID(), kind: 'key', name: 'Blue\n\u202ekey', createdAt: 1, kdf: null, credential: {} } as unknown as Parameters<typeof describeLocked>[1][number];
    const locked = describeLocked(`/vaults/${name}`, [slot], 'start');
    expect(JSON.stringify(locked)).not.toMatch(/\\u00|\\[nr]/u);
    expect(JSON.stringify(locked)).not.toMatch(controls);
    for (const code of ['vault.not-a-vault', 'merge.other-vault', 'vault.damaged'] as const) {
      expect(sentenceForCode(code, { fileName: name })).not.toMatch(controls);
    }
  });
});

describe('among the backups', () => {
  const name = (second: number): string => `2026-01-01T00-00-0${second}-000Z-asked.latchkey`;

  it('a link, a folder and a pipe are none; another vault and a file without end cannot be read, and hinder nothing', async () => {
    const { session, calls, backups } = await atDesk();
    const folder = backups.placeOf(session.vaultId);
    const elsewhere = join(await newFolder(), 'Other.latchkey');
    await vaultAt(elsewhere);
    await mkdir(folder, { recursive: true });
    await symlink(elsewhere, join(folder, name(1)));
    await mkdir(join(folder, name(2)));
    execFileSync('mkfifo', [join(folder, name(3))]);
    await copyFile(elsewhere, join(folder, name(4)));
    await writeFile(join(folder, name(5)), '');
    await truncate(join(folder, name(5)), 1 << 30);
    const { backups: listed } = await calls['backup.list']({});
    expect(listed.map(({ backupId, isReadable }) => [backupId, isReadable])).toEqual([[name(5), false], [name(4), false]]);
    const open = (backupId: string) => failureOf(Promise.resolve(calls['backup.open']({ ...job(), backupId, ...noUnlock, passphrase: passphrase.toString() })));
    expect(await open(name(4))).toBe('vault.damaged');
    expect(await open(name(5))).toBe('vault.not-a-vault');
    expect(await open(name(1))).toBe('backup.not-found');
    expect(await calls['backup.make'](job())).toEqual({ isNew: true });
    expect(await readdir(dirname(elsewhere))).toEqual(['Other.latchkey']);
  });

  it('a name with a path in it is none of them', async () => {
    const { session, path, calls, backups } = await atDesk();
    await calls['backup.make'](job());
    const [made = ''] = await readdir(backups.placeOf(session.vaultId));
    for (const backupId of [`../${session.vaultId}/${made}`, `./${made}`, path, '..', '', `${made}\0`, `${made}/`]) {
      const takes = { ...job(), backupId, ...noUnlock, passphrase: passphrase.toString() };
      const refused = contract['backup.open'].takes.safeParse(takes).success ? await failureOf(Promise.resolve(calls['backup.open'](takes))) : 'request.malformed';
      expect(refused).toMatch(/^(backup\.not-found|request\.malformed)$/u);
    }
  });

  it('an opened one gives nothing once the vault was locked', async () => {
    const { desk, calls, session } = await atDesk();
    await calls['backup.make'](job());
    const backupId = (await calls['backup.list']({})).backups[0]?.backupId ?? '';
    await calls['backup.open']({ ...job(), backupId, ...noUnlock, recoveryWords: encodeRecoveryCode(recoveryCode, effLongList).join(' ') });
    const [item] = [...session.overviews()];
    await desk.lock('asked');
    const asks: readonly (() => unknown)[] = [
      () => calls['backup.search']({ text: '', from: 0, count: 10 }),
      () => calls['backup.restoreItem']({ itemId: item?.id ?? '' }),
      () => calls['backup.restoreAll'](job()),
      () => calls['backup.list']({}),
    ];
    for (const ask of asks) {
      expect(await failureOf(Promise.resolve().then(ask))).toMatch(/^(backup\.closed|vault\.locked)$/u);
    }
  });
});
