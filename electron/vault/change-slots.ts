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
import type { TouchCarrying } from './touch/carry-blob.ts';
import { makeTouchKey, rewrapTouch, touchPublicKey, withoutSeeds, withTouchKeys } from './touch/touch-key.ts';
import { deriveVaultKeys, destroyVaultKeys } from './vault-keys.ts';
import type { VaultKeys } from './vault-keys.ts';
import type { VaultState } from './vault-state.ts';
import type { Progress } from './vault-port.ts';
import type { GivenTouch, NewSlot, Presented } from './vault-types.ts';

type Telling = { readonly progress?: Progress };

export async function addSlot(state: VaultState, slot: NewSlot, { progress }: Telling = {}): Promise<HeaderSlot> {
  requireWritable(state);
  const { slots } = state.header;
  if (slots.length >= maxSlots) {
    throw new VaultFailure('slot.full');
  }
  requireNewCredential(slots, slot);
  const made = await makeSlot({ ...state.deps, progress }, state.vaultId, state.keys, slot, costForNew(state));
  await changeHeader(state, [...slots, made]);
  return made;
}

export async function renameSlot(state: VaultState, slotId: string, name: string): Promise<void> {
  requireSlot(state, slotId);
  const renamed = name.slice(0, slotNameLength);
  await changeHeader(state, state.header.slots.map((slot) => (slot.slotId === slotId ? { ...slot, name: renamed } : slot)));
}

/**
 * `given` is the touch of a key that opens items which need one: a withdrawn key must not open them any more, so they are sealed anew.
 * `item.needs-touch` where that is wanted and none is given; `slot.touch-items` for the last hardware key while items need it.
 */
export async function removeSlot(state: VaultState, slotId: string, saving: Saving, given: GivenTouch | null = null): Promise<void> {
  requireSlot(state, slotId);
  const withdrawn = state.header.slots.find((slot) => slot.slotId === slotId);
  const isLastKey = !state.header.slots.some((slot) => slot.slotId !== slotId && slot.touch !== null);
  if (withdrawn?.touch && isLastKey && hasTouchItems(state)) {
    throw new VaultFailure('slot.touch-items');
  }
  // A recovery kit lies in a drawer, and is all that is left when the rest is lost: it never becomes the only way.
  if (!state.header.slots.some((slot) => slot.slotId !== slotId && slot.kind !== 'recovery')) {
    throw new VaultFailure('slot.last');
  }
  await rotate(state, slotId, null, saving, given);
}

export async function replaceSlot(state: VaultState, slotId: string, slot: NewSlot, saving: Saving): Promise<HeaderSlot> {
  requireSlot(state, slotId);
  requireNewCredential(state.header.slots.filter((other) => other.slotId !== slotId), slot);
  const made = await rotate(state, slotId, slot, saving, null);
  if (!made) {
    throw new RangeError('no slot was made');
  }
  return made;
}

/** Whether what is presented opens this vault as it is now. */
export async function provePresented(state: VaultState, presented: Presented, { progress }: Telling = {}): Promise<boolean> {
  try {
    const { vaultKey } = await openSlots(state.header, presented, { kdf: state.deps.kdf, progress });
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
async function rotate(state: VaultState, withdrawnId: string, instead: NewSlot | null, saving: Saving, given: GivenTouch | null): Promise<HeaderSlot | null> {
  requireWritable(state);
  const { random } = state.deps;
  const withdrawn = requireSlot(state, withdrawnId);
  const old = state.keys;
  const keys = deriveVaultKeys(makeKey(random(keyBytes)), state.vaultIdBytes);
  try {
    const made = instead ? await makeSlot({ ...state.deps, progress: saving.progress }, state.vaultId, keys, instead, costForNew(state), withdrawn) : null;
    const slots: HeaderSlot[] = [];
    for (const slot of state.header.slots) {
      if (slot.slotId !== withdrawnId) {
        slots.push(await resealSlot(slot, state.vaultId, old, keys, random));
      } else if (made) {
        slots.push(made);
      }
    }
    await rewriteWithout(state, withdrawn, { keys, slots }, given, saving);
    destroyVaultKeys(old);
    return made;
  } catch (error) {
    destroyVaultKeys(keys);
    throw error;
  }
}

/** SECURITY: with a hardware key goes the touch key pair: whoever kept that key and an old copy has the private half of the one before. */
async function rewriteWithout(
  state: VaultState,
  withdrawn: HeaderSlot,
  { keys, slots }: { readonly keys: VaultKeys; readonly slots: readonly HeaderSlot[] },
  given: GivenTouch | null,
  saving: Saving,
): Promise<void> {
  const { header, vaultId, deps } = state;
  const isKeyKept = withdrawn.touch === null || slots.some(({ credential }) => credential?.credentialId === withdrawn.credential?.credentialId);
  if (header.touch === null || isKeyKept) {
    const carry: TouchCarrying = { is: 'kept', publicKey: touchPublicKey(header) };
    return rewriteFile(state, { keys, slots: await rewrapTouch(state, keys, slots), touch: header.touch, carry }, saving);
  }
  if (given === null) {
    // Without items that need a touch the pair goes with the key, and the next mark makes another.
    return rewriteFile(state, { keys, slots: withoutSeeds(slots), touch: null, carry: { is: 'refused', code: 'item.needs-touch', publicKey: null } }, saving);
  }
  const next = await makeTouchKey(vaultId, keys, deps.random, withoutSeeds(slots));
  return withTouchKeys(state, given, (pair) => rewriteFile(state, { keys, ...next, carry: { is: 'resealed', pair, publicKey: touchPublicKey(next) } }, saving));
}

function hasTouchItems({ index }: VaultState): boolean {
  return index.rows.living().some((number) => index.rows.blockOf(number).isTouchRequired(index.rows.rowOf(number)));
}

function requireSlot(state: VaultState, slotId: string): HeaderSlot {
  const known = state.header.slots.find((slot) => slot.slotId === slotId);
  if (!known) {
    throw new VaultFailure('slot.not-found');
  }
  return known;
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
