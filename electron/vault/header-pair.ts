/**
 * The two copies of the header on disk: which one serves, and how a change is written so that one is whole at any moment.
 * Used at open, by `change-header.ts` and by whoever lists slots without a key.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { headerCopyBytes, headerCopyOffsets, readPrefix } from './file-layout.ts';
import { isWholeCopy, parseHeaderCopy } from './header-copy.ts';
import type { HeaderBody } from './header-body.ts';
import type { VaultFile } from './vault-port.ts';

export type CopyIndex = 0 | 1;

export type FoundHeader = {
  readonly prefix: Buffer;
  readonly body: HeaderBody;
  /** The bytes that `body` was read from, for the MAC. */
  readonly copy: Buffer;
  readonly serving: CopyIndex;
  /** The other copy is bad or older and is to be written anew before anything else is. */
  readonly otherIsStale: boolean;
};

/** Finds the copy that serves: the whole one, of two whole ones the one of the higher generation. Nothing is trusted yet. */
export async function readHeaderPair(file: VaultFile): Promise<FoundHeader> {
  const prefix = await readPrefix(file);
  const [first, second] = [await readCopy(file, 0), await readCopy(file, 1)];
  const a = isWholeCopy(first) ? parseHeaderCopy(first) : null;
  const b = isWholeCopy(second) ? parseHeaderCopy(second) : null;
  if (a && (!b || a.generation >= b.generation)) {
    return { prefix, body: a, copy: first, serving: 0, otherIsStale: !first.equals(second) };
  }
  if (b) {
    return { prefix, body: b, copy: second, serving: 1, otherIsStale: true };
  }
  throw new VaultFailure('vault.damaged', { fileName: file.fileName, check: 'header' });
}

async function readCopy(file: VaultFile, index: CopyIndex): Promise<Buffer> {
  return Buffer.from(await file.read(headerCopyOffsets[index], headerCopyBytes));
}

export async function writeHeaderCopy(file: VaultFile, index: CopyIndex, copy: Uint8Array): Promise<void> {
  await file.write(headerCopyOffsets[index], copy);
  await file.sync();
}

export function otherCopy(index: CopyIndex): CopyIndex {
  return index === 0 ? 1 : 0;
}
