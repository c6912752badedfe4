/**
 * A log whose frames are sealed anew with the vault's own key after one payload was changed: what a person who holds the key, or a
 * mistake in a writer, could leave. Nothing it says is to be believed; all that is asked is that the reader does not fall over.
 */
import { secureRandom } from '../../electron/crypto/random.ts';
import { logOffset } from '../../electron/vault/file-layout.ts';
import { firstLink, frameHeadBytes, frameKinds, openFrame, parseFrameHead, sealFrame } from '../../electron/vault/frame.ts';
import type { ChainLink, FrameKind } from '../../electron/vault/frame.ts';
import { tagBytes } from '../../electron/crypto/aead.ts';
import { idToBytes } from '../../shared/ids.ts';
import type { Chance } from '../support/seeded-random.ts';
import type { Snapshot } from './base-vaults.ts';
import { editJson } from './edit-json.ts';

type Opened = { readonly kind: FrameKind; readonly payload: Buffer };

export function resealLog(from: Snapshot, chance: Chance): Buffer {
  const frames = [...openFrames(from)];
  const at = chance.upTo(frames.length);
  const chosen = frames[at];
  const changed = chosen ? frames.with(at, { kind: chance.oneIn(20) ? chance.pick(Object.values(frameKinds)) : chosen.kind, payload: changedPayload(chosen, chance) }) : frames;
  const parts: Uint8Array[] = [from.bytes.subarray(0, logOffset)];
  let previous: ChainLink = firstLink;
  const order = chance.oneIn(10) ? changed.toSpliced(at, 1) : chance.oneIn(10) ? [...changed, ...changed.slice(at)] : changed;
  for (const [number, { kind, payload }] of order.entries()) {
    const frame = sealFrame(from.keys.frames, secureRandom, kind, payload, placeOf(from, number, previous));
    parts.push(...frame.parts);
    previous = frame.link;
  }
  return Buffer.concat(parts);
}

function* openFrames(from: Snapshot): Iterable<Opened> {
  let previous: ChainLink = firstLink;
  for (const [number, { start, end }] of from.frames.entries()) {
    const head = parseFrameHead(from.bytes.subarray(start, end));
    const tag = from.bytes.subarray(end - tagBytes, end);
    const payload = head && openFrame(from.keys.frames, head, from.bytes.subarray(start + frameHeadBytes, end - tagBytes), tag, placeOf(from, number, previous));
    if (!head || !payload) {
      throw new Error('a base vault does not open');
    }
    previous = Buffer.concat([head.bytes, tag]);
    yield { kind: head.kind, payload };
  }
}

function placeOf({ found }: Snapshot, number: number, previous: ChainLink) {
  return { vaultId: idToBytes(found.body.vaultId), epoch: found.body.epoch, number, previous };
}

function changedPayload({ kind, payload }: Opened, chance: Chance): Buffer {
  if (kind === frameKinds.commit && !chance.oneIn(4)) {
    return Buffer.from(editJson(payload.toString('utf8'), chance), 'utf8');
  }
  const changed = Buffer.from(payload);
  for (let count = 1 + chance.upTo(3); count > 0 && changed.length > 0; count -= 1) {
    const at = chance.upTo(chance.oneIn(2) ? Math.min(64, changed.length) : changed.length);
    changed[at] = chance.oneIn(2) ? chance.pick([0, 1, 0x7f, 0x80, 0xff]) : (changed[at] ?? 0) ^ (1 << chance.upTo(8));
  }
  return chance.oneIn(6) ? changed.subarray(0, chance.upTo(changed.length + 1)) : chance.oneIn(10) ? Buffer.concat([changed, changed]) : changed;
}
