/**
 * Another program changed the vault file under the open session: a sync program put a newer one in its place, or wrote into it. What stands there
 * now is opened with the session's key and united with what the session has, and the session goes on with it. A file that cannot be read, as
 * one that has only half arrived, is left alone, and the session stays what it was. Called by `vault-session.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Saving } from './append-transaction.ts';
import { changeHeader } from './change-header.ts';
import { countMerge } from './count-merge.ts';
import { maxSlots } from './header-body.ts';
import type { HeaderBody, HeaderSlot } from './header-body.ts';
import { isOurCopy } from './header-copy.ts';
import { readHeaderPair } from './header-pair.ts';
import { forgetItems } from './item-index.ts';
import { isNothing, planMerge } from './merge-plan.ts';
import type { MergePlan } from './merge-plan.ts';
import { mergeVault } from './merge-vault.ts';
import { openCopy } from './open-copy.ts';
import { uniteTouch, withoutSeeds } from './touch/touch-key.ts';
import { destroyVaultKeys, requireKeys } from './vault-keys.ts';
import type { VaultFile } from './vault-port.ts';
import { endsAsLeft } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import type { CaughtUp } from './vault-types.ts';

export function isChangedOnDisk(error: unknown): boolean {
  return error instanceof VaultFailure && error.code === 'vault.changed-on-disk';
}

/** Null where the file is as the session left it. */
export async function catchUp(state: VaultState, saving: Saving): Promise<CaughtUp | null> {
  const { file, isAnother } = await state.deps.file.reopen();
  let theirs: VaultState | null = null;
  try {
    if (!isAnother && (await isAsLeft(state, file))) {
      await file.close();
      return null;
    }
    const loaded = await openCopy(state, file, null, saving);
    theirs = loaded.state;
    if (loaded.tornBytes > 0) {
      // Maybe it is still arriving. Cutting off what it ends with is for whoever opens it and is told.
      throw new VaultFailure('vault.truncated', { fileName: file.fileName });
    }
    const counts = countMerge(state, theirs, await planMerge(state, theirs, saving.signal));
    const { carriedOver, lost } = await carryOver(state, theirs, isAnother, saving);
    goOnWith(state, theirs);
    return { counts, carriedOver, lost };
  } catch (error) {
    if (theirs) {
      destroyVaultKeys(theirs.keys);
      forgetItems(theirs.index);
    }
    await file.close();
    throw error;
  }
}

/** Whether header and log are those that the session knows. */
async function isAsLeft(state: VaultState, file: VaultFile): Promise<boolean> {
  const { log, keys, header, vaultId } = state;
  const size = await file.size();
  // Where a write of our own failed, nobody knows how long the tail is; the next write cuts it off.
  if (log.sizeOnDisk === null ? size < log.end : size !== log.sizeOnDisk) {
    return false;
  }
  if (!(await endsAsLeft(state, file))) {
    return false;
  }
  const found = await readHeaderPair(file).catch(() => null);
  return found !== null && isOurCopy(found.copy, vaultId, found.prefix, keys.headerMac) && found.body.generation === header.generation;
}

async function carryOver(state: VaultState, theirs: VaultState, isAnother: boolean, saving: Saving) {
  const plan = await planMerge(theirs, state, saving.signal);
  const versions = plan.missing.reduce((sum, { versions: missing }) => sum + missing.length, 0);
  if (!theirs.deps.file.writable) {
    return { carriedOver: 0, lost: versions };
  }
  const isWhole = await mergeReadable(theirs, state, plan, isAnother, saving);
  const slots = unitedSlots(state.header, theirs.header);
  if (slots) {
    await changeHeader(theirs, slots);
  }
  const united = uniteTouch(theirs, state);
  if (united) {
    await changeHeader(theirs, united.slots, united.touch);
  }
  return isWhole ? { carriedOver: versions, lost: 0 } : { carriedOver: 0, lost: versions };
}

/** False where versions could not be read any more; what needs no reading, as tombstones and settings, is merged all the same. */
async function mergeReadable(theirs: VaultState, state: VaultState, plan: MergePlan, isAnother: boolean, saving: Saving): Promise<boolean> {
  if (isNothing(plan)) {
    return true;
  }
  try {
    await mergeVault(theirs, state, plan, saving);
    return true;
  } catch (error) {
    // Written over in place: what only stood there is gone, and that is said. From another file it can be read, or the disk fails.
    if (isAnother || !isDamage(error) || plan.missing.length === 0) {
      throw error;
    }
    await mergeReadable(theirs, state, { ...plan, missing: [] }, isAnother, saving);
    return false;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof VaultFailure && (error.code === 'vault.damaged' || error.code === 'item.damaged');
}

/**
 * Both headers are authenticated under one vault key, and withdrawing a way makes a new one: what only one of them has was added, and nothing
 * was withdrawn. Null where the file has all of it. Where there is no room for all, those of the file stay.
 */
function unitedSlots(ours: HeaderBody, theirs: HeaderBody): readonly HeaderSlot[] | null {
  const known = new Map(ours.slots.map((slot) => [slot.slotId, slot]));
  const ids = new Set(theirs.slots.map(({ slotId }) => slotId));
  const missing = ours.slots.filter(({ slotId }) => !ids.has(slotId)).slice(0, maxSlots - theirs.slots.length);
  // Under another pair the seed that they hold opens nothing here.
  const added = ours.touch?.publicKey === theirs.touch?.publicKey ? missing : withoutSeeds(missing);
  // A name is the one thing of a slot that changes; the header that changed more often has the later one.
  const renamed = theirs.slots.map((slot) => (ours.generation > theirs.generation ? { ...slot, name: known.get(slot.slotId)?.name ?? slot.name } : slot));
  const isSame = added.length === 0 && renamed.every((slot, index) => slot.name === theirs.slots[index]?.name);
  return isSame ? null : [...renamed, ...added];
}

function goOnWith(state: VaultState, theirs: VaultState): void {
  // SECURITY: a lock came meanwhile and emptied the session; it must not be filled again.
  requireKeys(state.keys);
  const { keys, index, deps, revision } = state;
  Object.assign(state, theirs, { revision: revision + 1 });
  destroyVaultKeys(keys);
  forgetItems(index);
  void deps.file.close().catch(() => undefined);
}

const partBytes = 1 << 22;

/** The file as far as it counts, in parts; false where it is not any more what the session wrote. */
export async function saveAside(state: VaultState, write: (bytes: Uint8Array) => Promise<void>, saving: Saving): Promise<boolean> {
  return (await isAsLeft(state, state.deps.file)) && copyAsLeft(state, write, saving);
}

/** Whether another file stands in the place of the session's own. Asks for no key: it may be locked by now. */
export async function isReplaced({ deps }: VaultState): Promise<boolean> {
  const { file, isAnother } = await deps.file.reopen();
  await file.close();
  return isAnother;
}

/** As `saveAside`, by the last frame alone: asks for no key. */
export async function copyAsLeft(state: VaultState, write: (bytes: Uint8Array) => Promise<void>, saving: Saving = {}): Promise<boolean> {
  const { file } = state.deps;
  if (!(await endsAsLeft(state, file))) {
    return false;
  }
  for (let offset = 0; offset < state.log.end; offset += partBytes) {
    if (saving.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    await write(await file.read(offset, Math.min(partBytes, state.log.end - offset)));
  }
  return true;
}
