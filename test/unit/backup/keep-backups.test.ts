/** Backups of an open vault: whole at any moment, made once a state, thinned out, and none of a withdrawn way when that is asked for. */
import { describe, expect, test } from 'vitest';
import { backUpFirst } from '../../../electron/backup/back-up-first.ts';
import { encodeBackupName, parseBackupName } from '../../../electron/backup/backup-name.ts';
import { makeBackupKeeper } from '../../../electron/backup/keep-backups.ts';
import type { VaultSession } from '../../../electron/vault/vault-types.ts';
import { makeMemoryBackupFolder } from '../../support/memory-backup-folder.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, openAgain, passphraseSlot, passwordOf, recoveryCode, recoverySlot } from '../../support/sample-vault.ts';

const day = 86_400_000;
const never = new AbortController().signal;

async function someVault() {
  const clock = makeSetClock();
  const file = makeMemoryVaultFile();
  const session = await makeVaultIn(file, [passphraseSlot, recoverySlot], clock);
  const folder = makeMemoryBackupFolder();
  const troubles: string[] = [];
  const rule = { isOn: true, days: 7, weeks: 4, months: 6 };
  const keeper = makeBackupKeeper({ folder, rule: () => rule, now: clock.now, trouble: (where) => void troubles.push(where) });
  const { id } = await session.create(login('Router', 'first password'));
  return { clock, file, session, folder, troubles, rule, keeper, id };
}

async function openNewest(folder: ReturnType<typeof makeMemoryBackupFolder>, presented = {}): Promise<VaultSession> {
  const name = [...folder.files.keys()].toSorted().at(-1) ?? '';
  return openAgain(await folder.open('', name), presented);
}

describe('a backup', () => {
  test('is a vault by itself, with what was saved by then and nothing that was saved later', async () => {
    const { session, folder, keeper, id } = await someVault();
    await keeper.make(session, 'asked');
    await session.update(id, session.overview(id).versionId, login('Router', 'second password'));
    const backup = await openNewest(folder);
    expect(await passwordOf(backup, id)).toBe('first password');
    await backup.verify();
  });

  test('leaves out the torn end of a write that failed', async () => {
    const { session, folder, keeper, id, file } = await someVault();
    file.failNext('write', 'disk.failed', 40);
    file.failNext('truncate', 'disk.failed');
    expect(await failureOf(session.create(login('Lost', 'x')))).toBe('disk.failed');
    await keeper.make(session, 'asked');
    const backup = await openNewest(folder);
    expect(backup.notices.filter(({ kind }) => kind === 'torn-tail')).toEqual([]);
    expect([...backup.overviews()].map((overview) => overview.id)).toEqual([id]);
  });

  test('is whole though items are saved and the file is rewritten while it is copied', async () => {
    const { session, folder, keeper, file } = await someVault();
    await session.createMany(Array.from({ length: 30 }, (_, index) => ({ content: login(`Item ${index}`, 'x'.repeat(100_000)) })), { change: 'import' });
    let pieces = 0;
    const busy: VaultSession = {
      ...session,
      copyTo: (target, options) =>
        session.copyTo(
          {
            async write(bytes) {
              pieces += 1;
              await session.create(login(`Meanwhile ${pieces}`, 'y'));
              if (pieces === 2) {
                await session.compact();
              }
              await target.write(bytes);
            },
          },
          options,
        ),
    };
    await keeper.make(busy, 'asked');
    expect(pieces).toBeGreaterThan(4);
    const backup = await openNewest(folder);
    await backup.verify();
    expect([...backup.overviews()].length).toBeGreaterThanOrEqual(31);
    expect(folder.files.size).toBe(1);
    expect(file.bytes().length).toBeGreaterThan(0);
  });

  test('is not made twice of one state, and is made where only the last change differs', async () => {
    const { session, folder, keeper, id } = await someVault();
    expect((await keeper.make(session, 'asked')).isNew).toBe(true);
    expect((await keeper.make(session, 'compaction')).isNew).toBe(false);
    await session.mark(id, { favourite: true });
    expect((await keeper.make(session, 'compaction')).isNew).toBe(true);
    expect(folder.files.size).toBe(2);
  });

  test('tells two states of equal length apart', async () => {
    const { session, folder, keeper, id, file, clock } = await someVault();
    const fork = file.bytes();
    await session.mark(id, { favourite: true });
    await keeper.make(session, 'asked');
    await session.lock();
    const other = await openAgain(makeMemoryVaultFile(fork), { clock });
    await other.mark(id, { favourite: true });
    expect(await other.sizeBytes()).toBe([...folder.files.values()][0]?.length);
    expect((await keeper.make(other, 'asked')).isNew).toBe(true);
  });

  test('that cannot be written leaves nothing, and says why until one can', async () => {
    const { session, folder, keeper } = await someVault();
    folder.fail('disk.full');
    expect(await failureOf(keeper.make(session, 'asked'))).toBe('disk.full');
    expect([folder.files.size, keeper.unmade()]).toEqual([0, 'disk.full']);
    folder.fail(null);
    await keeper.make(session, 'asked');
    expect([folder.files.size, keeper.unmade()]).toEqual([1, null]);
  });

  test('stops with the lock, which is no failure of backups', async () => {
    const { session, folder, keeper, troubles } = await someVault();
    await session.lock();
    await keeper.makeDaily(session);
    expect([folder.files.size, keeper.unmade(), troubles]).toEqual([0, null, []]);
  });
});

describe('the daily backup', () => {
  test('is made once a day, where something changed, and not where backups are off', async () => {
    const { session, folder, keeper, clock, id, rule } = await someVault();
    await keeper.makeDaily(session);
    await session.mark(id, { favourite: true });
    await keeper.makeDaily(session);
    expect(folder.files.size).toBe(1);
    clock.advance(day);
    await keeper.makeDaily(session);
    expect(folder.files.size).toBe(2);
    clock.advance(day);
    await keeper.makeDaily(session);
    expect(folder.files.size).toBe(2);
    await session.mark(id, { favourite: false });
    rule.isOn = false;
    await keeper.makeDaily(session);
    expect(folder.files.size).toBe(2);
  });

  test('waits until there is something in the vault', async () => {
    const { folder, keeper } = await someVault();
    const empty = await makeVaultIn(makeMemoryVaultFile());
    await keeper.makeDaily(empty);
    expect(folder.files.size).toBe(0);
    await empty.create(login('Router', 'x'));
    await keeper.makeDaily(empty);
    expect(folder.files.size).toBe(1);
  });

  test('that fails is told to the log and keeps nobody from working', async () => {
    const { session, folder, keeper, troubles } = await someVault();
    folder.fail('disk.no-permission');
    await keeper.makeDaily(session);
    expect(troubles).toEqual(['daily backup']);
    expect(keeper.unmade()).toBe('disk.no-permission');
  });

  test('lets old ones go by the rule, and leaves alone what somebody put beside them', async () => {
    const { session, folder, keeper, clock, id, rule } = await someVault();
    Object.assign(rule, { days: 2, weeks: 1, months: 0 });
    folder.files.set('my own copy.latchkey', Buffer.from('x'));
    for (let count = 0; count < 30; count += 1) {
      clock.advance(day);
      await session.mark(id, { favourite: count % 2 === 0 });
      await keeper.makeDaily(session);
    }
    const left = [...folder.files.keys()].filter((name) => parseBackupName(name) !== null);
    expect(left.length).toBeGreaterThanOrEqual(3);
    expect(left.length).toBeLessThanOrEqual(5);
    expect(folder.files.has('my own copy.latchkey')).toBe(true);
  });
});

describe('before the file is rewritten', () => {
  test('it is backed up: for compaction, for a way withdrawn and for one replaced', async () => {
    const { session, folder, keeper } = await someVault();
    const guarded = backUpFirst(session, keeper);
    await guarded.compact();
    const kit = session.slots().find(({ kind }) => kind === 'recovery');
    await guarded.replaceSlot(kit?.slotId ?? '', { ...recoverySlot, name: 'New kit' });
    await guarded.removeSlot(session.slots().find(({ kind }) => kind === 'recovery')?.slotId ?? '');
    expect([...folder.files.keys()].map((name) => parseBackupName(name)?.why).toSorted()).toEqual(['compaction', 'withdrawal', 'withdrawal']);
    await (await openNewest(folder)).verify();
  });

  test('so it is before another copy is merged into it', async () => {
    const { session, folder, keeper, file, clock } = await someVault();
    const there = await openAgain(makeMemoryVaultFile(file.durable()), { clock });
    await there.create(login('Theirs', 'x'));
    const taken: Uint8Array[] = [];
    await there.copyTo({ write: async (bytes) => void taken.push(Uint8Array.from(bytes)) });
    const guarded = backUpFirst(session, keeper);
    const before = file.durable();
    await guarded.merge(await guarded.openCopy(makeMemoryVaultFile(Buffer.concat(taken)), null));
    expect([...guarded.overviews()]).toHaveLength(2);
    expect([...folder.files].map(([name, content]) => [parseBackupName(name)?.why, content.equals(before)])).toEqual([['merge', true]]);
  });

  test('a backup that cannot be made keeps the file as it is, and says what is in the way', async () => {
    const { session, folder, keeper, file } = await someVault();
    folder.fail('disk.full');
    const before = file.bytes();
    await expect(backUpFirst(session, keeper).compact()).rejects.toMatchObject({ code: 'backup.failed', facts: { check: 'disk.full' } });
    expect(file.bytes().equals(before)).toBe(true);
  });

  test('nothing is copied where the user turned backups off', async () => {
    const { session, folder, keeper, rule } = await someVault();
    rule.isOn = false;
    folder.fail('disk.full');
    await backUpFirst(session, keeper).compact();
    expect(folder.files.size).toBe(0);
  });
});

describe('a withdrawn way', () => {
  test('still opens the backups from before, which are named, and go when that is asked for; the vault as it is stays backed up', async () => {
    const { session, folder, keeper, clock, id } = await someVault();
    await keeper.make(session, 'asked');
    clock.advance(1);
    await backUpFirst(session, keeper).removeSlot(session.slots().find(({ kind }) => kind === 'recovery')?.slotId ?? '');
    expect(await passwordOf(await openNewest(folder, { presented: { recoveryCode } }), id)).toBe('first password');
    clock.advance(1);
    expect(await keeper.removeWithdrawn(session, never)).toBe(1);
    expect(folder.files.size).toBe(1);
    expect(await failureOf(openNewest(folder, { presented: { recoveryCode } }))).toBe('unlock.no-slot');
    expect(await passwordOf(await openNewest(folder), id)).toBe('first password');
  });
});

describe('the name of a backup', () => {
  test('says when and why, and reads back', () => {
    const at = Date.UTC(2026, 10, 25, 8, 22, 6, 123);
    expect(encodeBackupName(at, 'daily')).toBe('2026-11-25T08-22-06-123Z-daily.latchkey');
    expect(parseBackupName('2026-11-25T08-22-06-123Z-daily.latchkey')).toEqual({ at, why: 'daily' });
  });

  test.each(['2026-13-25T08-22-06-123Z-daily.latchkey', '2026-02-30T08-22-06-123Z-daily.latchkey', '2026-11-25T08-22-06-123Z-monthly.latchkey', '../2026-11-25T08-22-06-123Z-daily.latchkey', 'Home.latchkey', ''])(
    '%j is none',
    (name) => {
      expect(parseBackupName(name)).toBeNull();
    },
  );
});
