/** Status codes of CTAP 2.1 (section 8.2), those that the software authenticator gives. */
export const ctapStatus = {
  invalidCommand: 0x01,
  invalidParameter: 0x02,
  channelBusy: 0x06,
  cborUnexpectedType: 0x11,
  invalidCbor: 0x12,
  missingParameter: 0x14,
  credentialExcluded: 0x19,
  unsupportedAlgorithm: 0x26,
  operationDenied: 0x27,
  unsupportedOption: 0x2b,
  keepaliveCancel: 0x2d,
  noCredentials: 0x2e,
  userActionTimeout: 0x2f,
  notAllowed: 0x30,
  pinInvalid: 0x31,
  pinBlocked: 0x32,
  pinAuthInvalid: 0x33,
  pinAuthBlocked: 0x34,
  pinNotSet: 0x35,
  pinRequired: 0x36,
  pinPolicyViolation: 0x37,
  uvBlocked: 0x3c,
  uvInvalid: 0x3f,
  unauthorisedPermission: 0x40,
} as const;

export class CtapError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`CTAP status ${status}`);
    this.status = status;
  }
}
