/** Reads and checks every byte of the file: both headers, every frame, every sealed blob that a version, current or older, points at. */
import { VaultFailure } from '../../shared/failure.ts';
import type { Saving } from './append-transaction.ts';
import { isOurCopy } from './header-copy.ts';
import { readHeaderPair } from './header-pair.ts';
import { readAttachment, readDetails, readVersion } from './read-items.ts';
import { readFrameAgain } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';

export async function verifyFile(state: VaultState, saving: Saving): Promise<void> {
  const { file } = state.deps;
  const found = await readHeaderPair(file);
  const ours = isOurCopy(found.copy, state.vaultId, found.prefix, state.keys.headerMac);
  if (!ours || found.otherIsStale !== state.otherCopyIsStale || found.body.generation !== state.header.generation) {
    throw new VaultFailure('vault.damaged', { fileName: file.fileName, check: 'header' });
  }
  const frames = state.log.offsets.length;
  for (let number = 0; number < frames; number += 1) {
    proceed(saving, 'frames', number, frames);
    (await readFrameAgain(state, number)).fill(0);
  }
  const records = [...state.index.items];
  for (const [done, [itemId, { current, older }]] of records.entries()) {
    proceed(saving, 'items', done, records.length);
    await readDetails(state, itemId);
    const attachments = new Set(current.attachments.map(({ attachmentId }) => attachmentId));
    for (const { versionId } of older) {
      await readDetails(state, itemId, versionId);
      (await readVersion(state, itemId, versionId)).attachments.forEach(({ attachmentId }) => attachments.add(attachmentId));
    }
    for (const attachmentId of attachments) {
      (await readAttachment(state, itemId, attachmentId)).fill(0);
    }
  }
}

function proceed(saving: Saving, stage: string, done: number, total: number): void {
  if (saving.signal?.aborted) {
    throw new VaultFailure('cancelled');
  }
  saving.progress?.(stage, done, total);
}
