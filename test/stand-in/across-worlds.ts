/**
 * One half of the context bridge: lets a page world and a preload world call each other's functions and wait for each
 * other's promises, as Electron's contextBridge does, over DOM events that carry only text. The event name is random
 * for each run, so a page cannot listen in. Runs in both worlds; called by preload-world.ts and page-world.ts.
 */
import type { AcrossWorlds } from './page-messages.ts';
import { decodeWire, encodeWire, type Lifted } from './wire.ts';

export interface OtherWorld {
  post(message: AcrossWorlds): void;
  encode(value: unknown): string;
  decode(text: string): unknown;
}

type Callable = (...args: unknown[]) => unknown;

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** `inbound` and `outbound` name the two directions; `onOther` gets what is not a call or its outcome. */
export function joinWorlds(inbound: string, outbound: string, onOther: (message: AcrossWorlds) => void): OtherWorld {
  const kept = new Map<number, Callable>();
  const numbers = new WeakMap<object, number>();
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const outcomes = new Map<number, AcrossWorlds>();
  let lastId = 0;

  const post = (message: AcrossWorlds): void => {
    window.dispatchEvent(new CustomEvent(outbound, { detail: JSON.stringify(message) }));
  };

  const lift = (value: object): Lifted | undefined => {
    if (value instanceof Promise) {
      const id = (lastId += 1);
      value.then(
        (result) => post({ kind: 'resolve', id, value: encode(result) }),
        (error) => post({ kind: 'reject', id, error: encode(asError(error)) }),
      );
      return { kind: 'promise', id };
    }
    if (isCallable(value)) {
      const id = numbers.get(value) ?? (lastId += 1);
      numbers.set(value, id);
      kept.set(id, value);
      return { kind: 'function', id };
    }
    return undefined;
  };

  const call = (id: number, args: unknown[]): unknown => {
    const number = (lastId += 1);
    post({ kind: 'call', call: number, id, args: encode(args) });
    const outcome = outcomes.get(number);
    outcomes.delete(number);
    if (outcome?.kind === 'throw') {
      throw decode(outcome.error);
    }
    return outcome?.kind === 'return' ? decode(outcome.value) : undefined;
  };

  const lower = ({ kind, id }: Lifted): unknown =>
    kind === 'promise'
      ? new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      : (...args: unknown[]) => call(id, args);

  const encode = (value: unknown): string => encodeWire(value, lift);
  const decode = (text: string): unknown => decodeWire(text, lower);

  const answer = (message: AcrossWorlds & { kind: 'call' }): void => {
    try {
      const args = decode(message.args);
      const value = kept.get(message.id)?.(...(Array.isArray(args) ? args : []));
      post({ kind: 'return', call: message.call, value: encode(value) });
    } catch (error) {
      post({ kind: 'throw', call: message.call, error: encode(asError(error)) });
    }
  };

  window.addEventListener(inbound, (event) => {
    if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') {
      return;
    }
    const message = JSON.parse(event.detail) as AcrossWorlds;
    if (message.kind === 'call') {
      answer(message);
    } else if (message.kind === 'return' || message.kind === 'throw') {
      outcomes.set(message.call, message);
    } else if (message.kind === 'resolve') {
      waiting.get(message.id)?.resolve(decode(message.value));
      waiting.delete(message.id);
    } else if (message.kind === 'reject') {
      waiting.get(message.id)?.reject(decode(message.error));
      waiting.delete(message.id);
    } else {
      onOther(message);
    }
  });
  return { post, encode, decode };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
