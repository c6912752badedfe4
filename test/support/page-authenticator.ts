/**
 * A security key and the page's half of its ceremonies, in a hundred lines: ES256, attestation "none", PRF by HMAC. Each part of a
 * response can be bent, to see what the main process refuses. Shapes: WebAuthn level 3, sections 6.1, 6.5.1 and 8.7; COSE (RFC 9052).
 */
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

export type Bends = {
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly rpId?: string;
  /** Flags byte: 0x01 user present, 0x04 user verified. */
  readonly flags?: number;
  readonly challenge?: string;
  readonly type?: string;
  readonly breakSignature?: boolean;
  readonly prf?: Uint8Array | null;
  readonly prfSecond?: Uint8Array | null;
};

type PrfInputs = { readonly first: string; readonly second: string | null };
type Answer = { readonly response: string; readonly prf: Uint8Array | null; readonly prfSecond: Uint8Array | null };

function cborHead(major: number, value: number): Buffer {
  return value < 24 ? Buffer.from([(major << 5) | value]) : value < 256 ? Buffer.from([(major << 5) | 24, value]) : Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}
const cborBytes = (bytes: Uint8Array): Buffer => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string): Buffer => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborInteger = (value: number): Buffer => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborMap = (...pairs: Buffer[][]): Buffer => Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()]);

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

export function makePageAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(32);
  const prfKey = randomBytes(32);
  let counter = 0;

  const coseKey = cborMap(
    [cborInteger(1), cborInteger(2)],
    [cborInteger(3), cborInteger(-7)],
    [cborInteger(-1), cborInteger(1)],
    [cborInteger(-2), cborBytes(Buffer.from(jwk.x ?? '', 'base64url'))],
    [cborInteger(-3), cborBytes(Buffer.from(jwk.y ?? '', 'base64url'))],
  );

  function clientData(type: string, challenge: string, bends: Bends): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: bends.type ?? type,
        challenge: bends.challenge ?? challenge,
        origin: bends.origin ?? 'https://latchkey.internal',
        crossOrigin: bends.crossOrigin ?? false,
      }),
    );
  }

  function authenticatorData(bends: Bends, attested: boolean): Buffer {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags = (bends.flags ?? 0x05) | (attested ? 0x40 : 0);
    const head = Buffer.concat([sha256(bends.rpId ?? 'latchkey.internal'), Buffer.from([flags]), count]);
    const length = Buffer.from([credentialId.length >> 8, credentialId.length & 255]);
    return attested ? Buffer.concat([head, Buffer.alloc(16), length, credentialId, coseKey]) : head;
  }

  const evaluate = (input: string): Uint8Array =>
    new Uint8Array(createHmac('sha256', prfKey).update(sha256(Buffer.concat([Buffer.from('WebAuthn PRF\0'), Buffer.from(input, 'base64url')]))).digest());

  /** As the standard has it: an output for each input given, and none for what was not asked. */
  function outputs(inputs: PrfInputs | undefined, bends: Bends): Pick<Answer, 'prf' | 'prfSecond'> {
    const second = inputs?.second ?? null;
    return {
      prf: bends.prf === undefined ? evaluate(inputs?.first ?? '') : bends.prf,
      prfSecond: bends.prfSecond === undefined ? (second === null ? null : evaluate(second)) : bends.prfSecond,
    };
  }

  const shared = { id: credentialId.toString('base64url'), rawId: credentialId.toString('base64url'), type: 'public-key', clientExtensionResults: {} };

  return {
    credentialId: shared.id,
    setCounter(value: number): void {
      counter = value;
    },
    create(optionsJson: string, inputs: PrfInputs | undefined, bends: Bends = {}): Answer {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      const authData = authenticatorData(bends, true);
      const attestationObject = cborMap([cborText('fmt'), cborText('none')], [cborText('attStmt'), cborMap()], [cborText('authData'), cborBytes(authData)]);
      const response = {
        ...shared,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, bends).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['usb'],
        },
      };
      return { response: JSON.stringify(response), ...outputs(inputs, bends) };
    },
    get(optionsJson: string, prfInputs: Readonly<Record<string, PrfInputs>>, bends: Bends = {}): Answer {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      const authData = authenticatorData(bends, false);
      const data = clientData('webauthn.get', challenge, bends);
      const signature = createSign('sha256').update(Buffer.concat([authData, sha256(data)])).sign(privateKey);
      if (bends.breakSignature === true) {
        signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
      }
      const response = {
        ...shared,
        response: {
          clientDataJSON: data.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
      return { response: JSON.stringify(response), ...outputs(prfInputs[shared.id], bends) };
    },
  };
}
