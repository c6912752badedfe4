/** The ways to open a vault that its slots allow, the usual one first. Pure; also used where the vault is proven open once more. */
import type { SlotKind } from '../../../shared/views.ts';

export type Way = SlotKind;

const order: readonly Way[] = ['passphrase+key', 'key', 'passphrase', 'recovery'];

export function waysOf(kinds: readonly SlotKind[]): readonly Way[] {
  return order.filter((way) => kinds.includes(way));
}

export function takesPassphrase(way: Way): boolean {
  return way === 'passphrase' || way === 'passphrase+key';
}

export function takesKey(way: Way): boolean {
  return way === 'key' || way === 'passphrase+key';
}
