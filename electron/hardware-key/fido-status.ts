/**
 * What libfido2's functions return, and which failure of ours that is. Positive codes are the key's own (CTAP 2.1, section 8.2), negative ones the
 * library's (fido/err.h). Not here: what is done about a wrong PIN (`verify-user.ts`).
 */
import type { FailureCode } from '../../shared/failure.ts';

export const fidoStatus = {
  ok: 0,
  channelBusy: 0x06,
  credentialExcluded: 0x19,
  operationDenied: 0x27,
  keepaliveCancel: 0x2d,
  noCredentials: 0x2e,
  userActionTimeout: 0x2f,
  pinInvalid: 0x31,
  pinBlocked: 0x32,
  pinAuthInvalid: 0x33,
  pinAuthBlocked: 0x34,
  pinNotSet: 0x35,
  pinRequired: 0x36,
  pinPolicyViolation: 0x37,
  actionTimeout: 0x3a,
  uvBlocked: 0x3c,
  uvInvalid: 0x3f,
  sendFailed: -1,
  receiveFailed: -2,
  notCbor: -3,
  invalidCbor: -4,
  invalidArgument: -7,
  internal: -9,
} as const;

/** A call of the library that did not end well; never leaves this room. */
export class FidoError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`libfido2 status ${status}`);
    this.name = 'FidoError';
    this.status = status;
  }
}

const failures: ReadonlyMap<number, FailureCode> = new Map<number, FailureCode>([
  [fidoStatus.channelBusy, 'key.in-use'],
  // What the library gives where the system would not let it open the device.
  [fidoStatus.internal, 'key.in-use'],
  [fidoStatus.credentialExcluded, 'key.already-enrolled'],
  [fidoStatus.operationDenied, 'key.cancelled'],
  [fidoStatus.keepaliveCancel, 'key.cancelled'],
  [fidoStatus.noCredentials, 'key.not-recognised'],
  [fidoStatus.userActionTimeout, 'key.timeout'],
  [fidoStatus.actionTimeout, 'key.timeout'],
  [fidoStatus.pinBlocked, 'key.pin-blocked'],
  [fidoStatus.pinAuthBlocked, 'key.pin-paused'],
  [fidoStatus.pinNotSet, 'key.not-verified'],
  [fidoStatus.pinRequired, 'key.not-verified'],
  [fidoStatus.uvBlocked, 'key.not-verified'],
  [fidoStatus.uvInvalid, 'key.not-verified'],
]);

export function failureOfStatus(status: number): FailureCode {
  return failures.get(status) ?? 'key.bad-answer';
}
