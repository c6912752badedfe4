/**
 * Making slots, and sealing a new vault key to slots whose secrets are not at hand. The slot keeps its pre-shared key sealed
 * under the vault key for that purpose alone: it opens nothing by itself, the private half comes only from the secret.
 */
import { assertNever, VaultFailure } from '../../../shared/failure.ts';
import { makeId } from '../../../shared/ids.ts';
import { open, nonceBytes, seal } from '../../crypto/aead.ts';
import { sealBox } from '../../crypto/box.ts';
import type { KdfCost, PasswordKdf } from '../../crypto/password-kdf.ts';
import { destroyKey, makeKey, useKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import { slotNameLength } from '../header-body.ts';
import type { HeaderSlot } from '../header-body.ts';
import type { VaultKeys } from '../vault-keys.ts';
import type { Clock, Progress, RandomBytes } from '../vault-port.ts';
import type { NewSlot, SlotCredential } from '../vault-types.ts';
import { deriveTouchKeys, touchContext } from '../touch/touch-slot.ts';
import type { SlotTouch } from '../touch/touch-slot.ts';
import { slotBoxContext, slotContext, slotKeys } from './slot-binding.ts';
import { deriveKek } from './slot-secret.ts';
import type { SlotSecret } from './slot-secret.ts';
import { tellDerivation } from './tell-derivation.ts';

export type SlotMaking = { readonly clock: Clock; readonly random: RandomBytes; readonly kdf: PasswordKdf; readonly progress?: Progress | undefined };

/** `replaced` is the slot whose place it takes: the same hardware key keeps its part in items that need a touch. */
export async function makeSlot(making: SlotMaking, vaultId: string, keys: VaultKeys, slot: NewSlot, cost: KdfCost, replaced: HeaderSlot | null = null): Promise<HeaderSlot> {
  const { clock, random, kdf } = making;
  const base = {
    slotId: makeId(clock.now(), random(10)),
    name: slot.name.slice(0, slotNameLength),
    createdAt: clock.now(),
    salt: text(random(32)),
    publicKey: '',
    enc: '',
    sealedKey: '',
    sealedPsk: '',
  };
  const secret = secretOf(slot, cost);
  const context = slotContext(vaultId, base.slotId);
  const kek = await deriveKek(secret, bytes(base.salt), context, tellDerivation(kdf, making.progress));
  const { keys: boxKeys, psk } = await slotKeys(kek, context);
  try {
    return await sealTo({ ...(await withKind(base, slot, cost, vaultId, replaced)), publicKey: text(boxKeys.publicKey) }, psk, vaultId, keys, random);
  } finally {
    destroyKey(psk);
  }
}

/** The same slot for a new vault key; `slot.not-found` never: a slot that cannot be re-sealed is a damaged header. */
export async function resealSlot(
  slot: HeaderSlot,
  vaultId: string,
  from: VaultKeys,
  to: VaultKeys,
  random: RandomBytes,
): Promise<HeaderSlot> {
  const opened = open(from.slotPskEscrow, bytes(slot.sealedPsk), slotContext(vaultId, slot.slotId));
  if (!opened) {
    throw new VaultFailure('vault.damaged', { check: 'slot' });
  }
  const psk = makeKey(opened);
  try {
    return await sealTo(slot, psk, vaultId, to, random);
  } finally {
    destroyKey(psk);
  }
}

async function sealTo(slot: HeaderSlot, psk: SecretKey, vaultId: string, keys: VaultKeys, random: RandomBytes): Promise<HeaderSlot> {
  const plaintext = useKey(keys.vault, (key) => Uint8Array.from(key));
  try {
    const box = await sealBox(bytes(slot.publicKey), plaintext, slotBoxContext(vaultId, slot, psk));
    if (!box) {
      throw new VaultFailure('vault.damaged', { check: 'slot' });
    }
    const sealedPsk = useKey(psk, (pskBytes) =>
      seal(keys.slotPskEscrow, random(nonceBytes), pskBytes, slotContext(vaultId, slot.slotId)),
    );
    return { ...slot, enc: text(box.enc), sealedKey: text(box.ciphertext), sealedPsk: text(sealedPsk) };
  } finally {
    plaintext.fill(0);
  }
}

type SlotBase = Pick<HeaderSlot, 'slotId' | 'name' | 'createdAt' | 'salt' | 'publicKey' | 'enc' | 'sealedKey' | 'sealedPsk'>;

async function withKind(base: SlotBase, slot: NewSlot, cost: KdfCost, vaultId: string, replaced: HeaderSlot | null): Promise<HeaderSlot> {
  switch (slot.kind) {
    case 'passphrase':
      return { ...base, kind: 'passphrase', kdf: { ...cost }, credential: null, touch: null };
    case 'passphrase+key':
      return { ...base, kind: 'passphrase+key', kdf: { ...cost }, credential: copyCredential(slot.credential), touch: await touchOf(slot, vaultId, replaced) };
    case 'key':
      return { ...base, kind: 'key', kdf: null, credential: copyCredential(slot.credential), touch: await touchOf(slot, vaultId, replaced) };
    case 'recovery':
      return { ...base, kind: 'recovery', kdf: null, credential: null, touch: null };
    default:
      return assertNever(slot);
  }
}

/** What is sealed to it comes later: from the touch of a key that has the seed, or when the first item is marked. */
async function touchOf({ credential, touchOutput }: Extract<NewSlot, { credential: SlotCredential }>, vaultId: string, replaced: HeaderSlot | null): Promise<SlotTouch> {
  const { credentialId } = credential;
  if (touchOutput !== null) {
    const { publicKey } = await deriveTouchKeys(touchOutput, touchContext(vaultId, credentialId));
    return { publicKey: text(publicKey), sealedSeed: null };
  }
  if (replaced?.credential?.credentialId !== credentialId || replaced.touch === null) {
    throw new VaultFailure('request.malformed');
  }
  return replaced.touch;
}

/** Field by field, so that nothing else slips into the header. */
function copyCredential(credential: SlotCredential) {
  const { credentialId, publicKey, transports, prfInput, touchInput, userHandle, provider } = credential;
  return { credentialId, publicKey, transports: [...transports], prfInput, touchInput, userHandle, provider };
}

function secretOf(slot: NewSlot, cost: KdfCost): SlotSecret {
  return slot.kind === 'passphrase' || slot.kind === 'passphrase+key' ? { ...slot, cost } : slot;
}

function bytes(value: string): Buffer {
  return Buffer.from(value, 'base64url');
}

function text(value: Uint8Array): string {
  return Buffer.from(value).toString('base64url');
}
