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
const glanceMs = 1_000;

/** As a person looks at the list before typing. What the application does by itself after opening is done by then, and counts as memory. */
function glance(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, glanceMs));
}

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
  await glance();
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
  const { kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected, notes } = item;
  return {
    kind, title, urls, tags, collection, favourite, attributes, touchRequired, purgeProtected, notes,
    fields: item.fields.map(({ id, name, label, type, concealed, value }) => ({
      id, name, label, type, concealed,
      value: name === 'password' ? { is: 'set', to: password } : value === null ? { is: 'kept' } : { is: 'set', to: value },
    })),
    keepAttachments: item.attachments.map(({ id }) => id),
    newAttachments: [],
  };
}

/** Changes the password of an item; only the saving is timed. */
export async function saveOne(desk: BenchDesk, itemId: string, password: string): Promise<number> {
  const item = await desk.ask('item.read', { itemId, versionId: null });
  const { ms } = await timed(() => desk.ask('item.update', { itemId, baseVersionId: item.versionId, draft: draftFrom(item, password) }));
  return ms;
}

/** Of items here and there in the list. */
export async function pickIds(desk: BenchDesk, size: number, count: number): Promise<readonly string[]> {
  const dice = makeDice(size + count);
  const ids: string[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const { rows } = await desk.ask('item.search', { text: '', scope: { in: 'all' }, sort: 'title', from: dice(size), count: 1 });
    ids.push(...rows.map(({ id }) => id));
  }
  return ids;
}

export async function measureWork(
  folder: string,
  path: string,
  wishes: { readonly size: number; readonly saves: number; readonly reveals: number; readonly searches: boolean },
): Promise<WorkResult> {
  const desk = await makeBenchDesk(folder, path);
  await desk.open({ recoveryCode: Uint8Array.from(benchRecoveryCode) });
  const searchMs: number[] = [];
  const revealMs: number[] = [];
  const saveMs: number[] = [];
  if (wishes.searches) {
    await firstRows(desk);
    await glance();
    for (const text of keystrokesFor(wishes.size)) {
      const { ms } = await timed(() => desk.ask('item.search', { text, scope: { in: 'all' }, sort: 'relevance', from: 0, count: rowsShown }));
      searchMs.push(ms);
    }
  }
  for (const itemId of await pickIds(desk, wishes.size, wishes.reveals)) {
    const item = await desk.ask('item.read', { itemId, versionId: null });
    const fieldId = item.fields.find(({ name }) => name === 'password')?.id;
    if (fieldId === undefined) {
      throw new RangeError('a login without a password');
    }
    const { ms } = await timed(() => desk.ask('field.reveal', { itemId: item.id, versionId: null, fieldId }));
    revealMs.push(ms);
  }
  for (const [turn, itemId] of (await pickIds(desk, wishes.size, wishes.saves)).entries()) {
    saveMs.push(await saveOne(desk, itemId, `changed-${turn}-lantern`));
    await new Promise((resolve) => setTimeout(resolve, breathMs));
  }
  await desk.lock();
  return { saveMs, searchMs, revealMs };
}
