/**
 * Reads the log of a file whose header has been checked, and builds the open vault in memory. Called by `open-vault.ts` once it has
 * the key; writes nothing.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idToBytes } from '../../shared/ids.ts';
import type { FoundHeader } from './header-pair.ts';
import { addBlock, addRow, makeItemIndex, purgeItem } from './item-index.ts';
import type { ItemIndex } from './item-index.ts';
import { scanLog } from './scan-log.ts';
import type { ScannedTransaction } from './scan-log.ts';
import { settingsAfter } from './settings-times.ts';
import type { SaidSettings } from './settings-times.ts';
import type { VaultKeys } from './vault-keys.ts';
import type { VaultState } from './vault-state.ts';
import type { Progress } from './vault-port.ts';
import type { SeenHead } from './vault-types.ts';
import { parseRow } from './version-row.ts';

export type LoadOptions = {
  readonly seen: SeenHead | null;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type LoadedVault = {
  readonly state: VaultState;
  readonly tornBytes: number;
  /** Tag of the last frame that this machine has seen; null where the file does not reach that far. */
  readonly tagAtSeen: Buffer | null;
};

export async function loadVault(deps: VaultState['deps'], found: FoundHeader, keys: VaultKeys, options: LoadOptions): Promise<LoadedVault> {
  const { vaultId, epoch } = found.body;
  const vaultIdBytes = idToBytes(vaultId);
  const index = makeItemIndex();
  let said: SaidSettings | null = null;
  const scanned = await scanLog(
    { file: deps.file, key: keys.frames, vaultId: vaultIdBytes, epoch },
    (transaction) => {
      applyTransaction(index, transaction);
      said = settingsAfter(said, transaction.commit);
    },
    {
      tagOfFrame: options.seen ? options.seen.frameCount - 1 : undefined,
      progress: options.progress,
      signal: options.signal,
    },
  );
  const state: VaultState = {
    deps,
    vaultId,
    vaultIdBytes,
    prefix: found.prefix,
    keys,
    header: found.body,
    servingCopy: found.serving,
    otherCopyIsStale: found.otherIsStale,
    log: scanned.log,
    index,
    ...requireSettings(said),
    revision: 0,
  };
  return { state, tornBytes: scanned.tornBytes, tagAtSeen: scanned.tagAsked };
}

function applyTransaction(index: ItemIndex, { commit, commitFrame, overviews }: ScannedTransaction): void {
  for (const [itemId, at] of commit.purged) {
    purgeItem(index, itemId, at);
  }
  for (const { frame, payload } of overviews) {
    addBlock(index, payload, frame);
  }
  commit.rows.forEach((row, place) => addRow(index, parseRow(row, index.words), { frame: commitFrame, index: place }));
}

/** The first commit of every vault says them. */
function requireSettings(said: SaidSettings | null): SaidSettings {
  if (!said) {
    throw new VaultFailure('vault.damaged', { check: 'settings' });
  }
  return said;
}
