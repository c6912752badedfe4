/**
 * The only user of the preload's object. `ask` throws a `VaultFailure`, which TanStack Query and event handlers carry on;
 * `hear` subscribes to an event. Replies and events are parsed here again: the page trusts the main process no further than the contract.
 */
import { calls, events, replyOf, type CallName, type EventName, type Gives, type Heard, type Takes } from '../../shared/contract.ts';
import type { Bridge } from '../../shared/bridge.ts';
import { VaultFailure } from '../../shared/failure.ts';

declare global {
  interface Window {
    readonly latchkey: Bridge;
  }
}

/**
 * Makes one call.
 * @throws VaultFailure with the code the main process gave.
 */
export async function ask<Name extends CallName>(name: Name, takes: Takes<Name>): Promise<Gives<Name>> {
  const reply = replyOf(calls[name].gives).parse(await window.latchkey.call(name, takes));
  if (!reply.ok) {
    const { code, facts } = reply.failure;
    throw new VaultFailure(code, Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)));
  }
  return reply.value as Gives<Name>;
}

type Listener = (payload: never) => void;
const listeners = new Map<EventName, Set<Listener>>();

function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

let stopListening: (() => void) | null = null;

function startListening(): void {
  stopListening ??= window.latchkey.listen((name, payload) => {
    if (!isEventName(name)) {
      return;
    }
    const heard = events[name].parse(payload);
    for (const listener of listeners.get(name) ?? []) {
      listener(heard as never);
    }
  });
}

/** @returns a function that stops hearing. */
export function hear<Name extends EventName>(name: Name, listener: (payload: Heard<Name>) => void): () => void {
  startListening();
  const own = listeners.get(name) ?? new Set();
  listeners.set(name, own);
  const entry: Listener = listener;
  own.add(entry);
  return () => {
    own.delete(entry);
  };
}
