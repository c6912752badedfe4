/**
 * The keys of one vault: the vault key and one derived key a use. Made when a vault is opened, made or re-keyed; destroyed at lock.
 */
import { deriveKey } from '../crypto/derive.ts';
import { destroyKey, useKey } from '../crypto/secret-key.ts';
import type { SecretKey } from '../crypto/secret-key.ts';

export type VaultKeys = {
  readonly vault: SecretKey;
  readonly headerMac: SecretKey;
  readonly frames: SecretKey;
  readonly itemWrapping: SecretKey;
  readonly slotPskEscrow: SecretKey;
  readonly seenHead: SecretKey;
  readonly touchWrapping: SecretKey;
};

/** Takes the vault key over. `vaultId` is the id's sixteen bytes. */
export function deriveVaultKeys(vault: SecretKey, vaultId: Uint8Array): VaultKeys {
  return {
    vault,
    headerMac: deriveKey(vault, 'headerMac', vaultId),
    frames: deriveKey(vault, 'frames', vaultId),
    itemWrapping: deriveKey(vault, 'itemWrapping', vaultId),
    slotPskEscrow: deriveKey(vault, 'slotPskEscrow', vaultId),
    seenHead: deriveKey(vault, 'seenHead', vaultId),
    touchWrapping: deriveKey(vault, 'touchWrapping', vaultId),
  };
}

export function destroyVaultKeys(keys: VaultKeys): void {
  for (const key of Object.values(keys)) {
    destroyKey(key);
  }
}

/** @throws VaultFailure `vault.locked` once they are destroyed: then the index has been emptied too, and nobody may save what it says. */
export function requireKeys(keys: VaultKeys): void {
  useKey(keys.vault, () => undefined);
}
