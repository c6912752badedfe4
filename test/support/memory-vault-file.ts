/**
 * A vault file in memory, for tests of the vault: it knows what would be left after a crash, cuts writes short, and fails when told to.
 * Writes are not durable until `sync`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { VaultFile } from '../../electron/vault/vault-port.ts';

/** Acts that change the file, and so can fail. */
export type FileAct = 'write' | 'truncate' | 'sync' | 'replace';

export type MemoryVaultFile = VaultFile & {
  /** What the file holds now. */
  bytes(): Buffer;
  /** What is certain to be there after a crash. */
  durable(): Buffer;
  /** Acts so far, in order. */
  readonly acts: readonly FileAct[];
  /** The next act of this name fails with this code; a write first puts down `afterBytes` of its bytes. */
  failNext(act: FileAct, code: FailureCode, afterBytes?: number): void;
  /** A sync program puts another file in its place: from now on this one can be read but not written. */
  putInPlace(other: MemoryVaultFile): void;
  /** From the given act on (counted from now) everything fails, as if the disk were gone. */
  dieAfter(acts: number): void;
  isClosed(): boolean;
  /** Whether it was taken back. */
  isUnmade(): boolean;
};

type Planned = { readonly act: FileAct; readonly code: FailureCode; readonly afterBytes: number };

export function makeMemoryVaultFile(content: Uint8Array = new Uint8Array(0), options: { readonly writable?: boolean } = {}): MemoryVaultFile {
  let current: Buffer = Buffer.from(content);
  let synced: Buffer = Buffer.from(content);
  let closed = false;
  let unmade = false;
  let left = Number.POSITIVE_INFINITY;
  let inPlace: MemoryVaultFile | null = null;
  const planned: Planned[] = [];
  const acts: FileAct[] = [];

  function begin(act: FileAct): Planned | undefined {
    if (closed) {
      throw new Error('the file is closed');
    }
    if (left <= 0) {
      throw new VaultFailure('disk.gone');
    }
    if (inPlace) {
      throw new VaultFailure('vault.changed-on-disk');
    }
    left -= 1;
    acts.push(act);
    const at = planned.findIndex((plan) => plan.act === act);
    return at < 0 ? undefined : planned.splice(at, 1)[0];
  }

  function put(offset: number, bytes: Uint8Array): void {
    const grown = Buffer.alloc(Math.max(current.length, offset + bytes.length));
    grown.set(current);
    grown.set(bytes, offset);
    current = grown;
  }

  const own: MemoryVaultFile = {
    fileName: 'memory.latchkey',
    writable: options.writable ?? true,
    acts,
    bytes: () => Buffer.from(current),
    durable: () => Buffer.from(synced),
    isClosed: () => closed,
    isUnmade: () => unmade,
    failNext(act, code, afterBytes = 0) {
      planned.push({ act, code, afterBytes });
    },
    dieAfter(count) {
      left = count;
    },
    async size() {
      return current.length;
    },
    async read(offset, length) {
      if (closed) {
        throw new Error('the file is closed');
      }
      return Uint8Array.from(current.subarray(offset, offset + length));
    },
    async write(offset, bytes) {
      const plan = begin('write');
      put(offset, plan ? bytes.subarray(0, plan.afterBytes) : bytes);
      if (plan) {
        throw new VaultFailure(plan.code);
      }
    },
    async truncate(length) {
      const plan = begin('truncate');
      if (plan) {
        throw new VaultFailure(plan.code);
      }
      current = Buffer.from(current.subarray(0, length));
    },
    async sync() {
      const plan = begin('sync');
      if (plan) {
        throw new VaultFailure(plan.code);
      }
      synced = Buffer.from(current);
    },
    async replace(fill) {
      const plan = begin('replace');
      const parts: Buffer[] = [];
      await fill({
        async write(bytes) {
          parts.push(Buffer.from(bytes));
        },
      });
      if (plan) {
        throw new VaultFailure(plan.code);
      }
      current = Buffer.concat(parts);
      synced = Buffer.from(current);
    },
    putInPlace(other) {
      inPlace = other;
    },
    async reopen() {
      // Another handle on the same bytes: closing it closes nothing else.
      return { file: { ...(inPlace ?? own), close: async () => undefined }, isAnother: inPlace !== null };
    },
    unmake() {
      unmade = true;
    },
    async close() {
      closed = true;
    },
  };
  return own;
}
