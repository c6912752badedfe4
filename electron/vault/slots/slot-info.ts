/** The public side of a slot: what may be shown of it, and nothing that is sealed. */
import type { HeaderBody, HeaderSlot } from '../header-body.ts';
import type { SlotInfo } from '../vault-types.ts';

export function slotInfo({ slotId, kind, name, createdAt, kdf, credential, touch }: HeaderSlot, header: Pick<HeaderBody, 'touch'>): SlotInfo {
  return { slotId, kind, name, createdAt, kdf, credential, opensTouchItems: touch && (header.touch === null || touch.sealedSeed !== null) };
}

export function slotInfos(header: Pick<HeaderBody, 'slots' | 'touch'>): SlotInfo[] {
  return header.slots.map((slot) => slotInfo(slot, header));
}
