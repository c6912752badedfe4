/**
 * Opens a vault: finds the header that serves, the slot that fits, checks the header's MAC, reads the log, compares with what this
 * machine has seen. Also lists the slots of a file without any key. Nothing is written here.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import { argon2id } from '../crypto/password-kdf.ts';
import { formatVersion } from './file-layout.ts';
import { isOurCopy } from './header-copy.ts';
import { readHeaderPair } from './header-pair.ts';
import type { FoundHeader } from './header-pair.ts';
import { loadVault } from './load-vault.ts';
import { compareSeenHead, isKeyNew } from './seen-head.ts';
import { openSlots } from './slots/open-slots.ts';
import { slotInfos } from './slots/slot-info.ts';
import { deriveVaultKeys, destroyVaultKeys } from './vault-keys.ts';
import { startSession } from './vault-session.ts';
import type { VaultDeps } from './vault-state.ts';
import type { Progress, VaultFile } from './vault-port.ts';
import type { OpenNotice, Presented, SeenHead, SlotInfo, VaultSession } from './vault-types.ts';

export type OpenOptions = {
  /** What this machine last saw of the vault; null where it never did. */
  readonly seen: SeenHead | null;
  /** The user was asked and wants the older copy. */
  readonly acceptRollback?: boolean;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
};

export async function readSlots(file: VaultFile): Promise<{ vaultId: string; formatVersion: number; slots: SlotInfo[] }> {
  const { body } = await readHeaderPair(file);
  return { vaultId: body.vaultId, formatVersion, slots: slotInfos(body) };
}

export async function openVault(deps: VaultDeps, presented: Presented, options: OpenOptions): Promise<VaultSession> {
  const { file } = deps;
  const withKdf = { ...deps, kdf: deps.kdf ?? argon2id };
  const found = await readHeaderPair(file);
  const opened = await openSlots(found.body, presented, { kdf: withKdf.kdf, progress: options.progress, signal: options.signal });
  const keys = deriveVaultKeys(opened.vaultKey, idToBytes(found.body.vaultId));
  try {
    if (!isOurCopy(found.copy, found.body.vaultId, found.prefix, keys.headerMac)) {
      throw new VaultFailure('vault.damaged', { fileName: file.fileName, check: 'header-mac' });
    }
    const { state, tornBytes, tagAtSeen } = await loadVault(withKdf, found, keys, options);
    if (options.seen && options.acceptRollback !== true) {
      compareSeenHead(options.seen, state, tagAtSeen);
    }
    // An older copy that was accepted is told of in its own words.
    const keyNotices = options.seen && options.acceptRollback !== true && isKeyNew(options.seen, state) ? [{ kind: 'key-changed' } as const] : [];
    return startSession(state, { notices: [...noticesOf(found, tornBytes, file), ...keyNotices], openedWith: opened.slotId });
  } catch (error) {
    destroyVaultKeys(keys);
    throw error;
  }
}

function noticesOf(found: FoundHeader, tornBytes: number, file: VaultFile): readonly OpenNotice[] {
  return [
    ...(tornBytes > 0 ? [{ kind: 'torn-tail', droppedBytes: tornBytes } as const] : []),
    ...(found.otherIsStale ? [{ kind: 'header-copy-repaired' } as const] : []),
    ...(file.writable ? [] : [{ kind: 'read-only' } as const]),
  ];
}
