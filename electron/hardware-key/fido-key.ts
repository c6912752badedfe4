/**
 * One security key and what it is asked: what it can do, whether it has a credential, to make one, to evaluate one, to take a PIN, to be touched.
 * Not here: the line to it and its time limits (`fido-device.ts`), which key is meant (`find-key.ts`), what its answers are worth (`check-ceremony.ts`).
 */
import { VaultFailure } from '../../shared/failure.ts';
import { openFidoDevice, type FidoDevice, type FidoLimits } from './fido-device.ts';
import { bytesAt, es256, fidoOption, hmacSecretExtension, later, textsAt, type Address, type FidoLibrary } from './fido-library.ts';
import { failureOfStatus, FidoError, fidoStatus } from './fido-status.ts';
import type { FoundKey, KeyPorts } from './key-ports.ts';

/** How a call proves the user: by the PIN (ending in a zero byte), or by the key's own reader. */
export type UserProof = { readonly pin: Uint8Array } | 'built-in';

export type NewCredential = {
  readonly clientDataHash: Uint8Array;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: Uint8Array; readonly name: string };
  readonly exclude: readonly Uint8Array[];
};

export type Evaluation = { readonly clientDataHash: Uint8Array; readonly rpId: string; readonly credentialId: Uint8Array; readonly salts: Uint8Array };
export type Evaluated = { readonly authData: Uint8Array; readonly signature: Uint8Array; readonly secrets: Uint8Array };

/** Methods throw `FidoError` where the key said no, and `VaultFailure` where it could not say anything. */
export type FidoKey = {
  readonly path: string;
  readonly product: string;
  /** By hmac-secret. */
  readonly givesSecrets: boolean;
  readonly canPin: boolean;
  readonly hasReader: boolean;
  hasPin(): boolean;
  mustChangePin(): boolean;
  pinRetries(): Promise<number>;
  /** Without a touch: does this credential answer? */
  holds(rpId: string, credentialId: Uint8Array): Promise<boolean>;
  /** @returns the authenticator data. */
  makeCredential(request: NewCredential, proof: UserProof, signal: AbortSignal): Promise<Uint8Array>;
  evaluate(request: Evaluation, proof: UserProof, signal: AbortSignal): Promise<Evaluated>;
  /** Both end in a zero byte; `current` is null for the first PIN. */
  setPin(next: Uint8Array, current: Uint8Array | null): Promise<void>;
  /** Makes it blink until it is touched or closed. */
  beginTouch(): Promise<void>;
  wasTouched(milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
};

/** Authenticator data as the library keeps it is a CBOR byte string (RFC 8949, section 3.1); this is what it holds. */
function withoutHead(cbor: Uint8Array): Uint8Array {
  const kind = cbor[0] ?? 0;
  const head = kind === 0x58 ? 2 : kind === 0x59 ? 3 : kind >= 0x40 && kind < 0x58 ? 1 : cbor.length;
  return cbor.slice(head);
}

function requireTaken(...statuses: readonly number[]): void {
  if (statuses.some((status) => status !== fidoStatus.ok)) {
    throw new VaultFailure('key.unsupported');
  }
}

const pinOf = (proof: UserProof): Uint8Array | null => (proof === 'built-in' ? null : proof.pin);
const readerOption = (proof: UserProof): number => (proof === 'built-in' ? fidoOption.yes : fidoOption.omit);

async function readInfo(fido: FidoLibrary, device: FidoDevice): Promise<{ readonly givesSecrets: boolean; readonly mustChangePin: boolean }> {
  const info = fido.newCborInfo();
  try {
    await device.run('answer', null, () => later(fido.cborInfo, device.address, info));
    return {
      givesSecrets: textsAt(fido.extensions(info), Number(fido.extensionCount(info))).includes('hmac-secret'),
      mustChangePin: fido.mustChangePin?.(info) ?? false,
    };
  } finally {
    device.afterwards(() => fido.freeCborInfo([info]));
  }
}

/** @throws VaultFailure `key.in-use`, `key.unplugged`, `key.bad-answer` */
export async function openFidoKey(fido: FidoLibrary, ports: KeyPorts, found: FoundKey, limits: FidoLimits): Promise<FidoKey> {
  const device = await openFidoDevice(fido, ports, found, limits);
  const { address } = device;

  async function withCred<T>(work: (cred: Address) => Promise<T>): Promise<T> {
    const cred = fido.newCred();
    try {
      return await work(cred);
    } finally {
      device.afterwards(() => fido.freeCred([cred]));
    }
  }

  async function withAssertion<T>(work: (assertion: Address) => Promise<T>): Promise<T> {
    const assertion = fido.newAssert();
    try {
      return await work(assertion);
    } finally {
      // The library overwrites the secrets in it.
      device.afterwards(() => fido.freeAssert([assertion]));
    }
  }

  /** SECURITY: a copy that the thread may go on reading when the caller has overwritten its own; overwritten after the call. */
  async function withPin<T>(pin: Uint8Array | null, work: (pin: Uint8Array | null) => Promise<T>): Promise<T> {
    const copy = pin === null ? null : Uint8Array.from(pin);
    try {
      return await work(copy);
    } finally {
      device.afterwards(() => copy?.fill(0));
    }
  }

  async function readOrClose(): Promise<{ readonly givesSecrets: boolean; readonly mustChangePin: boolean }> {
    try {
      // The library takes a key whose first answer it cannot read for one from before FIDO2; both are of no use here.
      if (!fido.isFido2(address)) {
        throw new VaultFailure('key.bad-answer');
      }
      return await readInfo(fido, device);
    } catch (error) {
      await device.close();
      throw error instanceof FidoError ? new VaultFailure(failureOfStatus(error.status)) : error;
    }
  }
  const info = await readOrClose();
  let { mustChangePin } = info;
  let isBlinking = false;

  return {
    path: found.path,
    product: found.product,
    givesSecrets: info.givesSecrets,
    canPin: fido.supportsPin(address),
    hasReader: fido.hasUv(address),
    hasPin: () => fido.hasPin(address),
    mustChangePin: () => mustChangePin,

    async pinRetries() {
      const retries = [0];
      await device.run('answer', null, () => later(fido.retryCount, address, retries));
      return retries[0] ?? 0;
    },

    holds: (rpId, credentialId) =>
      withAssertion(async (assertion) => {
        requireTaken(
          fido.assertClientDataHash(assertion, new Uint8Array(32), 32),
          fido.assertRp(assertion, rpId),
          fido.assertAllow(assertion, credentialId, credentialId.length),
          fido.assertUp(assertion, fidoOption.no),
        );
        try {
          await device.run('answer', null, () => later(fido.getAssert, address, assertion, null));
        } catch (error) {
          if (error instanceof FidoError) {
            return false;
          }
          throw error;
        }
        return Number(fido.assertCount(assertion)) > 0;
      }),

    makeCredential: ({ clientDataHash, rp, user, exclude }, proof, signal) =>
      withCred((cred) =>
        withPin(pinOf(proof), async (pin) => {
          requireTaken(
            fido.credType(cred, es256),
            fido.credClientDataHash(cred, clientDataHash, clientDataHash.length),
            fido.credRp(cred, rp.id, rp.name),
            fido.credUser(cred, user.id, user.id.length, user.name, user.name, null),
            fido.credExtensions(cred, hmacSecretExtension),
            fido.credRk(cred, fidoOption.omit),
            fido.credUv(cred, readerOption(proof)),
            ...exclude.map((id) => fido.credExclude(cred, id, id.length)),
          );
          await device.run('touch', signal, () => later(fido.makeCred, address, cred, pin));
          return bytesAt(fido.credAuthData(cred), Number(fido.credAuthDataLength(cred)));
        }),
      ),

    evaluate: ({ clientDataHash, rpId, credentialId, salts }, proof, signal) =>
      withAssertion((assertion) =>
        withPin(pinOf(proof), async (pin) => {
          requireTaken(
            fido.assertClientDataHash(assertion, clientDataHash, clientDataHash.length),
            fido.assertRp(assertion, rpId),
            fido.assertAllow(assertion, credentialId, credentialId.length),
            fido.assertExtensions(assertion, hmacSecretExtension),
            fido.assertSalt(assertion, salts, salts.length),
            fido.assertUp(assertion, fidoOption.yes),
            fido.assertUv(assertion, readerOption(proof)),
          );
          await device.run('touch', signal, () => later(fido.getAssert, address, assertion, pin));
          if (Number(fido.assertCount(assertion)) !== 1) {
            throw new VaultFailure('key.bad-answer');
          }
          return {
            authData: withoutHead(bytesAt(fido.assertAuthData(assertion, 0), Number(fido.assertAuthDataLength(assertion, 0)))),
            signature: bytesAt(fido.assertSignature(assertion, 0), Number(fido.assertSignatureLength(assertion, 0))),
            secrets: bytesAt(fido.assertSecret(assertion, 0), Number(fido.assertSecretLength(assertion, 0))),
          };
        }),
      ),

    setPin: (next, current) =>
      withPin(next, (nextPin) =>
        withPin(current, async (currentPin) => {
          await device.run('answer', null, () => later(fido.setPin, address, nextPin ?? next, currentPin));
          mustChangePin = false;
        }),
      ),

    async beginTouch() {
      isBlinking = true;
      await device.run('answer', null, () => later(fido.touchBegin, address));
    },

    async wasTouched(milliseconds) {
      const touched = [0];
      await device.run('answer', null, () => later(fido.touchStatus, address, touched, milliseconds));
      isBlinking = touched[0] !== 1;
      return touched[0] === 1;
    },

    async close() {
      if (isBlinking) {
        device.cancel();
      }
      await device.close();
    },
  };
}
