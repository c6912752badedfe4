/**
 * Finds the slot that what was presented opens, and gives the vault key. Says which of the ways failed, and tells a wrong
 * secret (the derived public key is another) from a damaged slot (the key is right, the box does not open).
 */
import { assertNever, VaultFailure } from '../../../shared/failure.ts';
import type { FailureCode } from '../../../shared/failure.ts';
import { openBox } from '../../crypto/box.ts';
import { sameBytes } from '../../crypto/digest.ts';
import type { PasswordKdf } from '../../crypto/password-kdf.ts';
import { destroyKey, makeKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import type { HeaderBody, HeaderSlot } from '../header-body.ts';
import type { Progress } from '../vault-port.ts';
import type { Presented } from '../vault-types.ts';
import { slotBoxContext, slotContext, slotKeys } from './slot-binding.ts';
import { deriveKek } from './slot-secret.ts';
import type { SlotSecret } from './slot-secret.ts';
import { tellDerivation } from './tell-derivation.ts';

export type OpenedSlot = { readonly slotId: string; readonly vaultKey: SecretKey };

type Candidate = { readonly slot: HeaderSlot; readonly secret: SlotSecret };

export type SlotOpening = {
  readonly kdf: PasswordKdf;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
};

export async function openSlots(header: HeaderBody, presented: Presented, opening: SlotOpening): Promise<OpenedSlot> {
  const candidates = header.slots.flatMap((slot): Candidate[] => {
    const secret = fits(slot, presented);
    return secret ? [{ slot, secret }] : [];
  });
  if (candidates.length === 0) {
    throw new VaultFailure(nothingFits(header, presented));
  }
  const kdf = tellDerivation(opening.kdf, opening.progress);
  for (const { slot, secret } of candidates) {
    if (opening.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    const vaultKey = await tryOne(header.vaultId, slot, secret, kdf);
    if (vaultKey) {
      return { slotId: slot.slotId, vaultKey };
    }
  }
  throw new VaultFailure(nothingOpened(header, presented));
}

/** The vault key; null where the secret is not this slot's. */
async function tryOne(vaultId: string, slot: HeaderSlot, secret: SlotSecret, kdf: PasswordKdf): Promise<SecretKey | null> {
  const context = slotContext(vaultId, slot.slotId);
  const kek = await deriveKek(secret, Buffer.from(slot.salt, 'base64url'), context, kdf);
  const { keys, psk } = await slotKeys(kek, context);
  try {
    if (!sameBytes(keys.publicKey, Buffer.from(slot.publicKey, 'base64url'))) {
      return null;
    }
    const box = { enc: Buffer.from(slot.enc, 'base64url'), ciphertext: Buffer.from(slot.sealedKey, 'base64url') };
    const opened = await openBox(keys, box, slotBoxContext(vaultId, slot, psk));
    if (opened?.length !== 32) {
      throw new VaultFailure('vault.damaged', { check: 'slot' });
    }
    return makeKey(opened);
  } finally {
    destroyKey(psk);
  }
}

/** The secret for this slot, as far as it was presented. */
function fits(slot: HeaderSlot, presented: Presented): SlotSecret | null {
  const { passphrase, hardwareKey, recoveryCode } = presented;
  const prfOutput = hardwareKey?.credentialId === slot.credential?.credentialId ? hardwareKey?.prfOutput : undefined;
  switch (slot.kind) {
    case 'passphrase':
      return passphrase ? { kind: 'passphrase', passphrase, cost: slot.kdf } : null;
    case 'passphrase+key':
      return passphrase && prfOutput ? { kind: 'passphrase+key', passphrase, cost: slot.kdf, prfOutput } : null;
    case 'key':
      return prfOutput ? { kind: 'key', prfOutput } : null;
    case 'recovery':
      return recoveryCode ? { kind: 'recovery', code: recoveryCode } : null;
    default:
      return assertNever(slot);
  }
}

function isEnrolled(header: HeaderBody, presented: Presented): boolean {
  return header.slots.some((slot) => slot.credential?.credentialId === presented.hardwareKey?.credentialId);
}

function nothingFits(header: HeaderBody, presented: Presented): FailureCode {
  if (!presented.hardwareKey || isEnrolled(header, presented)) {
    return 'unlock.no-slot';
  }
  return header.slots.some((slot) => slot.credential) ? 'key.not-recognised' : 'key.none-enrolled';
}

function nothingOpened(header: HeaderBody, presented: Presented): FailureCode {
  if (presented.hardwareKey && !isEnrolled(header, presented)) {
    return 'key.not-recognised';
  }
  if (presented.passphrase) {
    return 'unlock.wrong-passphrase';
  }
  return presented.hardwareKey ? 'key.assertion-passed-unwrap-failed' : 'unlock.wrong-recovery-code';
}
