/**
 * What a slot is bound to: its vault, its id and every public parameter that decides how it opens. The name is not among them,
 * so that renaming needs no secret; the header's MAC covers it. Shared by sealing and opening.
 */
import { idToBytes } from '../../../shared/ids.ts';
import { deriveBoxKeys } from '../../crypto/box.ts';
import type { BoxContext, BoxKeys } from '../../crypto/box.ts';
import { deriveKey } from '../../crypto/derive.ts';
import { sha256 } from '../../crypto/digest.ts';
import { destroyKey } from '../../crypto/secret-key.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import type { HeaderSlot } from '../header-body.ts';

const info = Buffer.from('latchkey/v1 slot', 'utf8');

/** The parts of a slot that are fixed before anything is sealed to it. */
export type SlotParameters = Pick<HeaderSlot, 'slotId' | 'kind' | 'salt' | 'kdf' | 'credential'>;

export function slotContext(vaultId: string, slotId: string): Buffer {
  return Buffer.concat([idToBytes(vaultId), idToBytes(slotId)]);
}

export function slotBoxContext(vaultId: string, slot: SlotParameters, psk: SecretKey): BoxContext {
  const context = slotContext(vaultId, slot.slotId);
  return { psk: { key: psk, id: idToBytes(slot.slotId) }, info: Buffer.concat([info, Buffer.of(0), context]), aad: parametersDigest(slot) };
}

/** SHA-256 over the parameters, each as length u32 | UTF-8. */
function parametersDigest({ kind, salt, kdf, credential }: SlotParameters): Buffer {
  const cost = kdf ? [kdf.memoryKib, kdf.passes, kdf.lanes].map(String) : [];
  const key = credential
    ? [credential.credentialId, credential.publicKey, credential.prfInput, credential.touchInput, credential.userHandle, credential.provider]
    : [];
  const parts = [kind, salt, String(cost.length), ...cost, String(key.length), ...key].map((part) => {
    const text = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return Buffer.concat([length, text]);
  });
  return sha256(...parts);
}

/** The slot's key pair and pre-shared key, both from its KEK, which is destroyed. */
export async function slotKeys(kek: SecretKey, context: Uint8Array): Promise<{ keys: BoxKeys; psk: SecretKey }> {
  const pairSecret = deriveKey(kek, 'slotKeyPair', context);
  const psk = deriveKey(kek, 'slotPsk', context);
  try {
    return { keys: await deriveBoxKeys(pairSecret), psk };
  } finally {
    destroyKey(pairSecret);
    destroyKey(kek);
  }
}
