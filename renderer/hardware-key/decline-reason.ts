/** From what a ceremony threw to the closed list that the main process hears. */
import type { Takes } from '../../shared/contract.ts';

export type DeclineReason = Takes<'key.decline'>['reason'];

const reasons: readonly DeclineReason[] = ['NotAllowedError', 'InvalidStateError', 'AbortError', 'SecurityError', 'NotSupportedError', 'ConstraintError', 'UnknownError'];

/** `WebAuthnError` keeps the name of the DOMException it stands for. */
export function declineReason(error: unknown): DeclineReason {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return reasons.find((reason) => reason === name) ?? 'UnknownError';
}
