/** Backups: the list, one made by hand, reading one beside the vault, bringing an item or the whole file back. */
import { VaultFailure } from '../../shared/failure.ts';
import { oneLine } from '../../shared/plain-line.ts';
import type { BackupRow, BackupView } from '../../shared/views.ts';
import { requireBackup } from '../backup/back-up-first.ts';
import { withdrawnWays, type KnownBackup } from '../backup/keep-backups.ts';
import type { OpenedBackup } from '../backup/opened-backup.ts';
import { restoreFromBackup, standingOf } from '../backup/restore-item.ts';
import { openVault, readSlots } from '../vault/open-vault.ts';
import { queryWords } from '../vault/search-text.ts';
import type { SlotInfo } from '../vault/vault-types.ts';
import { withTouch } from './ask-touch.ts';
import type { CallDeps } from './call-deps.ts';
import type { FollowDerivation } from './follow-derivation.ts';
import type { Handlers } from './answer-call.ts';
import { rowOf } from './search-calls.ts';
import { openChecked, withPresented } from './unlock-calls.ts';

type Names =
  | 'backup.list' | 'backup.make' | 'backup.removeWithdrawn' | 'backup.showInFolder'
  | 'backup.open' | 'backup.search' | 'backup.restoreItem' | 'backup.restoreAll' | 'backup.close';

function viewOf(backup: KnownBackup, present: readonly SlotInfo[]): BackupView {
  const { name, at, why, sizeBytes, slots, isReadable } = backup;
  return {
    backupId: name, at, why, sizeBytes, isReadable,
    slotKinds: [...new Set(slots.map(({ kind }) => kind))],
    keyNames: slots.filter(({ credential }) => credential !== null).map((slot) => oneLine(slot.name)),
    withdrawn: withdrawnWays(backup, present).map((slot) => oneLine(slot.name)),
  };
}

export function makeBackupCalls(deps: CallDeps, follow: FollowDerivation): Pick<Handlers, Names> {
  const { desk, jobs, backups, backupReader, clock, random, device, window } = deps;

  return {
    'backup.list': async () => {
      const session = desk.session();
      const known = await backups.list(session.vaultId);
      desk.requireStill(session);
      return { place: backups.placeOf(session.vaultId), unmade: backups.unmade(), backups: known.map((backup) => viewOf(backup, session.slots())) };
    },

    'backup.make': ({ jobId }) => jobs.run(jobId, async (job) => ({ isNew: (await backups.make(desk.session(), 'asked', job.signal)).isNew })),

    'backup.removeWithdrawn': ({ jobId }) => jobs.run(jobId, async (job) => ({ removed: await backups.removeWithdrawn(desk.session(), job.signal) })),

    'backup.showInFolder': async () => {
      const { vaultId } = desk.session();
      const [newest] = await backups.list(vaultId);
      if (newest === undefined) {
        throw new VaultFailure('backup.not-found');
      }
      window.showInFolder(backups.pathOf(vaultId, newest.name));
      return null;
    },

    'backup.open': ({ jobId, backupId, passphrase, useKey, recoveryWords }) =>
      jobs.run(jobId, async (job) => {
        const { vaultId } = desk.session();
        const opened = await backupReader.open(async (): Promise<OpenedBackup> => {
          const { backup, file } = await backups.open(vaultId, backupId);
          try {
            const { slots, vaultId: said } = await readSlots(file);
            if (said !== vaultId) {
              throw new VaultFailure('vault.damaged', { check: 'vault-id' });
            }
            return await withPresented(deps, slots, { passphrase, useKey, recoveryWords }, job, (presented, asserted) =>
              openChecked(asserted, slots, async () => ({
                backup,
                // An older state is what is wanted: what this computer has seen of the vault since does not count.
                session: await follow(job, { stage: 'opening' }, (progress) =>
                  openVault({ file, clock, random, device }, presented, { seen: null, progress, signal: job.signal }),
                ),
              })),
            );
          } catch (error) {
            await file.close();
            throw error;
          }
        });
        return { itemCount: opened.session.counts().all };
      }),

    'backup.search': async ({ text, from, count }) => {
      const { session } = backupReader.current();
      const vault = desk.session();
      const { total, overviews } = session.search({ text, scope: { in: 'all' }, sort: text === '' ? 'title' : 'relevance' }, from, count);
      const words = queryWords(text);
      const rows: BackupRow[] = [];
      for (const then of overviews) {
        rows.push({ ...rowOf(then, words), standing: await standingOf(session, vault, then) });
      }
      return { total, rows };
    },

    'backup.restoreItem': ({ itemId }) =>
      restoreFromBackup(backupReader.current().session, desk.session(), itemId, (session, id, read) => withTouch(deps, session, id, read)),

    'backup.restoreAll': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        const { session } = backupReader.current();
        // Every byte, before anything is replaced by it.
        await session.verify({ progress: (_stage, done, total) => job.progress('checking', done, total), signal: job.signal });
        const vault = desk.session();
        for (;;) {
          const { mac } = vault.seenHead();
          let isBackedUp = true;
          // Also where automatic backups are off: what is about to be replaced is never thrown away.
          await requireBackup(backups, vault, 'restore', job.signal);
          try {
            await desk.replaceFile(async (target) => {
              isBackedUp = vault.seenHead().mac === mac;
              if (!isBackedUp || !(await session.copyTo(target))) {
                throw new VaultFailure('vault.changed-on-disk');
              }
            }, session.seenHead());
            return null;
          } catch (error) {
            // Something was saved while the backup was being made: it needs one of its own.
            if (isBackedUp) {
              throw error;
            }
          }
        }
      }),

    'backup.close': async () => {
      await backupReader.close();
      return null;
    },
  };
}
