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

/** `isMarked`: whether the item needs a touch as it is now; then its older versions must not be had without one either. */
export type CarryBlob = (sealed: Uint8Array, blob: BlobIdentity, isMarked: boolean) => Buffer | Promise<Buffer>;

export function makeBlobCarrier(from: VaultKeys, to: VaultKeys, random: RandomBytes, touch: TouchCarrying): CarryBlob {
  const isRekeyed = !sameKey(from.vault, to.vault);

  function rewrapped(sealed: Uint8Array, blob: BlobIdentity): Buffer {
    return isRekeyed ? rewrapBlob(from.itemWrapping, to.itemWrapping, random, sealed, blob) : Buffer.from(sealed);
  }

  async function resealed(pair: BoxKeys, publicKey: Uint8Array | null, sealed: Uint8Array, blob: BlobIdentity): Promise<Buffer> {
    const itemKey = await openTouchedKey(from.itemWrapping, pair, sealed, blob);
    try {
      return await resealBlob(to.itemWrapping, publicKey, random, itemKey, sealed, blob);
    } finally {
      destroyKey(itemKey);
    }
  }

  return (sealed, blob, isMarked) => {
    if (!needsTouch(sealed)) {
      const plain = rewrapped(sealed, blob);
      return isMarked && touch.publicKey !== null ? toTouchBlob(to.itemWrapping, touch.publicKey, random, plain, blob) : plain;
    }
    switch (touch.is) {
      case 'kept':
        return rewrapped(sealed, blob);
      case 'resealed':
        return resealed(touch.pair, touch.publicKey, sealed, blob);
      case 'refused':
        throw new VaultFailure(touch.code);
      default:
        return assertNever(touch);
    }
  };
}
