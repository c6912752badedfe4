/**
 * After a frame that does not open: is there acknowledged work behind it? A commit that opens under our key and belongs to a later
 * transaction, or that has anything behind it, can only have been written after the bad frame was durable. Then the bad frame is
 * damage, not a write cut short, and dropping it would lose what was saved. Called by `scan-log.ts`, only when something is wrong.
 */
import { tagBytes } from '../crypto/aead.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { parseCommit } from './commit-payload.ts';
import { frameExtraBytes, frameHeadBytes, frameKinds, linkOf, openFrame, parseFrameHead } from './frame.ts';
import type { ChainLink, FrameHead } from './frame.ts';
import type { VaultFile } from './vault-port.ts';

export type LogSource = { readonly file: VaultFile; readonly key: SecretKey; readonly vaultId: Uint8Array; readonly epoch: number };

const stepBytes = 1 << 20;
/** How many frames the damage may have swallowed. */
const numbersTried = 128;

export async function findLaterCommit(
  source: LogSource,
  bad: { readonly offset: number; readonly size: number; readonly number: number },
): Promise<boolean> {
  /** Frames that could be there, by where they would end: the next one's link. */
  const links = new Map<number, ChainLink>();
  for (let start = bad.offset; start < bad.size; start += stepBytes) {
    const bytes = Buffer.from(await source.file.read(start, stepBytes + frameHeadBytes));
    const last = Math.min(stepBytes, bytes.length - frameHeadBytes + 1);
    for (let at = 0; at < last; at += 1) {
      const kind = bytes[at + 4] ?? 0;
      if (kind < 1 || kind > 3) {
        continue;
      }
      const offset = start + at;
      const length = bytes.readUInt32BE(at);
      const end = offset + frameExtraBytes + length;
      const head = end <= bad.size ? parseFrameHead(Buffer.from(bytes.subarray(at, at + frameHeadBytes))) : null;
      if (!head) {
        continue;
      }
      const link = links.get(offset);
      if (link && head.kind === frameKinds.commit && (await provesLaterWork(source, bad, { offset, end, head, link }))) {
        return true;
      }
      links.set(end, linkOf(head.bytes, await source.file.read(end - tagBytes, tagBytes)));
    }
  }
  return false;
}

async function provesLaterWork(
  source: LogSource,
  bad: { readonly size: number; readonly number: number },
  found: { readonly offset: number; readonly end: number; readonly head: FrameHead; readonly link: ChainLink },
): Promise<boolean> {
  const { head } = found;
  const rest = Buffer.from(await source.file.read(found.offset + frameHeadBytes, head.length + tagBytes));
  const [body, tag] = [rest.subarray(0, head.length), rest.subarray(head.length)];
  for (let number = bad.number; number <= bad.number + numbersTried; number += 1) {
    const place = { vaultId: source.vaultId, epoch: source.epoch, number, previous: found.link };
    const payload = openFrame(source.key, head, body, tag, place);
    if (payload) {
      return found.end < bad.size || parseCommit(payload).first > bad.number;
    }
  }
  return false;
}
