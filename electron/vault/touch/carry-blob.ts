/**
 * How a sealed blob gets from one vault file into another: as it is, its item key wrapped anew where the vault key is another, sealed to the
 * touch key pair where its item needs a touch by now, and sealed anew where that pair is another. Used by rewriting and by merging.
 */
import { assertNever, VaultFailure } from '../../../shared/failure.ts';
import type { BoxKeys } from '../../crypto/box.ts';
import { destroyKey, sameKey } from '../../crypto/secret-key.ts';
import { needsTouch, rewrapBlob } from '../details-blob.ts';
import type { BlobIdentity } from '../details-blob.ts';
import type { VaultKeys } from '../vault-keys.ts';
import type { RandomBytes } from '../vault-port.ts';
import { openTouchedKey, resealBlob, toTouchBlob } from './touch-blob.ts';

/** What becomes of blobs that are sealed for a touch. `publicKey` is that of the pair where they go; null where there is none. */
export type TouchCarrying =
  | { readonly is: 'kept'; readonly publicKey: Uint8Array | null }
  | { readonly is: 'resealed'; readonly pair: BoxKeys; readonly publicKey: Uint8Array | null }
  | { readonly is: 'refused'; readonly code: 'item.needs-touch' | 'merge.other-touch-key'; readonly publicKey: Uint8Array | null };

/** Where the blob belongs is asked for only where it matters: a hundred thousand are copied as they are. */
export type CarryBlob = (sealed: Uint8Array, place: { readonly identity: BlobIdentity }) => Buffer | Promise<Buffer>;

/** `marked`: ids of items that need a touch as they are now; then their older versions must not be had without one either. */
export function makeBlobCarrier(from: VaultKeys, to: VaultKeys, random: RandomBytes, touch: TouchCarrying, marked: ReadonlySet<string>): CarryBlob {
  const isRekeyed = !sameKey(from.vault, to.vault);

  function rewrapped(sealed: Uint8Array, place: { readonly identity: BlobIdentity }): Buffer {
    return isRekeyed ? rewrapBlob(from.itemWrapping, to.itemWrapping, random, sealed, place.identity) : Buffer.from(sealed);
  }

  async function resealed(pair: BoxKeys, publicKey: Uint8Array | null, sealed: Uint8Array, blob: BlobIdentity): Promise<Buffer> {
    const itemKey = await openTouchedKey(from.itemWrapping, pair, sealed, blob);
    try {
      return await resealBlob(to.itemWrapping, publicKey, random, itemKey, sealed, blob);
    } finally {
      destroyKey(itemKey);
    }
  }

  return (sealed, place) => {
    if (!needsTouch(sealed)) {
      const plain = rewrapped(sealed, place);
      const { publicKey } = touch;
      const isMarked = publicKey !== null && marked.size > 0 && marked.has(place.identity.itemId);
      return isMarked ? toTouchBlob(to.itemWrapping, publicKey, random, plain, place.identity) : plain;
    }
    switch (touch.is) {
      case 'kept':
        return rewrapped(sealed, place);
      case 'resealed':
        return resealed(touch.pair, touch.publicKey, sealed, place.identity);
      case 'refused':
        throw new VaultFailure(touch.code);
      default:
        return assertNever(touch);
    }
  };
}
