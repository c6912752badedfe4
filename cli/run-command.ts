/**
 * Runs one maintenance command and gives its exit code: 0 all is well, 1 damaged or failed, 2 not understood. Not here: the terminal
 * and the disk (`vault.ts`). A failure is said with the sentence that the window has for it.
 */
import { assertNever, VaultFailure } from '../shared/failure.ts';
import { requireBackup } from '../electron/backup/back-up-first.ts';
import type { BackupKeeper } from '../electron/backup/keep-backups.ts';
import { makeBackup } from '../electron/backup/make-backup.ts';
import { formatVersion } from '../electron/vault/file-layout.ts';
import { readHeaderPair } from '../electron/vault/header-pair.ts';
import type { VaultSession } from '../electron/vault/vault-types.ts';
import { commandWords as words } from '../renderer/text/command-words.ts';
import { sentenceFor } from '../renderer/text/failures.ts';
import type { BackupReason } from '../shared/views.ts';
import type { CommandPort } from './command-port.ts';
import { CannotGoOn, openByRequest, openCopyByRequest } from './open-by-request.ts';
import { readArguments, type VaultRequest } from './read-arguments.ts';
import { contentLines, headerLines, mergeLines, noticeLines } from './tell-vault.ts';

export type ExitCode = 0 | 1 | 2;

const damage: ReadonlySet<string> = new Set(['vault.damaged', 'vault.truncated', 'item.damaged']);

async function tellHeader(port: CommandPort, { path }: VaultRequest): Promise<void> {
  // Reads the header alone: no key, and no lock, so that it answers while the application has the vault open.
  const file = await port.openFile(path, { readOnly: true });
  try {
    const { body, otherIsStale } = await readHeaderPair(file);
    headerLines(body, formatVersion, await file.size(), otherIsStale).forEach(port.say);
  } finally {
    await file.close();
  }
}

async function withSession(port: CommandPort, request: VaultRequest, work: (session: VaultSession) => Promise<void>): Promise<void> {
  const session = await openByRequest(port, request);
  try {
    noticeLines(session).forEach(port.note);
    await work(session);
  } finally {
    await session.lock();
  }
}

async function backUp(port: CommandPort, request: VaultRequest, session: VaultSession, why: BackupReason): Promise<void> {
  if (!session.writable) {
    // Before the copy, which is as large as the vault and would be for nothing.
    throw new VaultFailure('disk.read-only');
  }
  const folder = port.openBackups(request.backups);
  const make = (...[from, reason, stop]: Parameters<BackupKeeper['make']>) => makeBackup({ folder, now: port.clock.now }, from, reason, stop);
  await requireBackup({ make }, session, why, port.signal);
  port.note(words.backedUp(folder.placeOf(session.vaultId)));
}

async function mergeCopy(port: CommandPort, session: VaultSession, request: VaultRequest): Promise<void> {
  const { progress, signal } = port;
  const { other } = request;
  if (other === null) {
    throw new RangeError('a merge without a copy');
  }
  const copy = await openCopyByRequest(port, session, { ...request, other });
  await backUp(port, request, session, 'merge');
  const counts = await session.merge(copy, { progress, signal });
  mergeLines(counts, copy.tornBytes).forEach(port.say);
  await copy.close();
}

function act(port: CommandPort, request: VaultRequest): Promise<void> {
  const { progress, signal } = port;
  switch (request.command) {
    case 'info':
      return tellHeader(port, request);
    case 'verify':
      return withSession(port, request, async (session) => {
        (await contentLines(session)).forEach(port.say);
        await session.verify({ progress, signal });
        port.say(words.whole);
      });
    case 'compact':
      return withSession(port, request, async (session) => {
        const before = await session.sizeBytes();
        await backUp(port, request, session, 'compaction');
        await session.compact({ progress, signal });
        port.say(words.compacted(before, await session.sizeBytes()));
      });
    case 'merge':
      return withSession(port, request, (session) => mergeCopy(port, session, request));
    default:
      return assertNever(request.command);
  }
}

export async function runCommand(args: readonly string[], port: CommandPort): Promise<ExitCode> {
  const request = readArguments(args);
  if ('misuse' in request) {
    const why = words.misuse[request.misuse];
    if (why === null) {
      port.say(words.usage);
      return args.length === 0 ? 2 : 0;
    }
    port.note(why);
    port.note(words.usage);
    return 2;
  }
  try {
    await act(port, request);
    return 0;
  } catch (error) {
    if (error instanceof CannotGoOn) {
      port.note(error.sentence);
      return 1;
    }
    if (!(error instanceof VaultFailure)) {
      throw error;
    }
    if (damage.has(error.code)) {
      port.say(words.damaged(error.facts.check ?? null));
    }
    // Whether backups are on is a setting of the window; the command always makes one, and another folder is the way round.
    port.note(error.code === 'backup.failed' ? words.backupFailed(error.facts.check) : sentenceFor(error));
    return 1;
  }
}
