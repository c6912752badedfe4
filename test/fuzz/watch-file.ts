/** A file in memory that only counts: how often it is read, how long the longest read was, how much was given. Used by the fuzz run. */
import type { VaultFile } from '../../electron/vault/vault-port.ts';
import { makeMemoryVaultFile } from '../support/memory-vault-file.ts';
import type { Chance } from '../support/seeded-random.ts';

export type Watched = {
  readonly file: VaultFile;
  readonly bytes: Buffer;
  counts(): { readonly reads: number; readonly longest: number; readonly total: number };
};

export function watchFile(bytes: Buffer, chance: Chance): Watched {
  const plain = makeMemoryVaultFile(new Uint8Array(0), { writable: !chance.oneIn(4) });
  let [reads, longest, total] = [0, 0, 0];
  return {
    bytes,
    counts: () => ({ reads, longest, total }),
    file: {
      ...plain,
      size: async () => bytes.length,
      async read(offset, length) {
        const part = Uint8Array.from(bytes.subarray(offset, offset + length));
        reads += 1;
        longest = Math.max(longest, length);
        total += part.length;
        return part;
      },
    },
  };
}
