/**
 * Adding, renaming, withdrawing and replacing ways to open. Adding and renaming touch the header only; withdrawing rotates the vault
 * key and rewrites the file, for whoever kept an old copy and the withdrawn method would else hold the key of the new one too.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { costFloor } from '../crypto/password-kdf.ts';
import type { KdfCost } from '../crypto/password-kdf.ts';
import { keyBytes, makeKey, sameKey, destroyKey } from '../crypto/secret-key.ts';
import type { Saving } from './append-transaction.ts';
import { changeHeader, requireWritable } from './change-header.ts';
import { maxSlots, slotNameLength } from './header-body.ts';
import type { HeaderSlot } from './header-body.ts';
import { rewriteFile } from './rewrite-file.ts';
import { openSlots } from './slots/open-slots.ts';
import { makeSlot, resealSlot } from './slots/seal-slot.ts';
import { deriveVaultKeys, destroyVaultKeys } from './vault-keys.ts';
import type { VaultState } from './vault-state.ts';
import type { NewSlot, Presented } from './vault-types.ts';

export async function addSlot(state: VaultState, slot: NewSlot): Promise<HeaderSlot> {
  requireWritable(state);
  const { slots } = state.header;
  if (slots.length >= maxSlots) {
    throw new VaultFailure('slot.full');
  }
  requireNewCredential(slots, slot);
  const made = await makeSlot(state.deps, state.vaultId, state.keys, slot, costForNew(state));
  await changeHeader(state, [...slots, made]);
  return made;
}

export async function renameSlot(state: VaultState, slotId: string, name: string): Promise<void> {
  requireSlot(state, slotId);
  const renamed = name.slice(0, slotNameLength);
  await changeHeader(state, state.header.slots.map((slot) => (slot.slotId === slotId ? { ...slot, name: renamed } : slot)));
}

export async function removeSlot(state: VaultState, slotId: string, saving: Saving): Promise<void> {
  requireSlot(state, slotId);
  if (state.header.slots.length === 1) {
    throw new VaultFailure('slot.last');
  }
  await rotate(state, slotId, null, saving);
}

export async function replaceSlot(state: VaultState, slotId: string, slot: NewSlot, saving: Saving): Promise<HeaderSlot> {
  requireSlot(state, slotId);
  requireNewCredential(state.header.slots.filter((other) => other.slotId !== slotId), slot);
  const made = await rotate(state, slotId, slot, saving);
  if (!made) {
    throw new RangeError('no slot was made');
  }
  return made;
}

/** Whether what is presented opens this vault as it is now. */
export async function provePresented(state: VaultState, presented: Presented): Promise<boolean> {
  try {
    const { vaultKey } = await openSlots(state.header, presented, { kdf: state.deps.kdf });
    try {
      return sameKey(vaultKey, state.keys.vault);
    } finally {
      destroyKey(vaultKey);
    }
  } catch (error) {
    if (error instanceof VaultFailure && (error.code.startsWith('unlock.') || error.code.startsWith('key.'))) {
      return false;
    }
    throw error;
  }
}

/** SECURITY: a new vault key for all slots but the one withdrawn; the old key opens nothing written from here on. */
async function rotate(state: VaultState, withdrawnId: string, instead: NewSlot | null, saving: Saving): Promise<HeaderSlot | null> {
  requireWritable(state);
  const { random } = state.deps;
  const old = state.keys;
  const keys = deriveVaultKeys(makeKey(random(keyBytes)), state.vaultIdBytes);
  try {
    const made = instead ? await makeSlot(state.deps, state.vaultId, keys, instead, costForNew(state)) : null;
    const slots: HeaderSlot[] = [];
    for (const slot of state.header.slots) {
      if (slot.slotId !== withdrawnId) {
        slots.push(await resealSlot(slot, state.vaultId, old, keys, random));
      } else if (made) {
        slots.push(made);
      }
    }
    await rewriteFile(state, { keys, slots }, saving);
    destroyVaultKeys(old);
    return made;
  } catch (error) {
    destroyVaultKeys(keys);
    throw error;
  }
}

function requireSlot(state: VaultState, slotId: string): void {
  if (!state.header.slots.some((slot) => slot.slotId === slotId)) {
    throw new VaultFailure('slot.not-found');
  }
}

function requireNewCredential(slots: readonly HeaderSlot[], slot: NewSlot): void {
  if ('credential' in slot && slots.some((other) => other.credential?.credentialId === slot.credential.credentialId)) {
    throw new VaultFailure('key.already-enrolled');
  }
}

/** What was chosen for this machine, else the dearest that the vault has, else the floor. */
function costForNew(state: VaultState): KdfCost {
  const work = (cost: KdfCost): number => cost.memoryKib * cost.passes;
  return (
    state.deps.cost ??
    state.header.slots.reduce<KdfCost>((best, { kdf }) => (kdf && work(kdf) > work(best) ? kdf : best), costFloor)
  );
}
