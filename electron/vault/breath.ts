/**
 * Long work in slices: whoever goes through many items asks for a breath after each, so that the window, other acts and a
 * cancellation get their turn. Not a pause: work goes on as soon as nobody else wants the thread.
 */
import { VaultFailure } from '../../shared/failure.ts';

/** Half of a frame at sixty a second. */
const sliceMilliseconds = 8;

/** Throws `cancelled` once the signal says so. */
export type Breathe = () => Promise<void>;

export function makeBreath(signal?: AbortSignal): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > sliceMilliseconds) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    if (signal?.aborted) {
      throw new VaultFailure('cancelled');
    }
  };
}
