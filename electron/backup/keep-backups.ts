/**
 * Keeps the backups of the open vault: makes them, thins them out by the rule, finds those that a withdrawn way still opens. One at a
 * time. Not here: when (`back-up-first.ts`, the desk once a day, the page when asked), the disk (`store/backup-folder.ts`).
 */
import { VaultFailure, type FailureCode } from '../../shared/failure.ts';
import type { BackupReason } from '../../shared/views.ts';
import { readHeaderPair } from '../vault/header-pair.ts';
import { slotInfos } from '../vault/slots/slot-info.ts';
import type { VaultFile } from '../vault/vault-port.ts';
import type { SlotInfo, VaultSession } from '../vault/vault-types.ts';
import type { BackupFolder } from './backup-port.ts';
import { listBackups, makeBackup, type Backup, type MadeBackup } from './make-backup.ts';
import { backupsToRemove, type BackupRule } from './thin-backups.ts';

/** A backup as its header describes it; no slots where the header cannot be read. */
export type KnownBackup = Backup & { readonly slots: readonly SlotInfo[]; readonly isReadable: boolean };

export type BackupKeeper = {
  /** Newest first. */
  list(vaultId: string): Promise<readonly KnownBackup[]>;
  /** Whether backups are made without being asked for. */
  isOn(): boolean;
  make(session: VaultSession, why: BackupReason, signal?: AbortSignal): Promise<MadeBackup>;
  /** Today's, where there is none yet and something changed. Never throws: what went wrong is kept for `unmade`. */
  makeDaily(session: VaultSession): Promise<void>;
  /** Why the last backup could not be made; null where it could. */
  unmade(): FailureCode | null;
  /** Backs up the vault as it is, then removes those that a way of unlocking opens which does not open the vault any more. */
  removeWithdrawn(session: VaultSession, signal: AbortSignal): Promise<number>;
  /** For reading. @throws VaultFailure `backup.not-found` */
  open(vaultId: string, name: string): Promise<{ readonly backup: Backup; readonly file: VaultFile }>;
  placeOf(vaultId: string): string;
  pathOf(vaultId: string, name: string): string;
};

/** The ways that open a backup and not the vault: withdrawn, or replaced. */
export function withdrawnWays(backup: Pick<KnownBackup, 'slots'>, present: readonly SlotInfo[]): readonly SlotInfo[] {
  return backup.slots.filter(({ slotId }) => !present.some((slot) => slot.slotId === slotId));
}

export function makeBackupKeeper(deps: {
  readonly folder: BackupFolder;
  readonly rule: () => BackupRule & { readonly isOn: boolean };
  readonly now: () => number;
  readonly trouble: (where: string, error: unknown) => void;
}): BackupKeeper {
  const { folder, now } = deps;
  let failure: FailureCode | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function describe(vaultId: string, backup: Backup): Promise<KnownBackup> {
    try {
      const file = await folder.open(vaultId, backup.name);
      try {
        const { body } = await readHeaderPair(file);
        return { ...backup, slots: slotInfos(body), isReadable: body.vaultId === vaultId };
      } finally {
        await file.close();
      }
    } catch (error) {
      if (error instanceof VaultFailure) {
        return { ...backup, slots: [], isReadable: false };
      }
      throw error;
    }
  }

  async function list(vaultId: string): Promise<readonly KnownBackup[]> {
    const known: KnownBackup[] = [];
    for (const backup of await listBackups(folder, vaultId)) {
      known.push(await describe(vaultId, backup));
    }
    return known;
  }

  async function thin(vaultId: string): Promise<void> {
    for (const { name } of backupsToRemove(await listBackups(folder, vaultId), deps.rule(), now())) {
      await folder.remove(vaultId, name);
    }
  }

  async function make(session: VaultSession, why: BackupReason, signal?: AbortSignal): Promise<MadeBackup> {
    try {
      const made = await makeBackup({ folder, now }, session, why, signal);
      failure = null;
      // Before a restore none goes: the one that is about to be restored could be among them.
      if (made.isNew && why !== 'restore') {
        await thin(session.vaultId).catch((error: unknown) => deps.trouble('thin out backups', error));
      }
      return made;
    } catch (error) {
      const code = error instanceof VaultFailure ? error.code : 'unexpected';
      // A lock or the user stopped it: nothing is wrong.
      failure = code === 'cancelled' || code === 'vault.locked' ? failure : code;
      throw error;
    }
  }

  async function hasToday(vaultId: string): Promise<boolean> {
    const today = new Date(now()).toDateString();
    return (await listBackups(folder, vaultId)).some(({ at }) => new Date(at).toDateString() === today);
  }

  return {
    list: (vaultId) => inTurn(() => list(vaultId)),
    isOn: () => deps.rule().isOn,
    make: (session, why, signal) => inTurn(() => make(session, why, signal)),
    makeDaily: (session) =>
      inTurn(async () => {
        try {
          // A vault just made holds nothing yet: its first day's backup is that of the next opening.
          const isEmpty = session.overviews()[Symbol.iterator]().next().done === true;
          if (deps.rule().isOn && !isEmpty && !(await hasToday(session.vaultId))) {
            await make(session, 'daily');
          }
        } catch (error) {
          const isExpected = error instanceof VaultFailure && (error.code === 'vault.locked' || error.code === 'cancelled');
          if (!isExpected) {
            deps.trouble('daily backup', error);
          }
        }
      }),
    unmade: () => failure,
    removeWithdrawn: (session, signal) =>
      inTurn(async () => {
        const present = session.slots();
        await make(session, 'asked', signal);
        const gone = (await list(session.vaultId)).filter((backup) => withdrawnWays(backup, present).length > 0);
        for (const { name } of gone) {
          await folder.remove(session.vaultId, name);
        }
        return gone.length;
      }),
    open: (vaultId, name) =>
      inTurn(async () => {
        // SECURITY: one of those that are there, never a path that the page made up.
        const backup = (await listBackups(folder, vaultId)).find((known) => known.name === name);
        if (backup === undefined) {
          throw new VaultFailure('backup.not-found');
        }
        return { backup, file: await folder.open(vaultId, name) };
      }),
    placeOf: (vaultId) => folder.placeOf(vaultId),
    pathOf: (vaultId, name) => folder.pathOf(vaultId, name),
  };
}
