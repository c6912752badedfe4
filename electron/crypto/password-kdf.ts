/**
 * From a passphrase to bytes: Argon2id (RFC 9106), and the bounds within which its cost may lie. The cost is read from a file
 * header, so it is hostile: `checkCost` comes before any work. The function is passed in everywhere; its floor is checked by the
 * callers of `hashPassphrase`, not by the function given, so that no replacement gets round it.
 */
import { totalmem } from 'node:os';
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

/** Memory times passes, of all ways to open a vault together: a passphrase may have to be tried at each. Twice what one may cost. */
const totalWorkCap = 2 * costCap.memoryKib * costCap.passes;

/** False where trying a passphrase at each of these would take longer than anybody meant it to. */
export function isMeantTogether(costs: readonly KdfCost[]): boolean {
  return costs.reduce((sum, { memoryKib, passes }) => sum + memoryKib * passes, 0) <= totalWorkCap;
}

/** False where this computer could not do it even if nothing else ran, and would take the memory of everything else while it tried. */
export function isWithinMemory({ memoryKib }: KdfCost, memoryBytes: number): boolean {
  return memoryKib * 1_024 < memoryBytes;
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
  if (!isWithinMemory(cost, totalmem())) {
    throw new RangeError('more memory than there is');
  }
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
