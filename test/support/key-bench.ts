/**
 * A desk with software keys on it, the real libfido2 between them and the provider, and somebody who answers what the provider asks for. For tests
 * of `electron/hardware-key`, which are skipped where libfido2 is not on this machine.
 */
import type { Heard } from '../../shared/contract.ts';
import { VaultFailure } from '../../shared/failure.ts';
import type { FidoLimits } from '../../electron/hardware-key/fido-device.ts';
import { makeLibraryLoader, type FidoLibrary } from '../../electron/hardware-key/fido-library.ts';
import { makeKeyTalk, type KeyTalk } from '../../electron/hardware-key/key-talk.ts';
import { makeLibfido2Provider, type Libfido2Provider } from '../../electron/hardware-key/libfido2-provider.ts';
import { keyWorkerCode } from '../authenticator/bundle-key-worker.ts';
import type { KeyState, KeyTraits } from '../authenticator/key-state.ts';
import { portsOf, startSoftwareKey, type SoftwareKey } from '../authenticator/software-key.ts';

export const library = makeLibraryLoader();

export const hasLibrary = ((): boolean => {
  try {
    library();
    return true;
  } catch (error) {
    if (error instanceof VaultFailure) {
      return false;
    }
    throw error;
  }
})();

type Awaited = Heard<'key.awaited'>;
/** What the person does about a wish; nothing leaves it waiting. */
export type Person = (asked: Awaited, hand: { readonly talk: KeyTalk; readonly keys: readonly SoftwareKey[] }) => void | Promise<void>;

export type KeyBench = {
  readonly provider: Libfido2Provider;
  readonly keys: SoftwareKey[];
  readonly asked: Awaited[];
  readonly withdrawn: string[];
  add(traits?: Partial<KeyTraits>, state?: KeyState): Promise<SoftwareKey>;
  /** Replaces who answers. */
  person(next: Person): void;
  /** What was wished for so far, in order, and forgets it. */
  wishes(): string[];
  end(): Promise<void>;
};

const limits: FidoLimits = { touchMilliseconds: 20_000, callMilliseconds: 10_000, graceMilliseconds: 2_000 };

export const pinBytesOf = (pin: string): Uint8Array => new TextEncoder().encode(pin);

/** Types this PIN wherever one is wanted, sets it where none is, and lets the keys be. */
export const knows =
  (pin: string): Person =>
  ({ askId, wish }, { talk }) => {
    if (wish.kind === 'pin') {
      talk.givePin(askId, pinBytesOf(pin));
    } else if (wish.kind === 'new-pin') {
      talk.giveNewPin(askId, wish.asksCurrent ? pinBytesOf(pin) : null, pinBytesOf(pin));
    }
  };

export function makeKeyBench(options: { readonly limits?: Partial<FidoLimits>; readonly library?: () => FidoLibrary } = {}): KeyBench {
  const keys: SoftwareKey[] = [];
  const asked: Awaited[] = [];
  const withdrawn: string[] = [];
  let person: Person = knows('4711');
  const talk = makeKeyTalk({
    now: () => Date.now(),
    tell: (name: 'key.awaited' | 'key.withdrawn', payload: Awaited | Heard<'key.withdrawn'>) => {
      if (name === 'key.withdrawn' || !('wish' in payload)) {
        withdrawn.push(payload.askId);
        return;
      }
      asked.push(payload);
      // After the asker has begun to wait, as an answer from the page comes.
      setImmediate(() => void person(payload, { talk, keys }));
    },
  });
  const provider = makeLibfido2Provider({ now: () => Date.now(), library: options.library ?? library, ports: portsOf(() => keys), talk, limits: { ...limits, ...options.limits } });
  const bench: KeyBench = {
    provider,
    keys,
    asked,
    withdrawn,
    async add(traits = {}, state) {
      const key = await startSoftwareKey({ code: await keyWorkerCode() }, { traits, ...(state === undefined ? {} : { state }) });
      keys.push(key);
      return key;
    },
    person: (next) => void (person = next),
    wishes: () => asked.splice(0).map(({ wish }) => wish.kind),
    async end() {
      await Promise.all(keys.map((key) => key.end()));
    },
  };
  return bench;
}
