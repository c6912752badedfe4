/** Backups made at any moment of any story: each is a whole vault, in a state that the vault was in while it was copied. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeBackup } from '../../electron/backup/make-backup.ts';
import type { VaultSession } from '../../electron/vault/vault-types.ts';
import { makeMemoryBackupFolder } from '../support/memory-backup-folder.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import { login, makeSetClock, makeVaultIn, openAgain, passphraseSlot, recoverySlot } from '../support/sample-vault.ts';

const acts = ['create', 'large', 'update', 'remove', 'purge', 'compact', 'addSlot', 'removeSlot', 'backUp'] as const;
type Act = (typeof acts)[number];

/** Everything that a reader sees: each item's version, and the ways to open. */
function stateOf(session: VaultSession): string {
  const items = [...session.overviews()].map(({ id, versionId }) => `${id} ${versionId}`).sort();
  return JSON.stringify([items, session.slots().map(({ slotId }) => slotId)]);
}

async function perform(session: VaultSession, act: Act, number: number): Promise<void> {
  const items = [...session.overviews()];
  const live = items.find(({ deletedAt }) => deletedAt === null);
  const trashed = items.find(({ deletedAt }) => deletedAt !== null);
  const kit = session.slots().find(({ kind }) => kind === 'recovery');
  switch (act) {
    case 'create':
      await session.create(login(`Item ${number}`, 'x'));
      break;
    case 'large':
      // More than one piece of the copy.
      await session.createMany(Array.from({ length: 6 }, (_, place) => ({ content: login(`Large ${number}.${place}`, 'x'.repeat(200_000)) })), { change: 'import' });
      break;
    case 'update':
      await (live && session.update(live.id, live.versionId, login(`Changed ${number}`, 'y')));
      break;
    case 'remove':
      await (live && session.remove([live.id]));
      break;
    case 'purge':
      await (trashed && session.purge([trashed.id]));
      break;
    case 'compact':
      await session.compact();
      break;
    case 'addSlot':
      await (kit ? undefined : session.addSlot(recoverySlot));
      break;
    case 'removeSlot':
      await (kit && session.removeSlot(kit.slotId));
      break;
    case 'backUp':
      break;
  }
}

test('a backup is a state that was, whatever goes on beside it', async () => {
  let copies = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 5, maxLength: 25 }), async (story) => {
      const clock = makeSetClock();
      const session = await makeVaultIn(makeMemoryVaultFile(), [passphraseSlot], clock);
      const states = [stateOf(session)];
      const made: Promise<void>[] = [];
      const found: { readonly from: number; readonly state: string }[] = [];
      const backUp = async (): Promise<void> => {
        const from = states.length - 1;
        const folder = makeMemoryBackupFolder();
        await makeBackup({ folder, now: clock.now }, session, 'asked');
        const [name = ''] = folder.files.keys();
        const backup = await openAgain(await folder.open('', name), { clock });
        expect(backup.notices.filter(({ kind }) => kind !== 'read-only')).toEqual([]);
        await backup.verify();
        copies += 1;
        found.push({ from, state: stateOf(backup) });
      };
      for (const [number, act] of story.entries()) {
        clock.advance(1_000);
        if (act === 'backUp') {
          made.push(backUp());
        } else {
          await perform(session, act, number);
          states.push(stateOf(session));
        }
      }
      await Promise.all(made);
      for (const { from, state } of found) {
        expect(states.slice(from)).toContain(state);
      }
    }),
    { numRuns: 25 },
  );
  expect(copies).toBeGreaterThan(15);
});
