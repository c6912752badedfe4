/** One backup: the whole file of an open vault, copied into the folder. Called by the keeper and by the maintenance command. */
import { VaultFailure } from '../../shared/failure.ts';
import type { BackupReason } from '../../shared/views.ts';
import { readHeaderPair } from '../vault/header-pair.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import { encodeBackupName, parseBackupName } from './backup-name.ts';
import type { BackupFolder } from './backup-port.ts';

export type Backup = { readonly name: string; readonly at: number; readonly why: BackupReason; readonly sizeBytes: number };
export type MadeBackup = { readonly backup: Backup; /** False where the newest one holds this very state already. */ readonly isNew: boolean };

/** A file that is rewritten again and again while it is copied is not worth waiting for. */
const mostTries = 3;
const tagBytes = 16;

/** Newest first. */
export async function listBackups(folder: BackupFolder, vaultId: string): Promise<readonly Backup[]> {
  const files = await folder.list(vaultId);
  return files
    .flatMap((file) => {
      const said = parseBackupName(file.name);
      return said === null ? [] : [{ ...file, ...said }];
    })
    .sort((a, b) => b.at - a.at);
}

/**
 * Whether a backup is the file as it is now, told without a key: as often rewritten, its header as often changed, as long, and ending
 * in the same frame, whose tag hangs on all before it.
 */
async function isPresentState(folder: BackupFolder, { name, sizeBytes }: Backup, session: VaultSession): Promise<boolean> {
  const head = session.seenHead();
  if ((await session.sizeBytes()) !== sizeBytes) {
    return false;
  }
  const file = await folder.open(session.vaultId, name);
  try {
    const { body } = await readHeaderPair(file);
    const tag = Buffer.from(await file.read(sizeBytes - tagBytes, tagBytes)).toString('base64url');
    return body.vaultId === head.vaultId && body.epoch === head.epoch && body.generation === head.generation && tag === head.headTag;
  } catch (error) {
    if (error instanceof VaultFailure) {
      // One that cannot be read is no reason to do without a good one.
      return false;
    }
    throw error;
  } finally {
    await file.close();
  }
}

export async function makeBackup(
  { folder, now }: { readonly folder: BackupFolder; readonly now: () => number },
  session: VaultSession,
  why: BackupReason,
  signal?: AbortSignal,
): Promise<MadeBackup> {
  const { vaultId } = session;
  const before = await listBackups(folder, vaultId);
  const [newest] = before;
  if (newest !== undefined && (await isPresentState(folder, newest, session))) {
    return { backup: newest, isNew: false };
  }
  const taken = new Set(before.map(({ name }) => name));
  let at = now();
  while (taken.has(encodeBackupName(at, why))) {
    at += 1;
  }
  const name = encodeBackupName(at, why);
  for (let tried = 0; tried < mostTries; tried += 1) {
    let sizeBytes = 0;
    const isWhole = await folder.write(vaultId, name, (target) =>
      session.copyTo(
        {
          write: (bytes) => {
            sizeBytes += bytes.length;
            return target.write(bytes);
          },
        },
        signal === undefined ? {} : { signal },
      ),
    );
    if (isWhole) {
      return { backup: { name, at, why, sizeBytes }, isNew: true };
    }
  }
  throw new VaultFailure('vault.changed-on-disk');
}
