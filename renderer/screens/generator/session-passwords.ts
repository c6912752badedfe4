/**
 * The last passwords that were copied or used in this session, so that one is not lost between a site and its item.
 * In memory only: locking reloads the page, and with it they go.
 */
import { makeSmallStore } from '../../state/small-store.ts';

const keptAtMost = 8;

export type SessionPassword = { readonly value: string; readonly madeAt: number };

export const sessionPasswords = makeSmallStore<readonly SessionPassword[]>([]);

/** Puts one first; one that is there already moves up. */
export function rememberPassword(value: string, now: number): void {
  const others = sessionPasswords.get().filter((other) => other.value !== value);
  sessionPasswords.set([{ value, madeAt: now }, ...others].slice(0, keptAtMost));
}

export function forgetPasswords(): void {
  sessionPasswords.set([]);
}
