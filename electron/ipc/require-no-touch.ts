/**
 * SECURITY: an item that asks for a touch keeps everything but its row until keys can give the touch for a single item. Every call
 * that reads an item's details asks here first. Called by the calls about items, fields, attachments and sharing.
 */
import { VaultFailure } from '../../shared/failure.ts';

/** @param overviews the item as it is, and the version that is read where that is an older one: either may carry the flag. */
export function requireNoTouch(...overviews: readonly { readonly touchRequired: boolean }[]): void {
  if (overviews.some(({ touchRequired }) => touchRequired)) {
    throw new VaultFailure('item.needs-touch');
  }
}
