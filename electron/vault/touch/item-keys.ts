/** What a touch opened of one item: its item keys, and nothing of any other. Made and destroyed by `touched-items.ts`, used by whoever reads or writes it. */
import { VaultFailure } from '../../../shared/failure.ts';
import type { SecretKey } from '../../crypto/secret-key.ts';
import type { BlobIdentity } from '../details-blob.ts';

/** By purpose and owner of the blob. */
export type ItemKeys = ReadonlyMap<string, SecretKey>;

export function itemKeyName({ purpose, ownerId }: Pick<BlobIdentity, 'purpose' | 'ownerId'>): string {
  return `${purpose} ${ownerId}`;
}

/** SECURITY: an item that needs a touch is not read without one: nor are its older versions, and files from before it was marked. */
export function requireTouched(keys: ItemKeys | null, ...needs: readonly boolean[]): void {
  if (keys === null && needs.includes(true)) {
    throw new VaultFailure('item.needs-touch');
  }
}
