/**
 * The wire between the main process and the page while the page runs a WebAuthn ceremony: one ask at a time, each with
 * an id of its own, answered once or withdrawn. Not here: what the answer means (`webauthn-provider.ts`).
 */
import { randomUUID } from 'node:crypto';
import type { Heard } from '../../shared/contract.ts';
import { assertNever, VaultFailure, type FailureCode } from '../../shared/failure.ts';
import { touchSeconds } from './key-provider.ts';

export type CeremonyAnswer = {
  /** The credential as WebAuthn's JSON (level 3, `toJSON`), PRF results taken out. */
  readonly response: string;
  readonly prf: Uint8Array | null;
  /** The output of the second input, where one was asked for. */
  readonly prfSecond: Uint8Array | null;
};

export type DeclineReason =
  | 'NotAllowedError'
  | 'InvalidStateError'
  | 'AbortError'
  | 'SecurityError'
  | 'NotSupportedError'
  | 'ConstraintError'
  | 'UnknownError';

type Ask = Omit<Heard<'key.asked'>, 'askId' | 'endsAt'>;

export type PageCeremony = {
  /** @throws VaultFailure `key.timeout`, `key.cancelled`, `key.already-enrolled`, `key.unsupported` or `cancelled`. */
  run(ask: Ask, signal: AbortSignal): Promise<CeremonyAnswer>;
  answer(askId: string, answer: CeremonyAnswer): void;
  decline(askId: string, reason: DeclineReason): void;
};

/** Chromium tells a touch that did not come and a PIN that nobody could ask for by the same name. */
function failureOf(reason: DeclineReason, asksForPin: boolean): FailureCode {
  switch (reason) {
    case 'NotAllowedError':
      return asksForPin ? 'key.cancelled' : 'key.cancelled-no-pin';
    // The user thought better of it: nobody has to be told.
    case 'AbortError':
      return 'cancelled';
    case 'InvalidStateError':
      return 'key.already-enrolled';
    case 'ConstraintError':
      return 'key.not-verified';
    case 'SecurityError':
    case 'NotSupportedError':
    case 'UnknownError':
      return 'key.unsupported';
    default:
      return assertNever(reason);
  }
}

export function makePageCeremony(deps: {
  readonly now: () => number;
  readonly tell: {
    (name: 'key.asked', payload: Heard<'key.asked'>): void;
    (name: 'key.withdrawn', payload: Heard<'key.withdrawn'>): void;
  };
  /** Electron draws no PIN dialog; Windows has its own, and so has the stand-in's key. */
  readonly asksForPin?: boolean;
}): PageCeremony {
  const asksForPin = deps.asksForPin ?? (process.platform === 'win32' || process.versions.electron === undefined);
  type Waiting = { resolve: (answer: CeremonyAnswer) => void; reject: (failure: VaultFailure) => void };
  const waiting = new Map<string, Waiting>();

  function settle(askId: string, act: (waiter: Waiting) => void): void {
    const waiter = waiting.get(askId);
    // An answer to an ask that is over, or never was, is dropped: it cannot open anything.
    if (waiter) {
      waiting.delete(askId);
      act(waiter);
    }
  }

  return {
    run: (ask, signal) =>
      new Promise<CeremonyAnswer>((resolve, reject) => {
        if (signal.aborted) {
          reject(new VaultFailure('cancelled'));
          return;
        }
        const askId = randomUUID();
        const timer = setTimeout(() => end(new VaultFailure('key.timeout')), touchSeconds * 1_000);
        const cancel = (): void => end(new VaultFailure('cancelled'));
        function tidy(): void {
          clearTimeout(timer);
          signal.removeEventListener('abort', cancel);
        }
        function end(failure: VaultFailure): void {
          settle(askId, (waiter) => waiter.reject(failure));
          deps.tell('key.withdrawn', { askId });
        }
        waiting.set(askId, {
          resolve: (answer) => {
            tidy();
            resolve(answer);
          },
          reject: (failure) => {
            tidy();
            reject(failure);
          },
        });
        signal.addEventListener('abort', cancel, { once: true });
        deps.tell('key.asked', { ...ask, askId, endsAt: deps.now() + touchSeconds * 1_000 });
      }),
    answer: (askId, answer) => settle(askId, (waiter) => waiter.resolve(answer)),
    decline: (askId, reason) => settle(askId, (waiter) => waiter.reject(new VaultFailure(failureOf(reason, asksForPin)))),
  };
}
