/**
 * authenticatorClientPIN (CTAP 2.1, section 6.5.5): the PIN, its tries, and the tokens that prove it. Not here: the ciphers
 * (`pin-protocols.ts`), and what a token lets one do (`ctap-commands.ts`).
 */
import { createHash, randomBytes } from 'node:crypto';
import { cborMap, type Cbor, type CborMap } from './canonical-cbor.ts';
import { CtapError, ctapStatus } from './ctap-status.ts';
import type { KeyState, KeyTraits } from './key-state.ts';
import { makeKeyAgreement, pinProtocolOf, type KeyAgreement, type PinProtocol } from './pin-protocols.ts';

export const permission = { makeCredential: 1, getAssertion: 2 } as const;
const leastPinLength = 4;
const triesUntilReplug = 3;

type Token = { readonly bytes: Buffer; readonly permissions: number; readonly rpId: string | null; readonly isPresent: boolean };

/** What a command waits for; the answer goes on once it came. */
export type Wait = 'touch';
export type Step<T> = Generator<Wait, T, void>;

export type ClientPin = {
  command(request: CborMap): Step<CborMap | null>;
  /** @throws CtapError where the token is none of ours, or not for this. @returns whether the finger that verified also counts as a touch. */
  requireToken(protocolVersion: Cbor | undefined, mac: Uint8Array, message: Uint8Array, needed: number, rpId: string): boolean;
  /** The shared secret for hmac-secret. */
  agree(protocolVersion: Cbor | undefined, platformKey: Cbor | undefined): { readonly protocol: PinProtocol; readonly secret: Buffer };
  verifyBuiltIn(): void;
};

const bytesIn = (value: Cbor | undefined): Uint8Array => {
  if (!(value instanceof Uint8Array)) {
    throw new CtapError(ctapStatus.missingParameter);
  }
  return value;
};
const pinHashOf = (pin: Uint8Array): string => createHash('sha256').update(pin).digest().subarray(0, 16).toString('hex');

export function makeClientPin(state: KeyState, traits: () => KeyTraits): ClientPin {
  let agreement: KeyAgreement = makeKeyAgreement();
  let wrongInARow = 0;
  let token: Token | null = null;

  function agree(version: Cbor | undefined, platformKey: Cbor | undefined): { protocol: PinProtocol; secret: Buffer } {
    const protocol = pinProtocolOf(version, traits().pinProtocols);
    if (!(platformKey instanceof Map)) {
      throw new CtapError(ctapStatus.missingParameter);
    }
    return { protocol, secret: agreement.sharedSecret(protocol, platformKey) };
  }

  function requirePin(hash: Buffer): void {
    if (state.pinHash === null) {
      throw new CtapError(ctapStatus.pinNotSet);
    }
    if (state.pinRetries === 0) {
      throw new CtapError(ctapStatus.pinBlocked);
    }
    if (wrongInARow >= triesUntilReplug) {
      throw new CtapError(ctapStatus.pinAuthBlocked);
    }
    state.pinRetries -= 1;
    if (hash.toString('hex') !== state.pinHash) {
      agreement = makeKeyAgreement();
      wrongInARow += 1;
      throw new CtapError(state.pinRetries === 0 ? ctapStatus.pinBlocked : wrongInARow >= triesUntilReplug ? ctapStatus.pinAuthBlocked : ctapStatus.pinInvalid);
    }
    wrongInARow = 0;
    state.pinRetries = 8;
  }

  function takeNewPin(padded: Buffer): void {
    const end = padded.indexOf(0);
    const pin = end === -1 ? padded : padded.subarray(0, end);
    const tooShort = [...pin.toString('utf8')].length < leastPinLength;
    if (padded.length !== 64 || end === -1 || tooShort || (state.mustChangePin && pinHashOf(pin) === state.pinHash)) {
      throw new CtapError(ctapStatus.pinPolicyViolation);
    }
    state.pinHash = pinHashOf(pin);
    state.pinRetries = 8;
    state.mustChangePin = false;
    token = null;
  }

  function giveToken(protocol: PinProtocol, secret: Buffer, permissions: number, rpId: Cbor | undefined, isPresent: boolean): CborMap {
    token = { bytes: randomBytes(32), permissions, rpId: typeof rpId === 'string' ? rpId : null, isPresent };
    return cborMap([[2, Uint8Array.from(protocol.encrypt(secret, token.bytes))]]);
  }

  function verifyBuiltIn(): void {
    if (state.uvRetries === 0) {
      throw new CtapError(ctapStatus.uvBlocked);
    }
    if (traits().fingerprint !== 'matches') {
      state.uvRetries -= 1;
      throw new CtapError(state.uvRetries === 0 ? ctapStatus.uvBlocked : ctapStatus.uvInvalid);
    }
    state.uvRetries = 3;
  }

  function* command(request: CborMap): Step<CborMap | null> {
    const { canPin, permissions: hasPermissions } = traits();
    const [version, subCommand, platformKey, mac, newPin, pinHash] = [1, 2, 3, 4, 5, 6].map((key) => request.get(key));
    const wantsPermissions = request.get(9);
    switch (subCommand) {
      case 1:
        return cborMap([[3, state.pinRetries], [4, wrongInARow >= triesUntilReplug]]);
      case 2:
        pinProtocolOf(version, traits().pinProtocols);
        return cborMap([[1, agreement.coseKey]]);
      case 7:
        return cborMap([[5, state.uvRetries]]);
      default:
    }
    const { protocol, secret } = agree(version, platformKey);
    switch (canPin || subCommand === 6 ? subCommand : null) {
      case 3: {
        const sealed = bytesIn(newPin);
        if (state.pinHash !== null || !protocol.isAuthentic(secret, sealed, bytesIn(mac))) {
          throw new CtapError(ctapStatus.pinAuthInvalid);
        }
        takeNewPin(protocol.decrypt(secret, sealed));
        return null;
      }
      case 4: {
        const [sealed, sealedHash] = [bytesIn(newPin), bytesIn(pinHash)];
        if (!protocol.isAuthentic(secret, Buffer.concat([sealed, sealedHash]), bytesIn(mac))) {
          throw new CtapError(ctapStatus.pinAuthInvalid);
        }
        requirePin(protocol.decrypt(secret, sealedHash));
        takeNewPin(protocol.decrypt(secret, sealed));
        return null;
      }
      case 5:
      case 9: {
        requirePin(protocol.decrypt(secret, bytesIn(pinHash)));
        if (state.mustChangePin) {
          throw new CtapError(ctapStatus.pinPolicyViolation);
        }
        const asked = subCommand === 9 ? wantsPermissions : permission.makeCredential | permission.getAssertion;
        return giveToken(protocol, secret, typeof asked === 'number' ? asked : 0, request.get(10), false);
      }
      case 6: {
        if (!hasPermissions || traits().fingerprint === 'none') {
          throw new CtapError(ctapStatus.invalidCommand);
        }
        yield 'touch';
        verifyBuiltIn();
        return giveToken(protocol, secret, typeof wantsPermissions === 'number' ? wantsPermissions : 0, request.get(10), true);
      }
      default:
        throw new CtapError(ctapStatus.invalidCommand);
    }
  }

  return {
    command,
    agree,
    verifyBuiltIn,
    requireToken(version, mac, message, needed, rpId) {
      const protocol = pinProtocolOf(version, traits().pinProtocols);
      if (token === null || !protocol.isAuthentic(token.bytes, message, mac) || (token.permissions & needed) === 0 || (token.rpId !== null && token.rpId !== rpId)) {
        throw new CtapError(ctapStatus.pinAuthInvalid);
      }
      const { isPresent } = token;
      // As after a touch that was used (CTAP 2.1, section 6.5.5.7): the token is not good for a second one.
      token = null;
      return isPresent;
    },
  };
}
