/** The public side of a slot: what may be shown of it, and nothing that is sealed. */
import type { HeaderSlot } from '../header-body.ts';
import type { SlotInfo } from '../vault-types.ts';

export function slotInfo({ slotId, kind, name, createdAt, kdf, credential }: HeaderSlot): SlotInfo {
  return { slotId, kind, name, createdAt, kdf, credential };
}
