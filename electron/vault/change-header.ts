/**
 * Writing the header: first over the copy that does not serve, made durable, then over the other. What is durable in one copy is
 * done; a second copy that could not be written waits to be repaired before the next write.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { HeaderBody, HeaderSlot } from './header-body.ts';
import { encodeHeaderCopy } from './header-copy.ts';
import { otherCopy, writeHeaderCopy } from './header-pair.ts';
import type { VaultState } from './vault-state.ts';

export async function changeHeader(state: VaultState, slots: readonly HeaderSlot[], touch: HeaderBody['touch'] = state.header.touch): Promise<void> {
  requireWritable(state);
  const body = { ...state.header, slots, touch, generation: state.header.generation + 1 };
  // Both made before anything is written: a lock may destroy the key at any moment after.
  const copy = encodeHeaderCopy(body, state.prefix, state.keys.headerMac);
  const before = encodeHeaderCopy(state.header, state.prefix, state.keys.headerMac);
  const first = otherCopy(state.servingCopy);
  state.otherCopyIsStale = true;
  try {
    await writeHeaderCopy(state.deps.file, first, copy);
  } catch (error) {
    // It may be there all the same: put back what was, or remember to.
    await writeOther(state, before).catch(() => undefined);
    throw error;
  }
  state.header = body;
  state.servingCopy = first;
  state.revision += 1;
  await writeOther(state, copy).catch(() => undefined);
}

/** Writes the copy that is bad or old anew; called before every write. */
export async function repairHeader(state: VaultState): Promise<void> {
  if (!state.otherCopyIsStale) {
    return;
  }
  await writeOther(state, encodeHeaderCopy(state.header, state.prefix, state.keys.headerMac));
}

async function writeOther(state: VaultState, copy: Uint8Array): Promise<void> {
  await writeHeaderCopy(state.deps.file, otherCopy(state.servingCopy), copy);
  state.otherCopyIsStale = false;
}

export function requireWritable(state: VaultState): void {
  if (!state.deps.file.writable) {
    throw new VaultFailure('disk.read-only', { fileName: state.deps.file.fileName });
  }
}
