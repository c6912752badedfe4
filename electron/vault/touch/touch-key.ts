/**
 * The vault's touch key pair: item keys of items that need a touch are sealed to it. Its public half stands in the header, so writing such an
 * item needs no touch; its private half comes from a seed that each hardware key holds sealed in its slot. Made when the first item is marked,
 * made anew when a hardware key is withdrawn. Called by the session, by changes of slots and by merging.
 */
import { VaultFailure } from '../../../shared/failure.ts';
import { deriveBoxKeys } from '../../crypto/box.ts';
import type { BoxKeys } from '../../crypto/box.ts';
import { sameBytes } from '../../crypto/digest.ts';
import { destroyKey, keyBytes, makeKey, sameKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import { changeHeader, requireWritable } from '../change-header.ts';
import type { HeaderBody, HeaderSlot } from '../header-body.ts';
import type { VaultKeys } from '../vault-keys.ts';
import type { RandomBytes } from '../vault-port.ts';
import type { VaultState } from '../vault-state.ts';
import type { GivenTouch } from '../vault-types.ts';
import { damagedTouch, deriveTouchKeys, openSeed, rewrapSeed, sealSeed, touchContext } from './touch-slot.ts';

export type TouchHeader = Pick<HeaderBody, 'touch' | 'slots'>;

export function touchPublicKey({ touch }: Pick<HeaderBody, 'touch'>): Buffer | null {
  return touch && Buffer.from(touch.publicKey, 'base64url');
}

/** The public key to seal to. `touch.no-key` where no hardware key is enrolled: then nobody could ever open it again. */
export function requireTouchKey(header: HeaderBody): Buffer {
  const publicKey = touchPublicKey(header);
  if (!publicKey) {
    throw new VaultFailure('touch.no-key');
  }
  return publicKey;
}

/** A new pair, its seed sealed to every hardware key of `slots`; none where there is no hardware key. */
export async function makeTouchKey(vaultId: string, keys: VaultKeys, random: RandomBytes, slots: readonly HeaderSlot[]): Promise<TouchHeader> {
  if (!slots.some(({ touch }) => touch !== null)) {
    return { touch: null, slots };
  }
  const seed = makeKey(random(keyBytes));
  try {
    const { publicKey } = await deriveBoxKeys(seed);
    const sealed = await mapTouch(slots, (touch, credentialId) => sealSeed(keys, random, touch, seed, touchContext(vaultId, credentialId), publicKey));
    return { touch: { publicKey: Buffer.from(publicKey).toString('base64url') }, slots: sealed };
  } finally {
    destroyKey(seed);
  }
}

/** Makes the pair where there is none yet; `touch.no-key` without a hardware key. Between rewrites only: it changes the header. */
export async function ensureTouchKey(state: VaultState): Promise<void> {
  if (state.header.touch !== null) {
    return;
  }
  requireWritable(state);
  const { touch, slots } = await makeTouchKey(state.vaultId, state.keys, state.deps.random, state.header.slots);
  if (touch === null) {
    throw new VaultFailure('touch.no-key');
  }
  await changeHeader(state, slots, touch);
}

/** The slots without the seed: for a vault whose pair is gone. */
export function withoutSeeds(slots: readonly HeaderSlot[]): readonly HeaderSlot[] {
  return slots.map((slot) => (slot.touch === null ? slot : { ...slot, touch: { ...slot.touch, sealedSeed: null } }));
}

/** The slots as they are, under another vault key. */
export async function rewrapTouch(state: VaultState, to: VaultKeys, slots: readonly HeaderSlot[]): Promise<readonly HeaderSlot[]> {
  const publicKey = touchPublicKey(state.header);
  if (!publicKey) {
    return slots;
  }
  return mapTouch(slots, (touch, credentialId) => rewrapSeed(state.keys, to, state.deps.random, touch, touchContext(state.vaultId, credentialId), publicKey));
}

/** Lends the private half to `act`. `key.not-recognised` for a key that is none of the vault's. */
export async function withTouchKeys<T>(state: VaultState, given: GivenTouch, act: (keys: BoxKeys, seed: SecretKey) => Promise<T>): Promise<T> {
  const publicKey = touchPublicKey(state.header);
  if (!publicKey) {
    throw new VaultFailure('touch.no-key');
  }
  const slot = state.header.slots.find(({ credential }) => credential?.credentialId === given.credentialId);
  if (slot?.touch === undefined || slot.touch === null) {
    throw new VaultFailure('key.not-recognised');
  }
  const context = touchContext(state.vaultId, given.credentialId);
  const seed = await openSeed(state.keys, slot.touch, await deriveTouchKeys(given.touchOutput, context), context, publicKey);
  if (!seed) {
    throw new VaultFailure('key.assertion-passed-unwrap-failed');
  }
  try {
    const keys = await deriveBoxKeys(seed);
    // SECURITY: what was sealed for this header's public key and gives another was put together by somebody else.
    if (!sameBytes(keys.publicKey, publicKey)) {
      throw damagedTouch();
    }
    return await act(keys, seed);
  } finally {
    destroyKey(seed);
  }
}

/** After a touch of a key that has the seed: seals it to those that have not. Changes the header only. */
export async function shareTouch(state: VaultState, given: GivenTouch): Promise<void> {
  requireWritable(state);
  const publicKey = touchPublicKey(state.header);
  if (!publicKey || !state.header.slots.some(({ touch }) => touch?.sealedSeed === null)) {
    return;
  }
  await withTouchKeys(state, given, async (_keys, seed) => {
    const { keys, vaultId, deps, header } = state;
    const slots = await mapTouch(header.slots, async (touch, credentialId) =>
      touch.sealedSeed === null ? sealSeed(keys, deps.random, touch, seed, touchContext(vaultId, credentialId), publicKey) : touch,
    );
    await changeHeader(state, slots);
  });
}

/**
 * What another copy under the same vault key knows of the pair, taken over: the pair where there is none here, the seed for keys that lack it.
 * SECURITY: under the same vault key alone: then no way to open was withdrawn in either since they parted. Null where nothing changes.
 */
export function uniteTouch(here: Pick<VaultState, 'keys' | 'header'>, other: Pick<VaultState, 'keys' | 'header'>): TouchHeader | null {
  const touch = here.header.touch ?? other.header.touch;
  if (other.header.touch === null || touch?.publicKey !== other.header.touch.publicKey || !sameKey(here.keys.vault, other.keys.vault)) {
    return null;
  }
  const theirs = new Map(other.header.slots.map((slot) => [slot.slotId, slot.touch]));
  const slots = here.header.slots.map((slot): HeaderSlot => {
    const known = theirs.get(slot.slotId);
    const isLacking = slot.touch?.sealedSeed === null && known?.publicKey === slot.touch.publicKey && known.sealedSeed !== null;
    return isLacking && slot.touch !== null && known ? { ...slot, touch: known } : slot;
  });
  const isSame = here.header.touch !== null && slots.every((slot, place) => slot === here.header.slots[place]);
  return isSame ? null : { touch, slots };
}

async function mapTouch(
  slots: readonly HeaderSlot[],
  change: (touch: NonNullable<HeaderSlot['touch']>, credentialId: string) => Promise<NonNullable<HeaderSlot['touch']>> | NonNullable<HeaderSlot['touch']>,
): Promise<readonly HeaderSlot[]> {
  const changed: HeaderSlot[] = [];
  for (const slot of slots) {
    changed.push(slot.touch === null ? slot : { ...slot, touch: await change(slot.touch, slot.credential.credentialId) });
  }
  return changed;
}
