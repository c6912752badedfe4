/** Looks at and tampers with the bytes of a vault file: where frames stand, and headers made whole again without any key. */
import { createHash } from 'node:crypto';
import { headerCopyBytes, headerCopyOffsets, logOffset } from '../../electron/vault/file-layout.ts';
import { frameExtraBytes, frameKinds } from '../../electron/vault/frame.ts';

export type FrameSpan = { readonly start: number; readonly end: number; readonly kind: number };

/** Frames of an undamaged file. */
export function frameSpans(bytes: Buffer): readonly FrameSpan[] {
  const spans: FrameSpan[] = [];
  for (let start: number = logOffset; start < bytes.length; ) {
    const end = start + frameExtraBytes + bytes.readUInt32BE(start);
    spans.push({ start, end, kind: bytes[start + 4] ?? 0 });
    start = end;
  }
  return spans;
}

export function flipBit(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

/** Changes a byte of the first details, which opening steps over. */
export function damageDetails(bytes: Buffer): Buffer {
  const details = frameSpans(bytes).find(({ kind }) => kind === frameKinds.details);
  return flipBit(bytes, ((details?.end ?? 0) - 40) * 8);
}

/** Changes the header's JSON in both copies and makes lengths and checksums right, as someone without the key can. */
export function forgeHeader(bytes: Buffer, change: (text: string) => string): Buffer {
  const forged = Buffer.from(bytes);
  for (const offset of headerCopyOffsets) {
    const copy = forged.subarray(offset, offset + headerCopyBytes);
    const text = Buffer.from(change(copy.subarray(4, 4 + copy.readUInt32BE()).toString('utf8')), 'utf8');
    copy.fill(0, 0, headerCopyBytes - 64);
    copy.writeUInt32BE(text.length);
    copy.set(text, 4);
    copy.set(createHash('sha256').update(copy.subarray(0, headerCopyBytes - 32)).digest(), headerCopyBytes - 32);
  }
  return forged;
}
