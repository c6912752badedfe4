/**
 * Which of the keys that are plugged in is meant: waits for one where there is none, leaves aside those that cannot serve, and where several could,
 * lets all of them blink and takes the one that is touched. Not here: what is then done with it (`libfido2-provider.ts`).
 */
import { VaultFailure } from '../../shared/failure.ts';
import { oneLine } from '../../shared/plain-line.ts';
import type { FidoLimits } from './fido-device.ts';
import { openFidoKey, type FidoKey } from './fido-key.ts';
import type { FidoLibrary } from './fido-library.ts';
import type { FoundKey, KeyPorts } from './key-ports.ts';
import type { Conversation } from './key-talk.ts';

export type FindDeps = {
  readonly library: () => FidoLibrary;
  readonly ports: KeyPorts;
  readonly limits: FidoLimits;
};

/** A key that could serve, with what it would serve for. */
export type Candidate<What> = { readonly key: FidoKey; readonly what: What };

const lookEveryMilliseconds = 300;
const blinkMilliseconds = 120;

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new VaultFailure('cancelled'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) {
      stop();
    } else {
      signal.addEventListener('abort', stop, { once: true });
    }
  });
}

/** @throws VaultFailure `key.none-plugged`, `cancelled` */
async function waitForKeys({ ports, limits }: FindDeps, talk: Conversation, signal: AbortSignal): Promise<readonly FoundKey[]> {
  const endsAt = performance.now() + limits.touchMilliseconds;
  let isAsked = false;
  for (;;) {
    const found = await ports.list();
    if (found.length > 0) {
      return found;
    }
    if (!isAsked) {
      isAsked = true;
      talk.show({ kind: 'insert' });
    }
    if (performance.now() >= endsAt) {
      throw new VaultFailure('key.none-plugged');
    }
    await pause(lookEveryMilliseconds, signal);
  }
}

/** Until one of them is touched; one that is pulled out meanwhile is no longer asked. */
async function waitForChoice<What>(candidates: readonly Candidate<What>[], limits: FidoLimits, talk: Conversation, signal: AbortSignal): Promise<Candidate<What>> {
  const endsAt = performance.now() + limits.touchMilliseconds;
  let blinking = [...candidates];
  let lastFailure: unknown = new VaultFailure('key.unplugged');
  async function still<T>(candidate: Candidate<What>, ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      lastFailure = error;
      blinking = blinking.filter((other) => other !== candidate);
      return null;
    }
  }
  talk.show({ kind: 'choose', count: candidates.length });
  for (const candidate of candidates) {
    await still(candidate, () => candidate.key.beginTouch());
  }
  while (blinking.length > 0) {
    for (const candidate of blinking) {
      if (signal.aborted) {
        throw new VaultFailure('cancelled');
      }
      if ((await still(candidate, () => candidate.key.wasTouched(blinkMilliseconds))) === true) {
        return candidate;
      }
    }
    if (performance.now() >= endsAt) {
      throw new VaultFailure('key.timeout');
    }
  }
  throw lastFailure;
}

/**
 * Finds a key, works with it, and closes it. `suits` says what a key would serve for, null where it does not; `noneSuits` is the failure where keys are
 * there and none of them does.
 */
export async function withFoundKey<What, T>(
  deps: FindDeps,
  wanted: {
    readonly suits: (key: FidoKey) => Promise<What | null>;
    readonly noneSuits: (keys: readonly FidoKey[]) => VaultFailure;
    readonly talk: Conversation;
    readonly signal: AbortSignal;
  },
  work: (candidate: Candidate<What>) => Promise<T>,
): Promise<T> {
  const fido = deps.library();
  const { suits, noneSuits, talk, signal } = wanted;
  const found = await waitForKeys(deps, talk, signal);
  const opened: FidoKey[] = [];
  try {
    const candidates: Candidate<What>[] = [];
    let failure: unknown = null;
    for (const one of found) {
      if (signal.aborted) {
        throw new VaultFailure('cancelled');
      }
      try {
        // SECURITY: the key chooses its name; it becomes one harmless line before anybody sees it.
        const key = await openFidoKey(fido, deps.ports, { ...one, product: oneLine(one.product).slice(0, 60) }, deps.limits);
        opened.push(key);
        const what = await suits(key);
        if (what !== null) {
          candidates.push({ key, what });
        }
      } catch (error) {
        // Another one may still serve.
        failure ??= error;
      }
    }
    const [first, ...others] = candidates;
    if (first === undefined) {
      throw failure ?? noneSuits(opened);
    }
    const chosen = others.length === 0 ? first : await waitForChoice(candidates, deps.limits, talk, signal);
    await Promise.all(opened.filter((key) => key !== chosen.key).map((key) => key.close()));
    return await work(chosen);
  } finally {
    await Promise.all(opened.map((key) => key.close()));
  }
}
