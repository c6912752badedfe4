/** Makes a vault in an empty file: header, one commit with the settings, durable when it returns. Called by `main.ts`'s parts. */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes, makeId } from '../../shared/ids.ts';
import { argon2id, checkCost } from '../crypto/password-kdf.ts';
import type { KdfCost } from '../crypto/password-kdf.ts';
import { keyBytes, makeKey } from '../crypto/secret-key.ts';
import { appendTransaction } from './append-transaction.ts';
import { checkSettings } from './commit-payload.ts';
import { encodePrefix, headerCopyOffsets, logOffset } from './file-layout.ts';
import { firstLink } from './frame.ts';
import { maxSlots } from './header-body.ts';
import type { HeaderSlot } from './header-body.ts';
import { encodeHeaderCopy } from './header-copy.ts';
import { makeItemIndex } from './item-index.ts';
import { makeSlot } from './slots/seal-slot.ts';
import { settingsSince } from './settings-times.ts';
import { deriveVaultKeys, destroyVaultKeys } from './vault-keys.ts';
import { startSession } from './vault-session.ts';
import type { VaultDeps, VaultState } from './vault-state.ts';
import type { Progress } from './vault-port.ts';
import type { NewSlot, VaultSession } from './vault-types.ts';

export const usualRetentionDays = 90;

export async function createVault(
  deps: VaultDeps,
  options: {
    readonly name: string;
    readonly slots: readonly NewSlot[];
    readonly cost: KdfCost;
    readonly progress?: Progress;
    readonly signal?: AbortSignal;
  },
): Promise<VaultSession> {
  checkCost(options.cost);
  if (options.slots.length === 0 || options.slots.length > maxSlots) {
    throw new VaultFailure(options.slots.length === 0 ? 'slot.last' : 'slot.full');
  }
  if ((await deps.file.size()) > 0) {
    throw new VaultFailure('vault.exists', { fileName: deps.file.fileName });
  }
  const settings = checkSettings({ name: options.name, retentionDays: usualRetentionDays, sharingItemId: null });
  const withKdf = { ...deps, kdf: deps.kdf ?? argon2id };
  const { clock, random, file } = deps;
  const vaultId = makeId(clock.now(), random(10));
  const vaultIdBytes = idToBytes(vaultId);
  const keys = deriveVaultKeys(makeKey(random(keyBytes)), vaultIdBytes);
  try {
    const slots: HeaderSlot[] = [];
    for (const slot of options.slots) {
      slots.push(await makeSlot({ ...withKdf, progress: options.progress }, vaultId, keys, slot, options.cost));
    }
    // After the derivations, which take longest; nothing has been written by then.
    if (options.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    const header = { vaultId, epoch: 1, generation: 1, createdAt: clock.now(), touch: null, slots };
    const prefix = encodePrefix();
    const state: VaultState = {
      deps: withKdf,
      vaultId,
      vaultIdBytes,
      prefix,
      keys,
      header,
      servingCopy: 0,
      otherCopyIsStale: false,
      log: { offsets: [], end: logOffset, last: firstLink, sizeOnDisk: logOffset },
      index: makeItemIndex(),
      settings,
      settingsAt: settingsSince(clock.now()),
      revision: 0,
    };
    const copy = encodeHeaderCopy(header, prefix, keys.headerMac);
    await file.write(0, prefix);
    for (const offset of headerCopyOffsets) {
      await file.write(offset, copy);
    }
    await appendTransaction(state, { at: clock.now(), settings, settingsAt: state.settingsAt });
    return startSession(state, { notices: [], openedWith: null });
  } catch (error) {
    destroyVaultKeys(keys);
    throw error;
  }
}
