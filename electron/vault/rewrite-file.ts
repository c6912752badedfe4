/**
 * Compaction and change of the vault key: the whole file anew, without what was purged. Sealed details are copied as they are, their
 * item keys wrapped anew where the vault key changes; every source frame is checked on the way. A crash or a cancellation leaves
 * the old file whole; afterwards it is one large transaction of a new epoch, and behind it what was saved while it was made
 * (`carry-over.ts`). Reads go on, and so do writes where a queue is given to take the last turn in.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Turns } from './act-turns.ts';
import { collectBlobs, eachMoved, takeAllVersions } from './all-versions.ts';
import type { AllVersions, LiveBlobs } from './all-versions.ts';
import type { Saving } from './append-transaction.ts';
import { makeBlobGroup } from './blob-group.ts';
import { makeBreath } from './breath.ts';
import type { Breathe } from './breath.ts';
import { carryOver } from './carry-over.ts';
import { requireWritable } from './change-header.ts';
import { encodeCommit, packParts } from './commit-payload.ts';
import type { Commit } from './commit-payload.ts';
import { logOffset } from './file-layout.ts';
import { firstLink, frameKinds } from './frame.ts';
import { makeFrameWalk } from './frame-walk.ts';
import type { FrameWalk } from './frame-walk.ts';
import type { HeaderBody } from './header-body.ts';
import { encodeHeaderCopy } from './header-copy.ts';
import { addBlock, forgetItems, makeItemIndex } from './item-index.ts';
import { titleOf } from './item-order.ts';
import { makeNewLog } from './new-log.ts';
import type { NewLog } from './new-log.ts';
import { placesByTitle } from './places-by-title.ts';
import { makeBlobCarrier } from './touch/carry-blob.ts';
import type { CarryBlob, TouchCarrying } from './touch/carry-blob.ts';
import { requireKeys } from './vault-keys.ts';
import type { VaultKeys } from './vault-keys.ts';
import { beginSwap } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import type { BlobPlace } from './version-row.ts';

/** What is left to be carried over may be so much when the others have to wait for it. */
const lastBytes = 1 << 18;
/** Whoever writes faster than this copies is made to wait in the end. */
const mostRounds = 20;

type NewFile = { readonly keys: VaultKeys; readonly carry: TouchCarrying } & Pick<HeaderBody, 'slots' | 'touch'>;
type Start = { readonly walk: FrameWalk; readonly all: AllVersions; readonly closing: Commit };

/**
 * The keys given replace those of the state when the new file is in place; until then they are the caller's. Without `turns` it is
 * the caller's turn all the time. The header must not change meanwhile.
 */
export async function rewriteFile(state: VaultState, { keys, slots, touch, carry }: NewFile, saving: Saving = {}, turns: Pick<Turns, 'inTurn' | 'hold'> | null = null): Promise<void> {
  requireWritable(state);
  const breathe = makeBreath(saving.signal);
  const start = turns ? await turns.inTurn(async () => startFrom(state)) : startFrom(state);
  const header = { ...state.header, slots, touch, epoch: state.header.epoch + 1, generation: state.header.generation + 1 };
  const [index, left] = [makeItemIndex(), state.index];
  const next: VaultState = { ...state, keys, header, log: { offsets: [], end: logOffset, last: firstLink, sizeOnDisk: logOffset }, index };
  const copyOfHeader = encodeHeaderCopy(header, next.prefix, keys.headerMac);
  let release = (): void => undefined;
  let swapped = (): void => undefined;
  try {
    await state.deps.file.replace(async (target) => {
      await target.write(next.prefix);
      await target.write(copyOfHeader);
      await target.write(copyOfHeader);
      const log = makeNewLog(next, target);
      const tell = makeTelling(saving, start.all.count);
      const all = await sortByTitle(start.all, breathe);
      const blobs = await collectBlobs(state.vaultId, all, start.walk, breathe, tell);
      const work = { all, walk: start.walk, blobs, log, breathe, tell };
      await copyBlobs(makeBlobCarrier(state.keys, keys, state.deps.random, carry, touchItems(next, all)), next, work);
      await writeRows(next, work);
      await log.add(frameKinds.commit, encodeCommit(start.closing));
      start.closing.purged.forEach(([itemId, at]) => index.purged.set(itemId, at));
      if (turns) {
        release = await catchUp(state, { from: start.walk.frames, carry: carryOver(next, blobs, log, breathe), turns });
      }
      await breathe();
      // SECURITY: a lock empties the index at once. A file made from an emptied one must never take the place of the whole one.
      requireKeys(state.keys);
      swapped = beginSwap(state);
    });
    next.log.sizeOnDisk = next.log.end;
    Object.assign(state, { keys, header, servingCopy: 0, otherCopyIsStale: false, log: next.log, index, revision: state.revision + 1 });
    // What was purged, and what is older now, stands in it too.
    forgetItems(left);
  } catch (error) {
    forgetItems(index);
    if (!(error instanceof VaultFailure)) {
      // A lock empties the index under our hands: what falls over then is that, and no bug.
      requireKeys(state.keys);
    }
    throw error;
  } finally {
    swapped();
    release();
  }
}

function startFrom(state: VaultState): Start {
  const { clock, device } = state.deps;
  const commit = { first: 0, at: clock.now(), device, settled: true, rows: [], audit: [] };
  return {
    walk: makeFrameWalk(state),
    all: takeAllVersions(state.index),
    closing: { ...commit, purged: [...state.index.purged], settings: state.settings, settingsAt: state.settingsAt },
  };
}

/** Each version is looked at, its details are copied, its row is written. */
function makeTelling(saving: Saving, versions: number): (done: number) => void {
  return (done) => saving.progress?.('rewrite', Math.min(done, 3 * versions), 3 * versions);
}

/** The newest versions in the order of their titles. */
async function sortByTitle(all: AllVersions, breathe: Breathe): Promise<AllVersions> {
  const titles: string[] = [];
  for (const number of all.newest) {
    titles.push(titleOf(all.index.rows, number));
    await breathe();
  }
  const places = await placesByTitle(titles, breathe);
  return { ...all, newest: Int32Array.from(places, (place) => all.newest[place] ?? 0) };
}

type Work = {
  readonly all: AllVersions;
  readonly walk: FrameWalk;
  readonly blobs: LiveBlobs;
  readonly log: NewLog;
  readonly breathe: Breathe;
  readonly tell: (done: number) => void;
};

async function copyBlobs(carry: CarryBlob, next: VaultState, { walk, all, blobs, log, breathe, tell }: Work): Promise<void> {
  const group = makeBlobGroup();
  let copied = 0;
  for (let frame = 0; frame < walk.frames; frame += 1) {
    const live = blobs.inFrame(frame);
    const payload = live.length > 0 ? (await walk.frame(frame)).payload : null;
    for (const blob of payload ? live : []) {
      const sealed = payload?.subarray(blob.place.offset, blob.place.offset + blob.place.length);
      if (sealed?.length !== blob.place.length) {
        throw new VaultFailure('item.damaged');
      }
      const bytes = await carry(sealed, blob);
      if (!group.fits(bytes.length)) {
        await log.add(frameKinds.details, group.take());
      }
      blob.moved = { frame: next.log.offsets.length, offset: group.add(bytes), length: bytes.length };
      copied += 1;
      await breathe();
    }
    tell(all.count + Math.floor((all.count * copied) / Math.max(1, blobs.count)));
    await breathe();
  }
  if (!group.isEmpty()) {
    await log.add(frameKinds.details, group.take());
  }
}

/** Items that need a touch as they are now: their older versions, and files from before they were marked, are sealed for one too. */
function touchItems({ header }: VaultState, { index: { rows }, newest }: AllVersions): ReadonlySet<string> {
  const marked = header.touch === null ? [] : [...newest].filter((number) => rows.blockOf(number).isTouchRequired(rows.rowOf(number)));
  return new Set(marked.map((number) => rows.blockOf(number).itemId(rows.rowOf(number))));
}

async function writeRows(next: VaultState, { all, walk, blobs, log, breathe, tell }: Work): Promise<void> {
  let done = 2 * all.count;
  const movedTo = (place: BlobPlace): BlobPlace | null => blobs.at(place)?.moved ?? null;
  for await (const parts of eachMoved(all, walk, movedTo, breathe)) {
    for (const payload of packParts(parts)) {
      addBlock(next.index, payload, await log.add(frameKinds.overview, payload));
      await breathe();
    }
    done += parts.length;
    tell(done);
  }
}

type CatchingUp = { readonly from: number; readonly carry: ReturnType<typeof carryOver>; readonly turns: Pick<Turns, 'inTurn' | 'hold'> };

/** Carries over what is saved meanwhile, again and again until little is left; the last of it with everybody waiting. */
async function catchUp(state: VaultState, { from, carry, turns }: CatchingUp): Promise<() => void> {
  let done = from;
  for (let round = 1; ; round += 1) {
    const walk = makeFrameWalk(state);
    await carry(walk, done);
    done = walk.frames;
    const release = await turns.hold();
    try {
      const rest = makeFrameWalk(state);
      if (rest.bytesFrom(done) <= lastBytes || round >= mostRounds) {
        await carry(rest, done);
        return release;
      }
    } catch (error) {
      release();
      throw error;
    }
    release();
  }
}
