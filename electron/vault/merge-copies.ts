/**
 * Copies of the vault that a session has opened beside its own, and what it does with them. Whoever asked holds a handle; keys and items of
 * a copy stay here, and go with the session's own at lock. Called by `vault-session.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Saving } from './append-transaction.ts';
import { countMerge } from './count-merge.ts';
import { forgetItems } from './item-index.ts';
import { isNothing, planMerge } from './merge-plan.ts';
import { mergeVault } from './merge-vault.ts';
import { openCopy } from './open-copy.ts';
import { destroyVaultKeys } from './vault-keys.ts';
import type { VaultFile } from './vault-port.ts';
import type { VaultState } from './vault-state.ts';
import type { MergeCounts, Presented, VaultCopy } from './vault-types.ts';

export function makeHeldCopies() {
  const held = new Map<VaultCopy, VaultState>();
  let dropped = false;

  function stateOf(copy: VaultCopy): VaultState {
    const state = held.get(copy);
    if (!state) {
      throw new VaultFailure('merge.expired');
    }
    return state;
  }

  /** A copy that was put away meanwhile is forgotten: whatever fails then, that says it all. */
  async function withCopy<T>(copy: VaultCopy, act: (other: VaultState) => Promise<T>): Promise<T> {
    try {
      return await act(stateOf(copy));
    } catch (error) {
      stateOf(copy);
      throw error;
    }
  }

  function forget({ keys, index }: VaultState): void {
    destroyVaultKeys(keys);
    forgetItems(index);
  }

  async function close(copy: VaultCopy): Promise<void> {
    const state = held.get(copy);
    held.delete(copy);
    if (state) {
      forget(state);
      await state.deps.file.close();
    }
  }

  return {
    /** `now` gives the session's state, or throws where it is locked by now. */
    async open(now: () => VaultState, file: VaultFile, presented: Presented | null, saving: Saving): Promise<VaultCopy> {
      try {
        const { state, tornBytes } = await openCopy(now(), file, presented, saving);
        if (dropped) {
          forget(state);
          throw new VaultFailure('vault.locked');
        }
        const copy: VaultCopy = { fileName: file.fileName, tornBytes, close: () => close(copy) };
        held.set(copy, state);
        return copy;
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    preview(here: VaultState, copy: VaultCopy, { signal }: Saving): Promise<MergeCounts> {
      return withCopy(copy, async (other) => countMerge(here, other, await planMerge(here, other, signal)));
    },

    merge(here: VaultState, copy: VaultCopy, saving: Saving): Promise<MergeCounts> {
      return withCopy(copy, async (other) => {
        const plan = await planMerge(here, other, saving.signal);
        const counts = countMerge(here, other, plan);
        if (!isNothing(plan)) {
          await mergeVault(here, other, plan, saving);
        }
        return counts;
      });
    },

    /** SECURITY: at once, as the session's own; the files are closed when what was under way has ended. */
    drop(): void {
      dropped = true;
      held.forEach(forget);
    },
    async close(): Promise<void> {
      await Promise.all([...held.keys()].map(close));
    },
  };
}
