/**
 * Mutations of a vault file by someone without its key: bits, runs, cuts, frames moved about, lengths and kinds edited, parts of other
 * copies and other vaults, and headers whose JSON is edited and whose checksum is made right again.
 */
import { headerCopyBytes, headerCopyOffsets, logOffset } from '../../electron/vault/file-layout.ts';
import { frameHeadBytes } from '../../electron/vault/frame.ts';
import type { Chance } from '../support/seeded-random.ts';
import { forgeHeader } from '../support/vault-bytes.ts';
import { editJson } from './edit-json.ts';
import type { BaseVault, Snapshot } from './base-vaults.ts';

type Mutation = (bytes: Buffer, from: Snapshot, donor: Snapshot, chance: Chance) => Buffer;

/** A place at or behind the log's beginning. */
function placeIn(bytes: Buffer, chance: Chance): number {
  return logOffset + chance.upTo(Math.max(1, bytes.length - logOffset));
}

function frameOf(snapshot: Snapshot, chance: Chance): { readonly start: number; readonly end: number } {
  return chance.pick(snapshot.frames);
}

function withoutPart(bytes: Buffer, start: number, end: number): Buffer {
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function withPart(bytes: Buffer, at: number, part: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
}

function noise(length: number, chance: Chance): Buffer {
  const kind = chance.upTo(3);
  return Buffer.from(Uint8Array.from({ length }, () => (kind === 0 ? 0 : kind === 1 ? chance.upTo(256) : chance.upTo(4))));
}

function flipped(bytes: Buffer, from: number, length: number, chance: Chance): Buffer {
  const changed = Buffer.from(bytes);
  for (let count = 1 + chance.upTo(4); count > 0; count -= 1) {
    const at = from + chance.upTo(length);
    changed[at] = (changed[at] ?? 0) ^ (1 << chance.upTo(8));
  }
  return changed.subarray(0, bytes.length);
}

const lengths = [0, 1, 2, 0x7f, 0xff, 0xffff, 1 << 20, (1 << 25) - 1, 1 << 25, 1 << 26, 0x7fff_ffff, 0xffff_ffff];

const inLog: readonly Mutation[] = [
  (bytes, _, __, chance) => flipped(bytes, logOffset, Math.max(1, bytes.length - logOffset), chance),
  (bytes, _, __, chance) => bytes.subarray(0, placeIn(bytes, chance)),
  (bytes, from, __, chance) => bytes.subarray(0, Math.max(logOffset, frameOf(from, chance).end + chance.upTo(5) - 2)),
  (bytes, _, __, chance) => withPart(bytes, chance.oneIn(2) ? bytes.length : placeIn(bytes, chance), noise(1 + chance.upTo(chance.pick([8, 300, 40_000])), chance)),
  (bytes, _, __, chance) => {
    const at = placeIn(bytes, chance);
    return Buffer.concat([bytes.subarray(0, at), noise(Math.min(1 + chance.upTo(200), bytes.length - at), chance), bytes.subarray(at + 200)]);
  },
  (bytes, from, __, chance) => {
    const { start, end } = frameOf(from, chance);
    return withoutPart(bytes, start, end);
  },
  (bytes, from, donor, chance) => {
    // A frame of this or another copy, once more.
    const source = chance.oneIn(2) ? from : donor;
    const { start, end } = frameOf(source, chance);
    return withPart(bytes, frameOf(from, chance).start, source.bytes.subarray(start, end));
  },
  (bytes, from, donor, chance) => {
    const [old, other] = [frameOf(from, chance), frameOf(donor, chance)];
    return withPart(withoutPart(bytes, old.start, old.end), Math.min(old.start, bytes.length), donor.bytes.subarray(other.start, other.end));
  },
  (bytes, from, donor, chance) => Buffer.concat([bytes.subarray(0, frameOf(from, chance).start), donor.bytes.subarray(frameOf(donor, chance).start)]),
  (bytes, from, __, chance) => {
    const changed = Buffer.from(bytes);
    const { start } = frameOf(from, chance);
    const near = changed.length >= start + 4 ? changed.readUInt32BE(start) + chance.upTo(9) - 4 : 0;
    if (changed.length >= start + 4) {
      changed.writeUInt32BE(Math.max(0, chance.oneIn(2) ? near : chance.pick(lengths)) >>> 0, start);
    }
    return changed;
  },
  (bytes, from, __, chance) => {
    const changed = Buffer.from(bytes);
    const { start } = frameOf(from, chance);
    if (changed.length > start + 4) {
      changed[start + 4] = chance.pick([0, 1, 2, 3, 4, 255]);
    }
    return changed;
  },
  (bytes, from, __, chance) => flipped(bytes, frameOf(from, chance).start, frameHeadBytes, chance),
  (bytes, from, __, chance) => {
    const changed = Buffer.from(bytes);
    changed.fill(0, Math.min(changed.length, frameOf(from, chance).start), Math.min(changed.length, frameOf(from, chance).end));
    return changed;
  },
];

const inHeader: readonly Mutation[] = [
  (bytes, _, __, chance) => flipped(bytes, headerCopyOffsets[0], headerCopyBytes, chance),
  (bytes, _, __, chance) => flipped(flipped(bytes, headerCopyOffsets[0], headerCopyBytes, chance), headerCopyOffsets[1], 3_000, chance),
  (bytes, _, __, chance) => flipped(bytes, 0, 16, chance),
  (bytes, _, __, chance) => forgeHeader(bytes, (text) => editJson(text, chance)),
  (bytes, _, __, chance) => forgeHeader(bytes, (text) => editJson(editJson(text, chance), chance)),
  (bytes, _, donor, chance) => withHeaderOf(bytes, donor, chance.pick([[0], [1], [0, 1]])),
  (bytes, _, __, chance) => {
    const changed = Buffer.from(bytes);
    changed.writeUInt32BE(chance.pick(lengths), chance.pick(headerCopyOffsets));
    return changed;
  },
  (bytes, _, __, chance) => bytes.subarray(0, chance.upTo(logOffset + 1)),
];

function withHeaderOf(bytes: Buffer, donor: Snapshot, copies: readonly number[]): Buffer {
  const changed = Buffer.from(bytes);
  for (const copy of copies) {
    const offset = headerCopyOffsets[copy] ?? headerCopyOffsets[0];
    changed.set(donor.bytes.subarray(offset, offset + headerCopyBytes), offset);
  }
  return changed;
}

export function mutateLog(from: Snapshot, bases: readonly BaseVault[], chance: Chance): Buffer {
  let { bytes } = from;
  for (let count = chance.weighted([[5, 1], [2, 2], [1, 4]]); count > 0; count -= 1) {
    bytes = chance.pick(inLog)(bytes, from, anySnapshot(bases, chance), chance);
  }
  return bytes;
}

export function mutateHeader(from: Snapshot, bases: readonly BaseVault[], chance: Chance): Buffer {
  const bytes = chance.pick(inHeader)(from.bytes, from, anySnapshot(bases, chance), chance);
  return chance.oneIn(4) && bytes.length > logOffset ? chance.pick(inLog)(bytes, from, anySnapshot(bases, chance), chance) : bytes;
}

export function anySnapshot(bases: readonly BaseVault[], chance: Chance): Snapshot {
  return chance.pick(chance.pick(bases).snapshots);
}
