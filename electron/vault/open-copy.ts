/**
 * Opens another copy of the open vault, for a look and for merging. With the open vault's key where that opens it; the copy may have another
 * key, where a way to open was withdrawn in one of the two, and then wants an unlock of its own. Nothing is written. Called by the session.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { makeKey, useKey } from '../crypto/secret-key.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { isOurCopy } from './header-copy.ts';
import { readHeaderPair } from './header-pair.ts';
import type { FoundHeader } from './header-pair.ts';
import { loadVault } from './load-vault.ts';
import type { LoadedVault } from './load-vault.ts';
import { openSlots } from './slots/open-slots.ts';
import { deriveVaultKeys, destroyVaultKeys } from './vault-keys.ts';
import type { Saving } from './append-transaction.ts';
import type { VaultFile } from './vault-port.ts';
import type { VaultState } from './vault-state.ts';
import type { Presented } from './vault-types.ts';

/**
 * The copy as a vault of its own, with keys of its own. Fails with `merge.other-vault`, with `merge.needs-unlock` where nothing was presented
 * and the open vault's key does not fit, and as opening any vault does. `file` stays the caller's.
 */
export async function openCopy(here: VaultState, file: VaultFile, presented: Presented | null, saving: Saving = {}): Promise<LoadedVault> {
  const found = await readHeaderPair(file);
  if (found.body.vaultId !== here.vaultId) {
    throw new VaultFailure('merge.other-vault', { fileName: file.fileName });
  }
  const vaultKey = presented
    ? (await openSlots(found.body, presented, { kdf: here.deps.kdf, progress: saving.progress, signal: saving.signal })).vaultKey
    : useKey(here.keys.vault, (bytes) => makeKey(Uint8Array.from(bytes)));
  return loadWith(here, file, found, vaultKey, presented !== null, saving);
}

async function loadWith(here: VaultState, file: VaultFile, found: FoundHeader, vaultKey: SecretKey, isItsOwn: boolean, saving: Saving): Promise<LoadedVault> {
  const keys = deriveVaultKeys(vaultKey, here.vaultIdBytes);
  try {
    // SECURITY: whoever does not have the key cannot make a copy that gets past here.
    if (!isOurCopy(found.copy, found.body.vaultId, found.prefix, keys.headerMac)) {
      throw isItsOwn
        ? new VaultFailure('vault.damaged', { fileName: file.fileName, check: 'header-mac' })
        : new VaultFailure('merge.needs-unlock', { fileName: file.fileName });
    }
    return await loadVault({ ...here.deps, file }, found, keys, { seen: null, ...saving });
  } catch (error) {
    destroyVaultKeys(keys);
    throw error;
  }
}
