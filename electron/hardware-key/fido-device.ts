/**
 * An open line to one security key: its calls one at a time, each on a thread of its own, with an end and a way to be cancelled. A key that does not
 * even then answer is left behind: what its call uses is freed when it does. Not here: what is called (`fido-key.ts`).
 */
import { VaultFailure } from '../../shared/failure.ts';
import { later, type Address, type FidoLibrary } from './fido-library.ts';
import { failureOfStatus, FidoError, fidoStatus } from './fido-status.ts';
import type { FoundKey, KeyPorts } from './key-ports.ts';

export type FidoLimits = {
  /** A call that waits for a touch. */
  readonly touchMilliseconds: number;
  /** A call that waits for nobody. */
  readonly callMilliseconds: number;
  /** How long a cancelled or overdue call may still take before the key is left behind. */
  readonly graceMilliseconds: number;
};

export type FidoDevice = {
  readonly address: Address;
  /** @throws FidoError where the key said no, VaultFailure where it could not say anything, or took too long, or was cancelled. */
  run(waitsFor: 'touch' | 'answer', signal: AbortSignal | null, call: () => Promise<number>): Promise<void>;
  /** SECURITY: after the call under way, whose thread may still read or write what is to be freed or overwritten. */
  afterwards(free: () => void): void;
  cancel(): void;
  close(): Promise<void>;
};

const cancelEveryMilliseconds = 250;

function requireWanted(signal: AbortSignal | null): void {
  if (signal?.aborted === true) {
    throw new VaultFailure('cancelled');
  }
}

/** @throws VaultFailure `key.in-use`, `key.unplugged`, `key.bad-answer` */
export async function openFidoDevice(fido: FidoLibrary, ports: KeyPorts, found: FoundKey, limits: FidoLimits): Promise<FidoDevice> {
  const address = fido.newDevice();
  let underWay: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function failureOf(status: number): Promise<VaultFailure> {
    const isCable = status === fidoStatus.sendFailed || status === fidoStatus.receiveFailed;
    const isPlugged = !isCable || (await ports.list()).some(({ path }) => path === found.path);
    return new VaultFailure(isPlugged ? failureOfStatus(status) : 'key.unplugged');
  }

  const cancel = (): void => void later(fido.cancel, address).catch(() => undefined);

  /** Settles with the call, or when its time is over, whichever is first. */
  function withEnd(running: Promise<number>, milliseconds: number, overdue: VaultFailure, signal: AbortSignal | null): Promise<number> {
    return new Promise((resolve, reject) => {
      let again: NodeJS.Timeout | undefined;
      const timers = [setTimeout(() => end(() => reject(overdue)), milliseconds + limits.graceMilliseconds)];
      // More than once: a key that was not waiting yet lets a cancel pass unheard.
      const stop = (): void => {
        cancel();
        again = setInterval(cancel, cancelEveryMilliseconds);
        timers.push(setTimeout(() => end(() => reject(new VaultFailure('cancelled'))), limits.graceMilliseconds));
      };
      function end(settle: () => void): void {
        timers.forEach(clearTimeout);
        clearInterval(again);
        signal?.removeEventListener('abort', stop);
        settle();
      }
      signal?.addEventListener('abort', stop, { once: true });
      running.then(
        (status) => end(() => resolve(status)),
        (error: unknown) => end(() => reject(error)),
      );
    });
  }

  async function run(waitsFor: 'touch' | 'answer', signal: AbortSignal | null, call: () => Promise<number>): Promise<void> {
    if (isClosed) {
      throw new VaultFailure('key.unplugged');
    }
    requireWanted(signal);
    const milliseconds = waitsFor === 'touch' ? limits.touchMilliseconds : limits.callMilliseconds;
    const overdue = new VaultFailure(waitsFor === 'touch' ? 'key.timeout' : 'key.bad-answer');
    fido.setTimeout(address, milliseconds);
    const startedAt = performance.now();
    const running = call();
    underWay = running.catch(() => undefined);
    const status = await withEnd(running, milliseconds, overdue, signal);
    requireWanted(signal);
    // The library tells the end of its time by the same number as a broken cable.
    if (status === fidoStatus.receiveFailed && performance.now() - startedAt >= milliseconds - 5) {
      throw overdue;
    }
    if (status < 0) {
      throw await failureOf(status);
    }
    if (status > 0) {
      throw new FidoError(status);
    }
  }

  async function close(): Promise<void> {
    if (isClosed) {
      return;
    }
    isClosed = true;
    const freed = underWay.then(async () => {
      await later(fido.close, address);
      fido.freeDevice([address]);
    });
    freed.catch(() => undefined);
    let grace: NodeJS.Timeout | undefined;
    await Promise.race([freed.catch(() => undefined), new Promise((resolve) => (grace = setTimeout(resolve, limits.graceMilliseconds)))]);
    clearTimeout(grace);
  }

  if (found.io !== null) {
    fido.setIo(address, found.io);
  }
  try {
    await run('answer', null, () => later(fido.open, address, found.path));
  } catch (error) {
    await close();
    throw error instanceof FidoError ? new VaultFailure(failureOfStatus(error.status)) : error;
  }
  return { address, run, cancel, close, afterwards: (free) => void underWay.then(free) };
}
