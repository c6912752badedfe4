/**
 * Saving: one transaction, written at the end of the log and durable when this returns. Memory changes only after the disk agreed;
 * a write that failed is cut off again, at once or before the next one. The only way by which items and settings change.
 * What is much is written as it comes, the commit last: until then nothing has been added.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { detailsFrameBytes, makeBlobGroup } from './blob-group.ts';
import { makeBreath } from './breath.ts';
import { requireWritable, repairHeader } from './change-header.ts';
import { encodeCommit, packRows } from './commit-payload.ts';
import { frameKinds } from './frame.ts';
import { addBlock, addRow, purgeItem } from './item-index.ts';
import { makeLogWriter } from './log-writer.ts';
import type { LogWriter } from './log-writer.ts';
import { stampSettings } from './settings-times.ts';
import type { SettingsTimes } from './settings-times.ts';
import { endsAsLeft } from './vault-state.ts';
import type { VaultState } from './vault-state.ts';
import { encodeRow } from './version-row.ts';
import type { BlobPlace, VersionRow } from './version-row.ts';
import type { Progress } from './vault-port.ts';
import type { VaultSettings } from './vault-types.ts';

/** Rows fewer than this, and not longer than this together, stand in the commit itself. */
const rowsInCommit = 50;
const rowBytesInCommit = 1 << 18;
const rowsAtOnce = 1_000;

export type Draft = {
  readonly at: number;
  /** Hands over blobs and rows, and may take its time. */
  readonly fill?: (content: DraftContent) => Promise<void> | void;
  readonly purged?: readonly (readonly [itemId: string, at: number])[];
  readonly settings?: VaultSettings;
  /** When they were chosen, where that is not now. */
  readonly settingsAt?: SettingsTimes;
};

export type DraftContent = {
  /** Where the sealed blob will lie. */
  addBlob(blob: Uint8Array): BlobPlace;
  addRow(row: VersionRow): void;
  /** Writes what is full. Wait for it now and then: until then everything is held in memory. */
  writeFull(): Promise<void>;
};

export type Saving = { readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined };

export async function appendTransaction(state: VaultState, draft: Draft, saving: Saving = {}): Promise<void> {
  requireWritable(state);
  await prepareTail(state);
  const { file } = state.deps;
  const first = state.log.offsets.length;
  const breathe = makeBreath(saving.signal);
  const writer = makeLogWriter(state);
  const settingsAt = draft.settings ? (draft.settingsAt ?? stampSettings(state, draft.settings, draft.at)) : null;
  try {
    const gathered = gatherContent(writer, first);
    await draft.fill?.(gathered.content);
    gathered.closeBlobs();
    // Many details: durable before the commit that counts them, so that opening need not check them again.
    const settled = writer.length() === 0 || writer.length() > detailsFrameBytes;
    if (settled && writer.length() > 0) {
      await writer.write();
      await file.sync();
    }
    const { inline, payloads } = gathered.rows();
    const blocks: { readonly payload: Buffer; readonly frame: number }[] = [];
    for (const payload of payloads) {
      saving.progress?.('write', blocks.length, payloads.length);
      blocks.push({ payload, frame: writer.add(frameKinds.overview, payload) });
      await writer.writeIfMuch();
      await breathe();
    }
    const { at, purged = [], settings = null } = draft;
    const commit = { first, at, device: state.deps.device, settled, rows: inline.map(encodeRow), purged, settings, settingsAt, audit: [] };
    const commitFrame = writer.add(frameKinds.commit, encodeCommit(commit));
    if (saving.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    await writer.write();
    await file.sync();

    state.log = writer.logAfter();
    saving.progress?.('write', payloads.length, payloads.length);
    await takeIn(state, blocks);
    inline.forEach((row, index) => addRow(state.index, row, { frame: commitFrame, index }));
  } catch (error) {
    if (state.log.sizeOnDisk === null) {
      await cutTail(state).catch(() => undefined);
    }
    throw error;
  }
  for (const [itemId, at] of draft.purged ?? []) {
    purgeItem(state.index, itemId, at);
  }
  state.settings = draft.settings ?? state.settings;
  state.settingsAt = settingsAt ?? state.settingsAt;
  state.revision += 1;
}

/** In memory thousands of rows come block by block. They are durable by now: nobody can take them back any more. */
async function takeIn(state: VaultState, blocks: readonly { readonly payload: Buffer; readonly frame: number }[]): Promise<void> {
  const breathe = makeBreath();
  for (const { payload, frame } of blocks) {
    addBlock(state.index, payload, frame);
    await breathe();
  }
}

function gatherContent(writer: LogWriter, first: number) {
  const group = makeBlobGroup();
  const full: Buffer[] = [];
  let closed = 0;
  let pending: VersionRow[] = [];
  const payloads: Buffer[] = [];

  function closeGroup(): void {
    if (!group.isEmpty()) {
      full.push(group.take());
      closed += 1;
    }
  }

  function sealFull(): void {
    for (const payload of full.splice(0)) {
      writer.add(frameKinds.details, payload);
    }
  }

  function pack(rows: readonly VersionRow[]): void {
    payloads.push(...packRows(rows));
  }

  const content: DraftContent = {
    addBlob(blob) {
      if (!group.fits(blob.length)) {
        closeGroup();
      }
      return { frame: first + closed, offset: group.add(blob), length: blob.length };
    },
    addRow(row) {
      pending.push(row);
    },
    async writeFull() {
      if (pending.length >= rowsAtOnce) {
        pack(pending.splice(0));
      }
      if (full.length > 0) {
        sealFull();
        await writer.writeIfMuch();
      }
    },
  };

  return {
    content,
    closeBlobs() {
      closeGroup();
      sealFull();
    },
    /** Once: few rows for the commit, or blocks for many. */
    rows(): { readonly inline: readonly VersionRow[]; readonly payloads: readonly Buffer[] } {
      const rest = packRows(pending);
      const fits = rest.every(({ length }) => length <= rowBytesInCommit);
      if (payloads.length === 0 && pending.length <= rowsInCommit && fits) {
        return { inline: pending, payloads };
      }
      payloads.push(...rest);
      pending = [];
      return { inline: [], payloads };
    },
  };
}

/** Makes the file end where the log ends, and both headers whole, before anything is added. */
async function prepareTail(state: VaultState): Promise<void> {
  const { file } = state.deps;
  await repairHeader(state);
  // Another program may have written over it, to the same length; or, where a write of our own failed, to whatever length.
  const isLength = state.log.sizeOnDisk === null || (await file.size()) === state.log.sizeOnDisk;
  if (!isLength || (state.log.offsets.length > 0 && !(await endsAsLeft(state, file)))) {
    throw new VaultFailure('vault.changed-on-disk', { fileName: file.fileName });
  }
  if (state.log.sizeOnDisk !== state.log.end) {
    await cutTail(state);
  }
}

/** What a failed write left behind the log is cut off, unless the file is not any more what the session wrote. */
export async function cutFailedTail(state: VaultState): Promise<void> {
  if (state.log.offsets.length === 0 || (await endsAsLeft(state, state.deps.file))) {
    await cutTail(state);
  }
}

async function cutTail(state: VaultState): Promise<void> {
  state.log.sizeOnDisk = null;
  await state.deps.file.truncate(state.log.end);
  await state.deps.file.sync();
  state.log.sizeOnDisk = state.log.end;
}
