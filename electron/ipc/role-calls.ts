/**
 * Which window may make which calls. SECURITY: the main window has the whole contract; any other only what is named here, so that a
 * script in a small window has nothing to reach for. The gate asks for every message.
 */
import type { CallName } from '../../shared/contract.ts';

export type CallerRole = 'main' | 'quick';

/** It unlocks, asks for a touch, finds and copies. It reads no item, changes nothing, and reveals nothing but a running code. */
const quickMay: ReadonlySet<CallName> = new Set<CallName>([
  'app.state', 'app.version', 'settings.read', 'unlock.open', 'unlock.judgeWords', 'key.answer', 'key.decline', 'key.givePin', 'key.giveNewPin', 'job.cancel', 'item.stopTouch',
  'quick.find', 'quick.hide', 'quick.openMain', 'item.copyPrimary', 'item.copyUsername', 'item.copyCode', 'item.currentCode',
]);

export function mayCall(role: CallerRole | null, name: CallName): boolean {
  return role === 'main' || (role === 'quick' && quickMay.has(name));
}
