/**
 * Reads and checks every byte of the file: both headers, every frame, every sealed blob that a version, current or older, points at.
 * The log is checked as it stood at the beginning, while others go on writing; whoever calls starts over where the file was rewritten
 * meanwhile.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { collectBlobs, takeAllVersions } from './all-versions.ts';
import type { AllVersions, LiveBlob } from './all-versions.ts';
import type { Saving } from './append-transaction.ts';
import { makeBreath } from './breath.ts';
import { requireWhole } from './details-blob.ts';
import { frameKinds } from './frame.ts';
import { makeFrameWalk } from './frame-walk.ts';
import type { FrameWalk } from './frame-walk.ts';
import { isOurCopy } from './header-copy.ts';
import { readHeaderPair } from './header-pair.ts';
import type { VaultKeys } from './vault-keys.ts';
import type { VaultState } from './vault-state.ts';

export type ToVerify = { readonly vaultId: string; readonly keys: VaultKeys; readonly walk: FrameWalk; readonly all: AllVersions };

/** The headers, and what there is besides. Nothing may be written meanwhile. */
export async function beginVerifying(state: VaultState): Promise<ToVerify> {
  const { file } = state.deps;
  const found = await readHeaderPair(file);
  const ours = isOurCopy(found.copy, state.vaultId, found.prefix, state.keys.headerMac);
  if (!ours || found.otherIsStale !== state.otherCopyIsStale || found.body.generation !== state.header.generation) {
    throw new VaultFailure('vault.damaged', { fileName: file.fileName, check: 'header' });
  }
  return { vaultId: state.vaultId, keys: state.keys, walk: makeFrameWalk(state), all: takeAllVersions(state.index) };
}

export async function verifyLog({ vaultId, keys, walk, all }: ToVerify, saving: Saving): Promise<void> {
  const breathe = makeBreath(saving.signal);
  const blobs = await collectBlobs(vaultId, all, walk, breathe, (done) => saving.progress?.('items', done, all.count));
  let checked = 0;
  for (let number = 0; number < walk.frames; number += 1) {
    saving.progress?.('frames', number, walk.frames);
    const { kind, payload } = await walk.frame(number);
    if (kind === frameKinds.details) {
      for (const blob of blobs.inFrame(number)) {
        verifyBlob(keys, payload, blob);
        checked += 1;
        await breathe();
      }
    } else {
      payload.fill(0);
    }
    await breathe();
  }
  if (checked !== blobs.count) {
    throw new VaultFailure('item.damaged');
  }
  saving.progress?.('frames', walk.frames, walk.frames);
}

function verifyBlob(keys: VaultKeys, payload: Buffer, { place, identity }: LiveBlob): void {
  requireWhole(keys.itemWrapping, payload.subarray(place.offset, place.offset + place.length), identity);
}
