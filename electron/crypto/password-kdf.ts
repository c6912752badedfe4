/**
 * From a passphrase to bytes: Argon2id (RFC 9106), and the bounds within which its cost may lie. The cost is read from a file
 * header, so it is hostile: `checkCost` comes before any work. The function is passed in everywhere; its floor is checked by the
 * callers of `hashPassphrase`, not by the function given, so that no replacement gets round it.
 */
import argon2 from 'argon2';
import { VaultFailure } from '../../shared/failure.ts';

/** Argon2id cost (RFC 9106): memory in KiB, passes, lanes. */
export type KdfCost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number };

/** Gives 32 bytes. */
export type PasswordKdf = (passphrase: Uint8Array, salt: Uint8Array, cost: KdfCost) => Promise<Uint8Array>;

export const costFloor: KdfCost = { memoryKib: 64 * 1024, passes: 3, lanes: 4 };
export const costCap: KdfCost = { memoryKib: 4 * 1024 * 1024, passes: 16, lanes: 16 };

/** SECURITY: throws before any work where a cost is too weak to protect or too dear to be meant. */
export function checkCost(cost: KdfCost): void {
  for (const part of ['memoryKib', 'passes', 'lanes'] as const) {
    const value = cost[part];
    if (!Number.isInteger(value) || value < costFloor[part] || value > costCap[part]) {
      throw new VaultFailure('kdf.hostile');
    }
  }
}

/** Runs the function given, within bounds. A machine without the memory asked for gets `kdf.failed`. */
export async function hashPassphrase(kdf: PasswordKdf, passphrase: Uint8Array, salt: Uint8Array, cost: KdfCost): Promise<Uint8Array> {
  checkCost(cost);
  let hash: Uint8Array;
  try {
    hash = await kdf(passphrase, salt, cost);
  } catch {
    throw new VaultFailure('kdf.failed');
  }
  if (hash.length !== 32) {
    throw new VaultFailure('kdf.failed');
  }
  return hash;
}

/** The real one. */
export const argon2id: PasswordKdf = async (passphrase, salt, cost) => {
  const secret = Buffer.from(passphrase);
  try {
    return await argon2.hash(secret, {
      raw: true,
      type: argon2.argon2id,
      version: 0x13,
      hashLength: 32,
      salt: Buffer.from(salt),
      memoryCost: cost.memoryKib,
      timeCost: cost.passes,
      parallelism: cost.lanes,
    });
  } finally {
    secret.fill(0);
  }
};
