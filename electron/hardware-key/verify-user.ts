/**
 * Proves to a key who is there: by its own reader where a finger is enrolled, else by the PIN, asked for as often as the key has tries, set where there
 * is none, changed where the key wants that. The PIN is held for one use of the key and overwritten. Called by the libfido2 provider.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { FidoKey, UserProof } from './fido-key.ts';
import { failureOfStatus, FidoError, fidoStatus } from './fido-status.ts';
import type { Conversation } from './key-talk.ts';

export type Verifier = {
  /** Runs `act`, with a PIN where one is needed, again with another one where it was wrong. `FidoError`s become failures here. */
  run<T>(act: (proof: UserProof) => Promise<T>): Promise<T>;
  /** Sets a first PIN or changes the one there is, because the user wants to. */
  changePin(): Promise<void>;
  /** Overwrites the PIN. */
  end(): void;
};

const readerFailed: readonly number[] = [fidoStatus.uvBlocked, fidoStatus.uvInvalid, fidoStatus.pinRequired];

export function makeVerifier(key: FidoKey, talk: Conversation): Verifier {
  let pin: Uint8Array | null = null;
  let isReaderTrusted = key.hasReader;
  let mustChange = key.mustChangePin();

  function forgetPin(): void {
    pin?.fill(0);
    pin = null;
  }

  async function triesLeft(): Promise<number> {
    const left = await key.pinRetries();
    if (left === 0) {
      throw new VaultFailure('key.pin-blocked');
    }
    return left;
  }

  /** Asks until the key takes one; leaves it as the PIN in hand. */
  async function takeNewPin(why: 'none-set' | 'must-change' | 'wanted'): Promise<void> {
    let problem: 'current-wrong' | 'refused' | null = null;
    forgetPin();
    for (;;) {
      const asksCurrent = key.hasPin();
      const given = await talk.askNewPin({ kind: 'new-pin', product: key.product, why, asksCurrent, triesLeft: asksCurrent ? await triesLeft() : null, problem });
      try {
        if (asksCurrent && given.current === null) {
          throw new VaultFailure('request.malformed');
        }
        await key.setPin(given.next, asksCurrent ? given.current : null);
        pin = Uint8Array.from(given.next);
        mustChange = false;
        return;
      } catch (error) {
        if (!(error instanceof FidoError) || (error.status !== fidoStatus.pinInvalid && error.status !== fidoStatus.pinPolicyViolation)) {
          throw error;
        }
        problem = error.status === fidoStatus.pinInvalid ? 'current-wrong' : 'refused';
      } finally {
        given.next.fill(0);
        given.current?.fill(0);
      }
    }
  }

  async function takePin(isWrong: boolean): Promise<Uint8Array> {
    if (!key.canPin) {
      throw new VaultFailure('key.not-verified');
    }
    if (!key.hasPin()) {
      await takeNewPin('none-set');
    } else if (mustChange) {
      await takeNewPin('must-change');
    }
    pin ??= await talk.askPin({ kind: 'pin', product: key.product, triesLeft: await triesLeft(), isWrong });
    return pin;
  }

  async function withPin<T>(act: (proof: UserProof) => Promise<T>): Promise<T> {
    let isWrong = false;
    for (;;) {
      const inHand = await takePin(isWrong);
      try {
        return await act({ pin: inHand });
      } catch (error) {
        if (!(error instanceof FidoError)) {
          throw error;
        }
        if (error.status === fidoStatus.pinInvalid) {
          isWrong = true;
          forgetPin();
        } else if (error.status === fidoStatus.pinPolicyViolation && !mustChange) {
          // An older library cannot tell beforehand that the key wants another PIN.
          mustChange = true;
          forgetPin();
        } else {
          throw error;
        }
      }
    }
  }

  async function asFailures<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof FidoError ? new VaultFailure(failureOfStatus(error.status)) : error;
    }
  }

  return {
    run: (act) =>
      asFailures(async () => {
        if (isReaderTrusted) {
          try {
            return await act('built-in');
          } catch (error) {
            if (!(error instanceof FidoError) || !readerFailed.includes(error.status) || !key.hasPin()) {
              throw error;
            }
            // The finger was not known: the PIN is the other way in.
            isReaderTrusted = false;
          }
        }
        return withPin(act);
      }),
    changePin: () =>
      asFailures(async () => {
        if (!key.canPin) {
          throw new VaultFailure('key.unsupported');
        }
        await takeNewPin('wanted');
      }),
    end: forgetPin,
  };
}
