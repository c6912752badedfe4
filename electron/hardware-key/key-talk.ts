/**
 * What is said to the user while the main process speaks to a key itself: what is wanted now, and the PINs that come back. One conversation has one
 * id from its first wish to its end. Not here: WebAuthn's ceremonies (`page-ceremony.ts`), what a PIN is used for (`verify-user.ts`).
 */
import { randomUUID } from 'node:crypto';
import type { Heard } from '../../shared/contract.ts';
import { VaultFailure } from '../../shared/failure.ts';
import { pinBytes, type KeyWish } from '../../shared/key-contract.ts';
import { touchSeconds } from './key-provider.ts';

/** Both end in the zero byte that C wants, and are overwritten by whoever asked. */
export type NewPin = { readonly current: Uint8Array | null; readonly next: Uint8Array };

type PinWish = Extract<KeyWish, { kind: 'pin' }>;
type NewPinWish = Extract<KeyWish, { kind: 'new-pin' }>;

export type Conversation = {
  /** From now on; until the next wish or the end. */
  show(wish: Exclude<KeyWish, PinWish | NewPinWish>, step?: number): void;
  /** @throws VaultFailure `cancelled`, `key.timeout` */
  askPin(wish: PinWish): Promise<Uint8Array>;
  askNewPin(wish: NewPinWish): Promise<NewPin>;
  end(): void;
};

export type TalkAbout = { readonly keyNames: readonly string[]; readonly forItem: string | null; readonly steps: number };

export type KeyTalk = {
  begin(about: TalkAbout, signal: AbortSignal): Conversation;
  /** An answer to a wish that is over, or never was, is overwritten and forgotten. */
  givePin(askId: string, pin: Uint8Array): void;
  giveNewPin(askId: string, current: Uint8Array | null, next: Uint8Array): void;
};

/** For typing a PIN; longer than for a touch, and not for ever. */
export const typingSeconds = 300;

/** SECURITY: overwrites what it was given; null where C could not be given it whole. */
function endedByZero(pin: Uint8Array): Uint8Array | null {
  const isWhole = pin.length > 0 && pin.length <= pinBytes.most && !pin.includes(0);
  const ended = isWhole ? new Uint8Array(pin.length + 1) : null;
  ended?.set(pin);
  pin.fill(0);
  return ended;
}

export function makeKeyTalk(deps: {
  readonly now: () => number;
  readonly tell: {
    (name: 'key.awaited', payload: Heard<'key.awaited'>): void;
    (name: 'key.withdrawn', payload: Heard<'key.withdrawn'>): void;
  };
}): KeyTalk {
  type Waiting = { readonly resolve: (pin: NewPin) => void; readonly reject: (failure: VaultFailure) => void; readonly wants: 'pin' | 'new-pin' };
  const waiting = new Map<string, Waiting>();

  function give(askId: string, wants: Waiting['wants'], current: Uint8Array | null, next: Uint8Array): void {
    const waiter = waiting.get(askId);
    const [givenCurrent, givenNext] = [current === null ? null : endedByZero(current), endedByZero(next)];
    if (waiter === undefined || waiter.wants !== wants || givenNext === null || (current !== null && givenCurrent === null)) {
      givenCurrent?.fill(0);
      givenNext?.fill(0);
      waiter?.reject(new VaultFailure('request.malformed'));
      return;
    }
    waiter.resolve({ current: givenCurrent, next: givenNext });
  }

  function begin(about: TalkAbout, signal: AbortSignal): Conversation {
    const askId = randomUUID();
    let step = 1;
    let isTold = false;

    function tell(wish: KeyWish, seconds: number): void {
      isTold = true;
      deps.tell('key.awaited', { askId, wish, keyNames: [...about.keyNames], forItem: about.forItem, step, steps: about.steps, endsAt: deps.now() + seconds * 1_000 });
    }

    function ask(wish: PinWish | NewPinWish): Promise<NewPin> {
      return new Promise<NewPin>((resolve, reject) => {
        if (signal.aborted) {
          reject(new VaultFailure('cancelled'));
          return;
        }
        const timer = setTimeout(() => waiter.reject(new VaultFailure('key.timeout')), typingSeconds * 1_000);
        const cancel = (): void => waiter.reject(new VaultFailure('cancelled'));
        function tidy(): void {
          waiting.delete(askId);
          clearTimeout(timer);
          signal.removeEventListener('abort', cancel);
        }
        const waiter: Waiting = {
          wants: wish.kind,
          resolve: (pin) => {
            tidy();
            resolve(pin);
          },
          reject: (failure) => {
            tidy();
            reject(failure);
          },
        };
        waiting.set(askId, waiter);
        signal.addEventListener('abort', cancel, { once: true });
        tell(wish, typingSeconds);
      });
    }

    return {
      show(wish, nextStep) {
        step = nextStep ?? step;
        tell(wish, touchSeconds);
      },
      askPin: async (wish) => (await ask(wish)).next,
      askNewPin: ask,
      end() {
        if (isTold) {
          deps.tell('key.withdrawn', { askId });
        }
      },
    };
  }

  return {
    begin,
    givePin: (askId, pin) => give(askId, 'pin', null, pin),
    giveNewPin: (askId, current, next) => give(askId, 'new-pin', current, next),
  };
}
