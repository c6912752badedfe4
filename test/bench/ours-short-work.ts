/** Opening, unlocking, saving one, searching and revealing: what a person waits for many times a day. Runs in `ours-child.ts`. */
import { secureRandom } from '../../electron/crypto/random.ts';
import { argon2id } from '../../electron/crypto/password-kdf.ts';
import type { Gives, Takes } from '../../shared/contract.ts';
import { benchCost, benchPassphrase, benchRecoveryCode, makeBenchDesk, type BenchDesk } from './bench-desk.ts';
import { keystrokesFor, makeDice } from './bench-logins.ts';
import type { OpenResult, UnlockResult, WorkResult } from './ours-tasks.ts';
import { collectGarbage, forgetPeak, memoryOf } from './process-memory.ts';
import { timed } from './timing.ts';

const rowsShown = 50;
/** Between two saves, so that what the computer remembers of the first is written before the second. */
const breathMs = 20;

function firstRows(desk: BenchDesk): Promise<Gives<'item.search'>> {
  return desk.ask('item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: 0, count: rowsShown });
}

/** From the file to the first rows of the list, by a way to open that derives nothing dear. */
export async function measureOpen(folder: string, path: string): Promise<OpenResult> {
  const desk = await makeBenchDesk(folder, path);
  collectGarbage();
  forgetPeak();
  const before = memoryOf('self').residentMb;
  const { ms: openMs } = await timed(async () => {
    await desk.open({ recoveryCode: Uint8Array.from(benchRecoveryCode) });
    return firstRows(desk);
  });
  const { peakMb } = memoryOf('self');
  collectGarbage();
  const after = memoryOf('self').residentMb;
  await desk.lock();
  return { openMs, memoryMb: Math.max(0.001, after - before), peakMb: Math.max(0.001, peakMb - before) };
}

/** From the passphrase to the first rows, and the derivation by itself. */
export async function measureUnlock(folder: string, path: string): Promise<UnlockResult> {
  const desk = await makeBenchDesk(folder, path);
  const { ms: unlockMs } = await timed(async () => {
    await desk.open({ passphrase: Buffer.from(benchPassphrase, 'utf8') });
    return firstRows(desk);
  });
  await desk.lock();
  const { ms: deriveMs } = await timed(() => argon2id(Buffer.from(benchPassphrase, 'utf8'), secureRandom(16), benchCost));
  return { unlockMs, deriveMs };
}

/** The form of an item with another password in it. */
function draftFrom(item: Gives<'item.read'>, password: string): Takes<'item.update'>['draft'] {
  const { kind, title, urls, tags, collection, favourite, attributes, purgeProtected, notes } = item;
  return {
    kind, title, urls, tags, collection, favourite, attributes, purgeProtected, notes,
    fields: item.fields.map(({ id, name, label, type, concealed, value }) => ({
      id, name, label, type, concealed,
      value: name === 'password' ? { is: 'set', to: password } : value === null ? { is: 'kept' } : { is: 'set', to: value },
    })),
    keepAttachments: item.attachments.map(({ id }) => id),
    newAttachments: [],
  };
}

/** Changes the password of the item at this place of the list; only the saving is timed. */
export async function saveOne(desk: BenchDesk, place: number, password: string): Promise<number> {
  const item = await readAt(desk, place);
  const { ms } = await timed(() => desk.ask('item.update', { itemId: item.id, baseVersionId: item.versionId, draft: draftFrom(item, password) }));
  return ms;
}

async function readAt(desk: BenchDesk, place: number): Promise<Gives<'item.read'>> {
  const { rows } = await desk.ask('item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: place, count: 1 });
  const [row] = rows;
  if (row === undefined) {
    throw new RangeError('no such row');
  }
  return desk.ask('item.read', { itemId: row.id, versionId: null });
}

export async function measureWork(
  folder: string,
  path: string,
  wishes: { readonly size: number; readonly saves: number; readonly reveals: number; readonly searches: boolean },
): Promise<WorkResult> {
  const desk = await makeBenchDesk(folder, path);
  await desk.open({ recoveryCode: Uint8Array.from(benchRecoveryCode) });
  const dice = makeDice(wishes.size + 5);
  const searchMs: number[] = [];
  const revealMs: number[] = [];
  const saveMs: number[] = [];
  if (wishes.searches) {
    await firstRows(desk);
    for (const text of keystrokesFor(wishes.size)) {
      const { ms } = await timed(() => desk.ask('item.search', { text, scope: { in: 'all' }, sort: 'relevance', from: 0, count: rowsShown }));
      searchMs.push(ms);
    }
  }
  for (let turn = 0; turn < wishes.reveals; turn += 1) {
    const item = await readAt(desk, dice(wishes.size));
    const fieldId = item.fields.find(({ name }) => name === 'password')?.id;
    if (fieldId === undefined) {
      throw new RangeError('a login without a password');
    }
    const { ms } = await timed(() => desk.ask('field.reveal', { itemId: item.id, versionId: null, fieldId }));
    revealMs.push(ms);
  }
  for (let turn = 0; turn < wishes.saves; turn += 1) {
    saveMs.push(await saveOne(desk, dice(wishes.size), `changed-${turn}-lantern`));
    await new Promise((resolve) => setTimeout(resolve, breathMs));
  }
  await desk.lock();
  return { saveMs, searchMs, revealMs };
}
