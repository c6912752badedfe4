/** What the page is told of a vault: locked, from its slots alone, or open. Called by `vault-desk.ts`. */
import { basename, dirname } from 'node:path';
import type { AppState, OpenNoticeName } from '../../shared/views.ts';
import type { SlotInfo, VaultSession } from '../vault/vault-types.ts';

export type LockReason = 'start' | 'asked' | 'idle' | 'sleep' | 'screen-lock' | 'minimised' | 'page-gone';

function shownName(path: string): string {
  return basename(path).replace(/\.latchkey$/u, '');
}

export function describeLocked(path: string, slots: readonly SlotInfo[], lockedBecause: LockReason): AppState {
  return {
    phase: 'locked',
    name: shownName(path),
    place: dirname(path),
    slotKinds: [...new Set(slots.map((slot) => slot.kind))],
    keyNames: slots.filter((slot) => slot.credential !== null).map((slot) => slot.name),
    lockedBecause,
  };
}

export function describeOpen(session: VaultSession, path: string, notices: readonly OpenNoticeName[]): AppState {
  const slots = session.slots();
  const keys = slots.filter((slot) => slot.credential !== null).length;
  return {
    phase: 'open',
    vaultId: session.vaultId,
    name: session.settings().name,
    place: dirname(path),
    writable: session.writable,
    setupIncomplete: keys < 2 && !slots.some((slot) => slot.kind === 'recovery'),
    notices: [...notices],
  };
}
