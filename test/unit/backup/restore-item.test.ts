/** One item out of a backup: as a new version where the item lives, as a new item where it is gone, and nothing is lost by it. */
import { describe, expect, test } from 'vitest';
import { restoreFromBackup, standingOf, type ReadTouched } from '../../../electron/backup/restore-item.ts';
import { makeMemoryVaultFile } from '../../support/memory-vault-file.ts';
import { failureOf, login, makeSetClock, makeVaultIn, newId, openAgain, passphraseSlot, passwordOf } from '../../support/sample-vault.ts';
import { makeTestKey, touchLogin } from '../../support/touch-keys.ts';

const untouched: ReadTouched = (_session, _itemId, read) => read();

/** A vault with one item, and a copy of its file as it is then, opened for reading. */
async function vaultAndBackup() {
  const clock = makeSetClock();
  const file = makeMemoryVaultFile();
  const vault = await makeVaultIn(file, undefined, clock);
  const fileId = newId();
  const { id } = await vault.create(login('Router', 'first'), 'create', [{ meta: { id: fileId, fileName: 'plan.txt', mediaType: 'text/plain', size: 4 }, content: Buffer.from('plan') }]);
  const backup = await openAgain(makeMemoryVaultFile(file.durable(), { writable: false }), { clock });
  clock.advance(1_000);
  return { vault, backup, id, fileId, clock };
}

describe('restoring an item', () => {
  test('that was changed makes a new version of it; the one before stays in its history', async () => {
    const { vault, backup, id, fileId } = await vaultAndBackup();
    await vault.update(id, vault.overview(id).versionId, login('Router', 'second'));
    expect(await standingOf(backup, vault, backup.overview(id))).toBe('changed');
    expect(await restoreFromBackup(backup, vault, id, untouched)).toEqual({ itemId: id, as: 'version' });
    expect(await passwordOf(vault, id)).toBe('first');
    expect(Buffer.from(await vault.attachment(id, fileId)).toString()).toBe('plan');
    expect(vault.history(id).map(({ change }) => change)).toEqual(['restore', 'edit', 'create']);
    expect(await standingOf(backup, vault, backup.overview(id))).toBe('same');
    expect((await restoreFromBackup(backup, vault, id, untouched)).as).toBe('same');
  });

  test('that is in the trash brings it out', async () => {
    const { vault, backup, id } = await vaultAndBackup();
    await vault.remove([id]);
    expect(await standingOf(backup, vault, backup.overview(id))).toBe('trash');
    expect((await restoreFromBackup(backup, vault, id, untouched)).as).toBe('version');
    expect(vault.overview(id).deletedAt).toBeNull();
  });

  test('that was purged makes a new item, with its attachments', async () => {
    const { vault, backup, id, fileId } = await vaultAndBackup();
    await vault.remove([id]);
    await vault.purge([id]);
    expect(await standingOf(backup, vault, backup.overview(id))).toBe('gone');
    const restored = await restoreFromBackup(backup, vault, id, untouched);
    expect(restored.as).toBe('new');
    expect(restored.itemId).not.toBe(id);
    expect(await passwordOf(vault, restored.itemId)).toBe('first');
    expect(Buffer.from(await vault.attachment(restored.itemId, fileId)).toString()).toBe('plan');
    expect(vault.overview(restored.itemId).change).toBe('restore');
  });

  test('that is as it was does nothing', async () => {
    const { vault, backup, id } = await vaultAndBackup();
    expect(await standingOf(backup, vault, backup.overview(id))).toBe('same');
    expect((await restoreFromBackup(backup, vault, id, untouched)).as).toBe('same');
    expect(vault.history(id)).toHaveLength(1);
  });

  test('whose version the vault never had takes its content, and out of the trash too', async () => {
    // The backup went on by itself: as after the whole vault was restored from an older one.
    for (const trashed of [false, true]) {
      const { vault, backup: early, id, fileId, clock } = await vaultAndBackup();
      const file = makeMemoryVaultFile();
      await early.copyTo({ write: async (bytes) => file.write(await file.size(), bytes) });
      const backup = await openAgain(file, { clock });
      const extra = newId();
      await backup.update(id, backup.overview(id).versionId, { ...login('Router', 'elsewhere'), details: { ...login('Router', 'elsewhere').details, attachments: (await backup.details(id)).attachments } }, [
        { meta: { id: extra, fileName: 'more.txt', mediaType: 'text/plain', size: 4 }, content: Buffer.from('more') },
      ]);
      await vault.update(id, vault.overview(id).versionId, { ...login('Router', 'here'), details: { ...login('Router', 'here').details, attachments: (await vault.details(id)).attachments } });
      if (trashed) {
        await vault.remove([id]);
      }
      expect((await restoreFromBackup(backup, vault, id, untouched)).as).toBe('version');
      expect(await passwordOf(vault, id)).toBe('elsewhere');
      expect(vault.overview(id)).toMatchObject({ change: 'restore', deletedAt: null });
      expect(Buffer.from(await vault.attachment(id, fileId)).toString()).toBe('plan');
      expect(Buffer.from(await vault.attachment(id, extra)).toString()).toBe('more');
    }
  });

  test('that needs a touch is read after one alone, and needs one again where it came to', async () => {
    const [blue, file] = [makeTestKey('blue'), makeMemoryVaultFile()];
    const vault = await makeVaultIn(file, [passphraseSlot, blue.slot]);
    const { id } = await vault.create(touchLogin('Bank', 'then'));
    const backup = await openAgain(makeMemoryVaultFile(file.durable()));
    await vault.remove([id]);
    await vault.purge([id]);
    expect(await failureOf(restoreFromBackup(backup, vault, id, untouched))).toBe('item.needs-touch');
    const touched: string[] = [];
    const restored = await restoreFromBackup(backup, vault, id, async (session, itemId, read) => {
      touched.push(session === backup ? 'backup' : 'vault');
      await session.touch(itemId, blue.touch);
      return read();
    });
    expect(touched).toEqual(['backup']);
    expect(vault.overview(restored.itemId).touchRequired).toBe(true);
    expect(await failureOf(vault.details(restored.itemId))).toBe('item.needs-touch');
    await vault.touch(restored.itemId, blue.touch);
    expect(await passwordOf(vault, restored.itemId)).toBe('then');
  });
});
