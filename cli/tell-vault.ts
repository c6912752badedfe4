/** What the commands answer, line by line. Names out of a file may be a stranger's: they are made plain before a terminal sees them. */
import type { HeaderBody } from '../electron/vault/header-body.ts';
import { slotInfos } from '../electron/vault/slots/slot-info.ts';
import { countsView } from '../electron/desk/describe-merge.ts';
import type { MergeCounts, VaultSession } from '../electron/vault/vault-types.ts';
import { commandWords as words } from '../renderer/text/command-words.ts';
import { linesOf, mergeWords } from '../renderer/text/merge.ts';
import { assertNever } from '../shared/failure.ts';
import { bringsNothing } from '../shared/merge-report.ts';
import { oneLine } from '../shared/plain-line.ts';

const nameWidth = 12;

function fact(name: keyof typeof words.facts, value: string): string {
  return `${words.facts[name].padEnd(nameWidth)} ${value}`;
}

export function headerLines(body: HeaderBody, formatVersion: number, sizeBytes: number, otherIsStale: boolean): readonly string[] {
  return [
    words.format(formatVersion),
    fact('id', body.vaultId),
    fact('made', words.moment(body.createdAt)),
    fact('epoch', words.count(body.epoch)),
    fact('generation', words.count(body.generation)),
    fact('bytes', words.bytes(sizeBytes)),
    words.waysTitle,
    ...slotInfos(body).map(({ kind, name, createdAt, kdf }) => {
      // SECURITY: a name that carries control characters could else give orders to the terminal.
      const way = words.way(kind, oneLine(name), words.moment(createdAt));
      return `  ${way}${kdf === null ? '' : `, ${words.cost(kdf.memoryKib / 1_024, kdf.passes, kdf.lanes)}`}`;
    }),
    ...(otherIsStale ? [words.headerStale] : []),
  ];
}

export async function contentLines(session: VaultSession): Promise<readonly string[]> {
  let items = 0;
  let trashed = 0;
  let versions = 0;
  for (const { id, deletedAt } of session.overviews()) {
    items += 1;
    trashed += deletedAt === null ? 0 : 1;
    versions += session.history(id).length;
  }
  return [
    fact('items', words.itemCount(items, trashed)),
    fact('versions', words.count(versions)),
    fact('frames', words.count(session.seenHead().frameCount)),
    fact('bytes', words.bytes(await session.sizeBytes())),
  ];
}

/** What a merge brought. */
export function mergeLines(counts: MergeCounts, tornBytes: number): readonly string[] {
  const view = countsView(counts);
  const plain = (ways: MergeCounts['waysOnlyThere']) => ways.map(({ kind, name }) => ({ kind, name: oneLine(name) }));
  const [there, here] = [plain(counts.waysOnlyThere), plain(counts.waysOnlyHere)];
  return [
    ...(bringsNothing(view) ? [mergeWords.nothing] : linesOf(view)),
    ...(counts.purgedItems > 0 ? [mergeWords.purgedDone(counts.purgedItems)] : []),
    ...(tornBytes > 0 ? [mergeWords.torn] : []),
    ...(there.length > 0 ? [mergeWords.onlyThere(there)] : []),
    ...(here.length > 0 ? [mergeWords.onlyHere(here)] : []),
  ];
}

export function noticeLines(session: VaultSession): readonly string[] {
  return session.notices.flatMap((notice) => {
    switch (notice.kind) {
      case 'torn-tail':
        return [words.tornTail(notice.droppedBytes)];
      case 'header-copy-repaired':
        return [words.headerStale];
      // Of no weight to somebody who reads only; what writes is refused with its own sentence.
      case 'read-only':
      // The command remembers nothing of a vault, and so never meets this one.
      case 'key-changed':
        return [];
      default:
        return assertNever(notice);
    }
  });
}
