/** An item that asks for a touch, written into a vault as this program does not write one yet. */
import { readHeaderPair } from '../../electron/vault/header-pair.ts';
import { recordOf } from '../../electron/vault/item-index.ts';
import { loadVault } from '../../electron/vault/load-vault.ts';
import { openSlots } from '../../electron/vault/slots/open-slots.ts';
import { deriveVaultKeys } from '../../electron/vault/vault-keys.ts';
import { derivedRow, saveRows } from '../../electron/vault/write-items.ts';
import { idToBytes } from '../../shared/ids.ts';
import type { MemoryVaultFile } from './memory-vault-file.ts';
import { makeDeps, passphrase, quickKdf } from './sample-vault.ts';

/** A new version of the item that carries the flag. The vault must be locked. */
export async function markForTouch(file: MemoryVaultFile, itemId: string): Promise<void> {
  const deps = makeDeps(file);
  const found = await readHeaderPair(file);
  const { vaultKey } = await openSlots(found.body, { passphrase }, { kdf: quickKdf });
  const keys = deriveVaultKeys(vaultKey, idToBytes(found.body.vaultId));
  const { state } = await loadVault(deps, found, keys, { seen: null });
  await saveRows(state, [derivedRow(state, recordOf(state.index, itemId).current, 'mark', { touchRequired: true })]);
}
