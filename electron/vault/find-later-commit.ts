/**
 * After a frame that does not open: is there acknowledged work behind it? A commit that opens under our key and belongs to a later
 * transaction, or that has anything behind it, can only have been written after the bad frame was durable. Then the bad frame is
 * damage, not a write cut short, and dropping it would lose what was saved. Called by `scan-log.ts`, only when something is wrong.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { mayBeginWith, tagBytes } from '../crypto/aead.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { commitBegin, parseCommit } from './commit-payload.ts';
import { viewOf } from './file-reader.ts';
import { frameExtraBytes, frameHeadBytes, frameKinds, linkOf, openFrame, parseFrameHead } from './frame.ts';
import type { FrameHead } from './frame.ts';
import type { VaultFile } from './vault-port.ts';

export type LogSource = { readonly file: VaultFile; readonly key: SecretKey; readonly vaultId: Uint8Array; readonly epoch: number };

const stepBytes = 1 << 20;
/** How many frames the damage may have swallowed. */
const numbersTried = 128;

/**
 * What a search may cost; chance in honest bytes stays far below. SECURITY: whoever can write to the file can make any number of
 * bytes look like frames. When it is spent the answer is yes: refusing a vault that was meddled with loses nothing.
 */
export const searchBudget = {
  /** Heads of commits of which the first bytes are decrypted. */
  commits: 10_000,
  /** Bytes decrypted; each try counts for `tryBytes` more. */
  bytes: 1 << 26,
  /** Heads whose frames end further on, kept in memory. */
  heads: 100_000,
} as const;
const tryBytes = 1_024;

type Budget = { commits: number; bytes: number; heads: number };
export type Search = { readonly signal?: AbortSignal | undefined; readonly budget?: Budget };

type Bad = { readonly offset: number; readonly size: number; readonly number: number };
type Found = { readonly offset: number; readonly end: number; readonly head: FrameHead };

export async function findLaterCommit(source: LogSource, bad: Bad, { signal, budget = { ...searchBudget } }: Search = {}): Promise<boolean> {
  /** Where frames that could be there begin, by where they would end: there the next one's head stands. */
  const before = new Map<number, number[]>();
  let kept = 0;
  const beyond = frameHeadBytes + commitBegin.length;
  for (let start = bad.offset; start < bad.size; start += stepBytes) {
    const bytes = viewOf(await source.file.read(start, stepBytes + beyond));
    for (const [end, heads] of before) {
      if (end < start) {
        before.delete(end);
        kept -= heads.length;
      }
    }
    const last = Math.min(stepBytes, bytes.length - frameHeadBytes + 1);
    for (let at = 0; at < last; at += 1) {
      const kind = bytes[at + 4] ?? 0;
      if (kind < 1 || kind > 3) {
        continue;
      }
      const offset = start + at;
      const head = parseFrameHead(bytes.subarray(at, at + frameHeadBytes));
      const end = offset + frameExtraBytes + (head?.length ?? 0);
      if (!head || end > bad.size) {
        continue;
      }
      const heads = before.get(offset);
      if (heads && head.kind === frameKinds.commit) {
        budget.commits -= 1;
        const isLikely = mayBeginWith(source.key, head.nonce, bytes.subarray(at + frameHeadBytes, at + beyond), commitBegin);
        if (budget.commits < 0 || (isLikely && (await provesLaterWork(source, bad, { offset, end, head }, heads, { signal, budget })))) {
          return true;
        }
      }
      kept += 1;
      if (kept > budget.heads) {
        return true;
      }
      const sameEnd = before.get(end);
      if (sameEnd) {
        sameEnd.push(offset);
      } else {
        before.set(end, [offset]);
      }
    }
    stopIfCancelled(signal);
  }
  return false;
}

/** Tries a commit behind each head that could stand before it, under each number that it could have. */
async function provesLaterWork(
  source: LogSource,
  bad: Bad,
  { offset, end, head }: Found,
  heads: readonly number[],
  { signal, budget }: Search & { readonly budget: Budget },
): Promise<boolean> {
  const rest = viewOf(await source.file.read(offset + frameHeadBytes, head.length + tagBytes));
  const [body, tag] = [rest.subarray(0, head.length), rest.subarray(head.length)];
  const room = Math.ceil((offset - bad.offset) / frameExtraBytes);
  const tagBefore = await source.file.read(offset - tagBytes, tagBytes);
  for (const start of heads) {
    const previous = linkOf(await source.file.read(start, frameHeadBytes), tagBefore);
    for (let number = bad.number; number <= bad.number + Math.min(numbersTried, room); number += 1) {
      stopIfCancelled(signal);
      budget.bytes -= head.length + tryBytes;
      if (budget.bytes < 0) {
        return true;
      }
      const place = { vaultId: source.vaultId, epoch: source.epoch, number, previous };
      const payload = openFrame(source.key, head, body, tag, place);
      if (payload) {
        return end < bad.size || parseCommit(payload).first > bad.number;
      }
    }
  }
  return false;
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new VaultFailure('cancelled');
  }
}
