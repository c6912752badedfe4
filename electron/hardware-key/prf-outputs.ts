/** What a key may give for a secret, for both providers: 32 bytes, not all zero, the same each time, another for each input. */
import { timingSafeEqual } from 'node:crypto';
import { VaultFailure } from '../../shared/failure.ts';

/** The outputs of both inputs of a credential just made. */
export type BothOutputs = { readonly prfOutput: Uint8Array; readonly touchOutput: Uint8Array };

/** @throws VaultFailure `key.no-prf` */
export function usablePrf(prf: Uint8Array | null): Uint8Array {
  if (prf === null || prf.length !== 32 || prf.every((byte) => byte === 0)) {
    throw new VaultFailure('key.no-prf');
  }
  return prf;
}

export function forget(outputs: BothOutputs): void {
  outputs.prfOutput.fill(0);
  outputs.touchOutput.fill(0);
}

/** Two inputs of one credential whose outputs are the same would make one touch serve for the other. */
export function isStable(first: BothOutputs, again: BothOutputs): boolean {
  return (
    timingSafeEqual(first.prfOutput, again.prfOutput) &&
    timingSafeEqual(first.touchOutput, again.touchOutput) &&
    !timingSafeEqual(again.prfOutput, again.touchOutput)
  );
}
