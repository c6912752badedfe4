/**
 * The open vault as the rest of the main process sees it, and the only holder of its keys. Runs one change after another, so that two
 * at once are safe, and reads beside them (`act-turns.ts`); the acts themselves stand beside this file. Made by `open-vault.ts` and
 * `create-vault.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { makeTurns } from './act-turns.ts';
import { addSlot, provePresented, removeSlot, renameSlot, replaceSlot } from './change-slots.ts';
import { appendTransaction, cutFailedTail } from './append-transaction.ts';
import type { Saving } from './append-transaction.ts';
import { catchUp, copyAsLeft, isChangedOnDisk, isReplaced, saveAside } from './catch-up.ts';
import { checkSettings } from './commit-payload.ts';
import { makeBreath } from './breath.ts';
import { makeItemBrowser } from './browse-items.ts';
import { forgetItems, recordOf } from './item-index.ts';
import { makeHeldCopies } from './merge-copies.ts';
import { historyOf, readAttachment, readDetails, readVersion } from './read-items.ts';
import { copyFile } from './copy-file.ts';
import { requireWritable } from './change-header.ts';
import { rewriteFile } from './rewrite-file.ts';
import { makeSeenHead } from './seen-head.ts';
import { slotInfo, slotInfos } from './slots/slot-info.ts';
import { purgeExpiredItems, purgeItems, recoverItems, removeItems } from './trash-items.ts';
import { destroyKey } from '../crypto/secret-key.ts';
import { ensureTouchKey, shareTouch, touchPublicKey } from './touch/touch-key.ts';
import { makeTouchedItems, openItemKeys } from './touch/touched-items.ts';
import { destroyVaultKeys } from './vault-keys.ts';
import { beginSwap } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import type { CaughtUp, ItemContent, OpenNotice, VaultSession } from './vault-types.ts';
import { beginVerifying, verifyLog } from './verify-file.ts';
import { createItems, createSharingItem, markItem, restoreItem, updateItem } from './write-items.ts';

export function startSession(
  state: VaultState,
  opened: { readonly notices: readonly OpenNotice[]; readonly openedWith: string | null },
): VaultSession {
  const locking = new AbortController();
  const browser = makeItemBrowser(() => state.index, () => makeBreath(locking.signal));
  const heldCopies = makeHeldCopies();
  const { inTurn, hold, beside, rewriting, ended } = makeTurns(now);
  const touched = makeTouchedItems(() => state.deps.clock.now());
  const caughtUp: CaughtUp[] = [];
  /** When the file in the vault's place last held all that the session has: at opening, or after catching up with it. */
  let unitedAt = state.revision;
  let locked: Promise<void> | null = null;

  /** The state, for what answers at once. */
  function now(): VaultState {
    if (locking.signal.aborted) {
      throw new VaultFailure('vault.locked');
    }
    return state;
  }

  /** Locking cancels long work: it must not wait for a rewrite of the file. */
  function untilLocked(saving: Saving = {}): Saving {
    const signal = saving.signal ? AbortSignal.any([saving.signal, locking.signal]) : locking.signal;
    return { ...saving, signal };
  }

  function dropAll(): void {
    heldCopies.drop();
    touched.dropAll();
    destroyVaultKeys(state.keys);
    forgetItems(state.index);
  }

  /** Not while the file is being rewritten: that reads the file which is left behind here. */
  async function catchUpInTurn(): Promise<CaughtUp | null> {
    return rewriting(() =>
      inTurn(async (vault) => {
        const caught = await catchUp(vault, untilLocked());
        if (caught) {
          caughtUp.push(caught);
          unitedAt = vault.revision;
        }
        return caught;
      }),
    );
  }

  /** An act that met a file which another program changed is done once more, after the session goes on with what stands there now. */
  async function againWhenChanged<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      const goesOn = isChangedOnDisk(error) && (await catchUpInTurn().then(() => true, () => false));
      if (!goesOn) {
        throw error;
      }
      return act();
    }
  }

  function changing<T>(act: (vault: VaultState) => Promise<T>): Promise<T> {
    return againWhenChanged(() => inTurn(act));
  }

  /** In turn, but not while the file is being rewritten: that would miss a change of the header, or another file in its place. */
  function changingFile<T>(act: (vault: VaultState) => Promise<T>): Promise<T> {
    return rewriting(() => inTurn(act));
  }

  function changingSlots<T>(act: (vault: VaultState) => Promise<T>): Promise<T> {
    return againWhenChanged(() => changingFile(act));
  }

  /** The first item that needs a touch makes the key pair for all of them. */
  async function changingItems<T>(contents: readonly ItemContent[], act: (vault: VaultState) => Promise<T>): Promise<T> {
    if (now().header.touch === null && contents.some(({ overview }) => overview.touchRequired)) {
      await changingSlots(ensureTouchKey);
    }
    return changing(act);
  }

  /** Beside all others; over again where the file was rewritten meanwhile. */
  async function verify(saving: Saving): Promise<void> {
    await beside(async () => verifyLog(await inTurn(beginVerifying), saving));
  }

  /**
   * SECURITY: keys and decrypted values go at once, however long the disk takes. An act under way fails as soon as it needs a key;
   * what it had sealed by then it may still finish writing, so that the file is left whole.
   */
  async function forget(keep: Parameters<VaultSession['lock']>[0]): Promise<void> {
    locking.abort();
    dropAll();
    await ended();
    await heldCopies.close();
    // Again: an act that finished after all has put what it saved into memory, and one that changed the vault key the new one.
    dropAll();
    if (state.log.sizeOnDisk === null) {
      // A write that failed and could not be cut off then: the next opening must not find it and build on what may never have reached the disk.
      await cutFailedTail(state).catch(() => undefined);
    }
    if (keep && state.deps.file.writable && state.revision !== unitedAt && (await isReplaced(state).catch(() => false))) {
      await keep((write) => copyAsLeft(state, write)).catch(() => undefined);
    }
    await state.deps.file.close();
  }

  return {
    vaultId: state.vaultId,
    writable: state.deps.file.writable,
    notices: opened.notices,
    settings: () => now().settings,
    slots: () => slotInfos(now().header),
    openedWith: () => (now(), opened.openedWith),
    revision: () => now().revision,
    seenHead: () => makeSeenHead(now()),
    sizeBytes: () => beside((vault) => vault.deps.file.size()),

    search: (query, from, count) => (now(), browser.search(query, from, count)),
    counts: () => (now(), browser.counts()),
    atSite: (hosts, count) => (now(), browser.atSite(hosts, count)),
    overviews: () => overviewsOf(now()),
    overview: (itemId) => recordOf(now().index, itemId).current.overview,
    holds: (itemId) => now().index.items.has(itemId) && !state.index.items.isInTrash(itemId),
    details: (itemId, versionId) => beside((vault) => readDetails(vault, touched.keysOf(itemId), itemId, versionId)),
    versionOverview: (itemId, versionId) => beside(async (vault) => (await readVersion(vault, itemId, versionId)).overview),
    attachment: (itemId, attachmentId) => beside((vault) => readAttachment(vault, touched.keysOf(itemId), itemId, attachmentId)),
    history: (itemId) => historyOf(now(), itemId),

    touchedUntil: (itemId) => (now(), touched.endsAt(itemId)),
    touch: async (itemId, given) => {
      const keys = await beside((vault) => openItemKeys(vault, itemId, given));
      // SECURITY: a lock that came meanwhile holds: nothing is kept behind it.
      if (locking.signal.aborted) {
        keys.forEach(destroyKey);
      }
      now();
      return touched.put(itemId, keys);
    },
    endTouch: (itemId) => touched.putAway(itemId),
    shareTouch: (given) => changingSlots((vault) => shareTouch(vault, given)),

    create: (content, change = 'create', attachments = []) =>
      changingItems([content], async (vault) => {
        const [overview] = await createItems(vault, [{ content, attachments }], change);
        if (!overview) {
          throw new RangeError('nothing was created');
        }
        return overview;
      }),
    createSharingItem: (content) => changing((vault) => createSharingItem(vault, content)),
    createMany: (contents, { change, ...saving }) =>
      changingItems(contents.map(({ content }) => content), (vault) => createItems(vault, contents, change, untilLocked(saving))),
    update: (itemId, baseVersionId, content, attachments = [], change = 'edit') =>
      changingItems([content], (vault) => updateItem(vault, touched.keysOf(itemId), itemId, baseVersionId, content, attachments, change)),
    mark: (itemId, marks) => changing((vault) => markItem(vault, itemId, marks)),
    restore: (itemId, versionId) => changing((vault) => restoreItem(vault, itemId, versionId)),
    remove: (itemIds) => changing((vault) => removeItems(vault, itemIds)),
    recover: (itemIds) => changing((vault) => recoverItems(vault, itemIds)),
    purge: (itemIds) => changing((vault) => purgeItems(vault, itemIds)),
    purgeExpired: () => changing(purgeExpiredItems),
    changeSettings: (changes) =>
      changing((vault) => {
        const settings = checkSettings({ ...vault.settings, ...changes });
        return appendTransaction(vault, { at: vault.deps.clock.now(), settings });
      }),

    addSlot: (slot, telling) => changingSlots(async (vault) => slotInfo(await addSlot(vault, slot, telling), vault.header)),
    renameSlot: (slotId, name) => changingSlots((vault) => renameSlot(vault, slotId, name)),
    removeSlot: (slotId, { touch = null, ...saving } = {}) => changingSlots((vault) => removeSlot(vault, slotId, untilLocked(saving), touch)),
    replaceSlot: (slotId, slot, saving) => changingSlots(async (vault) => slotInfo(await replaceSlot(vault, slotId, slot, untilLocked(saving)), vault.header)),
    prove: (presented, telling) => inTurn((vault) => provePresented(vault, presented, telling)),
    copyTo: (target, saving) => copyFile(inTurn, target, untilLocked(saving)),
    replaceFile: (fill) =>
      changingFile(async (vault) => {
        requireWritable(vault);
        const swapped = beginSwap(vault);
        try {
          await vault.deps.file.replace(fill);
          // What is in memory is of the file that was: nothing more may be written by it, nor cut off.
          vault.log.sizeOnDisk = vault.log.end;
          locking.abort();
          dropAll();
        } finally {
          swapped();
        }
      }),
    compact: (saving) =>
      againWhenChanged(() => rewriting((vault) => rewriteFile(vault, asItIs(vault), untilLocked(saving), { inTurn, hold }))),
    verify: (saving) => verify(untilLocked(saving)),

    openCopy: (other, presented, saving) => heldCopies.open(now, other, presented, untilLocked(saving)),
    previewMerge: (copy) => inTurn((vault) => heldCopies.preview(vault, copy, untilLocked())),
    // Between rewrites: it may take the touch key pair over, which stands in the header.
    merge: (copy, saving) => changingSlots((vault) => heldCopies.merge(vault, copy, untilLocked(saving))),
    catchUp: catchUpInTurn,
    takeCaughtUp: () => caughtUp.splice(0),
    saveAside: (write) => inTurn((vault) => saveAside(vault, write, untilLocked())),
    lock: (keep) => (locked ??= forget(keep)),
  };
}

/** What a rewrite leaves as it is: all that a header says. */
function asItIs({ keys, header }: VaultState): Parameters<typeof rewriteFile>[1] {
  return { keys, slots: header.slots, touch: header.touch, carry: { is: 'kept', publicKey: touchPublicKey(header) } };
}

function* overviewsOf(state: VaultState) {
  for (const { current } of state.index.items.values()) {
    yield current.overview;
  }
}
