/** What the page is told of a vault: locked, from its slots alone, or open. Called by `vault-desk.ts`. */
import { basename, dirname } from 'node:path';
import { oneLine } from '../../shared/plain-line.ts';
import type { AppState, OpenNoticeName } from '../../shared/views.ts';
import type { SlotInfo, VaultSession } from '../vault/vault-types.ts';

export type LockReason = 'start' | 'asked' | 'idle' | 'sleep' | 'screen-lock' | 'minimised' | 'page-gone' | 'restored';

function shownName(path: string): string {
  return oneLine(basename(path).replace(/\.latchkey$/u, ''));
}

export function describeLocked(path: string, slots: readonly SlotInfo[], lockedBecause: LockReason): AppState {
  return {
    phase: 'locked',
    name: shownName(path),
    place: dirname(path),
    slotKinds: [...new Set(slots.map((slot) => slot.kind))],
    keyNames: slots.filter((slot) => slot.credential !== null).map((slot) => oneLine(slot.name)),
    lockedBecause,
  };
}

/** Whether the vault hangs on a recovery kit: on nothing else, or for this opening, with no way added or renewed since. */
function kitReliance(slots: readonly SlotInfo[], openedWith: string | null, openedAt: number): 'only-way' | 'opened-with' | null {
  const others = slots.filter((slot) => slot.kind !== 'recovery');
  if (others.length === 0) {
    return 'only-way';
  }
  const byKit = slots.some((slot) => slot.kind === 'recovery' && slot.slotId === openedWith);
  return byKit && !others.some((slot) => slot.createdAt >= openedAt) ? 'opened-with' : null;
}

export function describeOpen(
  session: VaultSession,
  { path, openedAt, notices }: { readonly path: string; readonly openedAt: number; readonly notices: readonly OpenNoticeName[] },
): AppState {
  const slots = session.slots();
  const keys = slots.filter((slot) => slot.credential !== null).length;
  return {
    phase: 'open',
    vaultId: session.vaultId,
    name: session.settings().name,
    place: dirname(path),
    writable: session.writable,
    kitReliance: kitReliance(slots, session.openedWith(), openedAt),
    setupIncomplete: keys < 2 && !slots.some((slot) => slot.kind === 'recovery'),
    notices: [...notices],
  };
}
