/** Which way to unlock may not be removed yet. Pure. */
import type { SlotView } from '../../../shared/views.ts';

type Way = Pick<SlotView, 'slotId' | 'kind'>;

/** True where nothing but recovery kits would be left. */
export function isLastBesideKits(way: Way, all: readonly Way[]): boolean {
  return way.kind !== 'recovery' && !all.some((other) => other.slotId !== way.slotId && other.kind !== 'recovery');
}
