/** Imports: a file is read and shown, then taken in whole or not at all. What was read waits here, never in the page. */
import { VaultFailure } from '../../shared/failure.ts';
import { fileLimits } from '../../shared/file-limits.ts';
import type { Gives } from '../../shared/contract.ts';
import { mostNamed, type ImportReport } from '../../shared/import-report.ts';
import { readImport, type ReadImport } from '../exchange/read-import.ts';
import type { Job } from '../desk/jobs.ts';
import { makeDuplicateCheck } from './import-duplicates.ts';
import type { ItemContent, VaultSession } from '../vault/vault-types.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';

type Names = 'import.choose' | 'import.offer' | 'import.take' | 'import.discard';

const sampleSize = 8;

function countKinds(items: readonly ItemContent[]): ImportReport['taken'] {
  const counts = new Map<ItemContent['overview']['kind'], number>();
  for (const { overview } of items) {
    counts.set(overview.kind, (counts.get(overview.kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

function sampleOf({ overview, details }: ItemContent): Gives<'import.offer'>['sample'][number] {
  const username = details.fields.find(({ type, concealed }) => type === 'username' && !concealed);
  return { kind: overview.kind, title: overview.title, subtitle: username?.value ?? '', url: overview.urls[0]?.url ?? null };
}

export function makeImportCalls(deps: CallDeps): Pick<Handlers, Names> {
  const { desk, jobs, window, imports, clock, random } = deps;

  async function read(session: VaultSession, fileName: string, content: Uint8Array, job: Job): Promise<Gives<'import.offer'>> {
    const taken: ReadImport = await readImport(content, {
      clock,
      random,
      progress: (_stage, done, total) => job.progress('reading', done, total),
      signal: job.signal,
    }).catch((error: unknown) => {
      throw error instanceof VaultFailure && error.code.startsWith('import.') ? new VaultFailure(error.code, { ...error.facts, fileName }) : error;
    });
    const duplicates = makeDuplicateCheck(session, taken.items);
    const found = await duplicates.find({ progress: (done, total) => job.progress('checking', done, total), signal: job.signal });
    desk.requireStill(session);
    return {
      importToken: imports.put({ ...taken, duplicates }),
      fileName,
      report: taken.report,
      sample: taken.items.slice(0, sampleSize).map(sampleOf),
      duplicates: found.size,
    };
  }

  return {
    'import.choose': ({ jobId }) =>
      jobs.run(jobId, async (job) => {
        const session = desk.session();
        const [file] = await window.chooseFiles('import', fileLimits.import, () => desk.requireStill(session));
        return file === undefined ? null : read(session, file.fileName, file.content, job);
      }),

    'import.offer': ({ jobId, fileName, content }) => jobs.run(jobId, (job) => read(desk.session(), fileName, content, job)),

    'import.take': ({ jobId, importToken, collection, skipDuplicates }) =>
      jobs.run(jobId, (job) => imports.spend(importToken, async ({ items, report, duplicates: held }) => {
        const session = desk.session();
        const checking = { progress: (done: number, total: number) => job.progress('checking', done, total), signal: job.signal };
        const left = skipDuplicates ? await held.find(checking) : new Set<number>();
        const chosen = items.filter((_, place) => !left.has(place));
        const contents = chosen.map(({ overview, details }) => ({
          content: { overview: collection === null ? overview : { ...overview, collection }, details },
        }));
        if (contents.length > 0) {
          await session.createMany(contents, {
            change: 'import',
            progress: (stage, done, total) => job.progress(stage === 'seal' ? 'sealing' : 'writing', done, total),
            signal: job.signal,
          });
        }
        const duplicates = [...left].map((place) => ({ line: null, title: items[place]?.overview.title ?? '', why: 'duplicate' as const }));
        const leftOut = [...report.leftOut, ...duplicates];
        return {
          ...report,
          taken: countKinds(chosen),
          leftOut: leftOut.slice(0, mostNamed),
          leftOutBesides: report.leftOutBesides + Math.max(0, leftOut.length - mostNamed),
        };
      })),

    'import.discard': ({ importToken }) => {
      imports.drop(importToken);
      return null;
    },
  };
}

