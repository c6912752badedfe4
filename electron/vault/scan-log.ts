/**
 * Reads the log from front to back at open: authenticates every frame it needs, steps over details, hands over one whole
 * transaction after another, and decides what an unreadable end means. A transaction whose commit is missing or bad was never
 * acknowledged and is dropped; damage before acknowledged work is refused. See "Opening" in docs/vault-format.md.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { tagBytes } from '../crypto/aead.ts';
import { parseCommit } from './commit-payload.ts';
import type { Commit } from './commit-payload.ts';
import { makeFileReader } from './file-reader.ts';
import type { FileReader } from './file-reader.ts';
import { logOffset } from './file-layout.ts';
import { findLaterCommit } from './find-later-commit.ts';
import type { LogSource } from './find-later-commit.ts';
import { firstLink, frameExtraBytes, frameHeadBytes, frameKinds, linkOf, openFrame, parseFrameHead } from './frame.ts';
import type { ChainLink, FrameHead } from './frame.ts';
import type { LogState } from './vault-state.ts';
import type { Progress } from './vault-port.ts';

export type ScannedTransaction = {
  readonly commit: Commit;
  readonly commitFrame: number;
  readonly overviews: readonly { readonly frame: number; readonly payload: Buffer }[];
};

export type Scanned = {
  readonly log: LogState;
  readonly tornBytes: number;
  /** Tag of the frame asked for; null where the log is shorter. */
  readonly tagAsked: Buffer | null;
};

type Step = { readonly head: FrameHead; readonly payload: Buffer | null; readonly link: ChainLink; readonly end: number };

/** Where the log stood after a transaction. */
type Mark = { readonly frames: number; readonly end: number; readonly last: ChainLink };

export async function scanLog(
  source: LogSource,
  apply: (transaction: ScannedTransaction) => void,
  options: { readonly tagOfFrame?: number | undefined; readonly progress?: Progress | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<Scanned> {
  const reader = makeFileReader(source.file);
  const size = await source.file.size();
  const offsets: number[] = [];
  let asked: Buffer | null = null;
  let offset: number = logOffset;
  let previous = firstLink;
  let settledMark: Mark = { frames: 0, end: logOffset, last: firstLink };
  let held: { readonly transaction: ScannedTransaction; readonly before: Mark; readonly after: Mark } | null = null;
  let first = 0;
  /** The first frame that nothing has vouched for yet: details count only once the frame behind them opened. */
  let unsure = { offset, number: 0 };
  let overviews: { frame: number; payload: Buffer }[] = [];

  while (offset < size) {
    if (options.signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
    const number = offsets.length;
    const step = await readStep(source, reader, { offset, size, number, previous });
    if (!step) {
      if (await findLaterCommit(source, { ...unsure, size }, { signal: options.signal })) {
        throw new VaultFailure('vault.damaged', { fileName: source.file.fileName, check: 'frame' });
      }
      break;
    }
    offsets.push(offset);
    if (number === options.tagOfFrame) {
      asked = Buffer.from(step.link.subarray(frameHeadBytes));
    }
    offset = step.end;
    previous = step.link;
    if (step.payload) {
      unsure = { offset, number: number + 1 };
    }
    if (step.head.kind === frameKinds.overview && step.payload) {
      overviews.push({ frame: number, payload: step.payload });
    }
    if (step.head.kind === frameKinds.commit && step.payload) {
      const commit = parseCommit(step.payload);
      if (commit.first !== first) {
        throw new VaultFailure('vault.damaged', { fileName: source.file.fileName, check: 'commit' });
      }
      if (held) {
        apply(held.transaction);
        settledMark = held.after;
      }
      held = {
        transaction: { commit, commitFrame: number, overviews },
        before: settledMark,
        after: { frames: number + 1, end: offset, last: step.link },
      };
      first = number + 1;
      overviews = [];
      options.progress?.('open', offset, size);
    }
  }

  let mark = settledMark;
  if (held) {
    // A crash may leave a commit whole and the details before it not: only the very last transaction can be such a one.
    const suspect = held.after.end === size && !held.transaction.commit.settled;
    if (!suspect || (await detailsAreWhole(source, reader, offsets, held.transaction, held.before.last, size))) {
      apply(held.transaction);
      mark = held.after;
    }
  }
  if (mark.frames === 0) {
    throw new VaultFailure(held ? 'vault.damaged' : await whyNoCommit(reader, offset, size), {
      fileName: source.file.fileName,
      check: 'commit',
    });
  }
  const askedCounts = options.tagOfFrame !== undefined && options.tagOfFrame < mark.frames;
  return {
    log: { offsets: offsets.slice(0, mark.frames), end: mark.end, last: mark.last, sizeOnDisk: size },
    tornBytes: size - mark.end,
    tagAsked: askedCounts ? asked : null,
  };
}

async function readStep(
  source: LogSource,
  reader: FileReader,
  at: { readonly offset: number; readonly size: number; readonly number: number; readonly previous: ChainLink },
): Promise<Step | null> {
  const head = parseFrameHead(await reader.read(at.offset, frameHeadBytes));
  const end = at.offset + frameExtraBytes + (head?.length ?? 0);
  if (!head || end > at.size) {
    return null;
  }
  if (head.kind === frameKinds.details) {
    const tag = await reader.read(end - tagBytes, tagBytes);
    return { head, payload: null, link: linkOf(head.bytes, tag), end };
  }
  const rest = await reader.read(at.offset + frameHeadBytes, head.length + tagBytes);
  const tag = rest.subarray(head.length);
  const place = { vaultId: source.vaultId, epoch: source.epoch, number: at.number, previous: at.previous };
  const payload = openFrame(source.key, head, rest.subarray(0, head.length), tag, place);
  return payload && { head, payload, link: linkOf(head.bytes, tag), end };
}

async function detailsAreWhole(
  source: LogSource,
  reader: FileReader,
  offsets: readonly number[],
  { commit, commitFrame }: ScannedTransaction,
  before: ChainLink,
  size: number,
): Promise<boolean> {
  let previous = before;
  for (let number = commit.first; number < commitFrame; number += 1) {
    const [offset, end] = [offsets[number] ?? size, offsets[number + 1] ?? size];
    const bytes = await reader.read(offset, end - offset);
    const head = parseFrameHead(bytes);
    if (!head) {
      return false;
    }
    const tag = bytes.subarray(frameHeadBytes + head.length);
    const place = { vaultId: source.vaultId, epoch: source.epoch, number, previous };
    if (head.kind === frameKinds.details && !openFrame(source.key, head, bytes.subarray(frameHeadBytes, frameHeadBytes + head.length), tag, place)) {
      return false;
    }
    previous = linkOf(head.bytes, tag);
  }
  return true;
}

/** Not even one commit: the file ends too early, or its first frame is bad. */
async function whyNoCommit(reader: FileReader, offset: number, size: number): Promise<'vault.truncated' | 'vault.damaged'> {
  const head = parseFrameHead(await reader.read(offset, frameHeadBytes));
  return size - offset < frameExtraBytes || (head && offset + frameExtraBytes + head.length > size) ? 'vault.truncated' : 'vault.damaged';
}
