/**
 * The commands of CTAP 2.1 (section 6) that Latchkey and libfido2 use: getInfo, makeCredential, getAssertion, getNextAssertion, clientPIN, reset,
 * selection. Each is a generator that stops where a touch is wanted. Not here: frames (`hid-channel.ts`), the PIN (`client-pin.ts`).
 */
import { createHash } from 'node:crypto';
import { cborMap, decodeFirst, encodeCanonical, type Cbor, type CborMap } from './canonical-cbor.ts';
import { makeClientPin, permission, type Step } from './client-pin.ts';
import { CtapError, ctapStatus } from './ctap-status.ts';
import { makeCredential, openCredential, type KeyCredential } from './key-credentials.ts';
import { freshState, type KeyState, type KeyTraits } from './key-state.ts';

const flag = { present: 0x01, verified: 0x04, attested: 0x40, extended: 0x80 } as const;
const aaguid = Buffer.from('6c61746368006b657900736f66740001', 'hex');

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
const isMap = (value: Cbor | undefined): value is CborMap => value instanceof Map;
const isBytes = (value: Cbor | undefined): value is Uint8Array => value instanceof Uint8Array;
const bytes = (buffer: Uint8Array): Uint8Array => Uint8Array.from(buffer);

function textOf(value: Cbor | undefined): string {
  if (typeof value !== 'string') {
    throw new CtapError(ctapStatus.missingParameter);
  }
  return value;
}
function bytesOf(value: Cbor | undefined): Uint8Array {
  if (!isBytes(value)) {
    throw new CtapError(ctapStatus.missingParameter);
  }
  return value;
}
function idsIn(list: Cbor | undefined): Uint8Array[] {
  return Array.isArray(list) ? list.flatMap((entry) => (isMap(entry) && isBytes(entry.get('id')) ? [bytesOf(entry.get('id'))] : [])) : [];
}
const optionIn = (options: Cbor | undefined, name: string): boolean | undefined => {
  const value = isMap(options) ? options.get(name) : undefined;
  return typeof value === 'boolean' ? value : undefined;
};

export function makeCommands(state: KeyState, traits: () => KeyTraits): (request: Uint8Array) => Step<Buffer> {
  const pin = makeClientPin(state, traits);
  let waiting: (() => CborMap)[] = [];

  function getInfo(): CborMap {
    const { hmacSecret, fingerprint, canPin, permissions, pinProtocols } = traits();
    return cborMap([
      [1, permissions ? ['FIDO_2_0', 'FIDO_2_1'] : ['FIDO_2_0']],
      [2, hmacSecret ? ['hmac-secret'] : undefined],
      [3, bytes(aaguid)],
      [4, cborMap([
        ['rk', true],
        ['up', true],
        ['plat', false],
        ['uv', fingerprint === 'none' ? undefined : true],
        ['clientPin', canPin ? state.pinHash !== null : undefined],
        ['pinUvAuthToken', permissions ? true : undefined],
      ])],
      [5, 1_200],
      [6, [...pinProtocols]],
      [9, permissions ? ['usb'] : undefined],
      [12, permissions ? state.mustChangePin : undefined],
      [13, permissions ? 4 : undefined],
    ]);
  }

  /** Who is there: by a token, by the finger at once (CTAP 2.0), or not at all. */
  function* verifyUser(request: { message: Uint8Array; mac: Cbor | undefined; version: Cbor | undefined; options: Cbor | undefined; needed: number; rpId: string }): Step<{ isVerified: boolean; isPresent: boolean }> {
    const { mac, version, options, needed, rpId, message } = request;
    if (isBytes(mac)) {
      if (mac.length === 0) {
        yield 'touch';
        throw new CtapError(state.pinHash === null ? ctapStatus.pinNotSet : ctapStatus.pinInvalid);
      }
      return { isVerified: true, isPresent: pin.requireToken(version, mac, message, needed, rpId) };
    }
    if (optionIn(options, 'uv') !== true) {
      return { isVerified: false, isPresent: false };
    }
    if (traits().fingerprint === 'none') {
      throw new CtapError(ctapStatus.unsupportedOption);
    }
    yield 'touch';
    pin.verifyBuiltIn();
    return { isVerified: true, isPresent: true };
  }

  function authData(rpId: string, user: { isPresent: boolean; isVerified: boolean }, attested: Buffer | null, extensions: CborMap | null): Buffer {
    const { counts, fault } = traits();
    state.counter += counts ? 1 : 0;
    const flags =
      (user.isPresent ? flag.present : 0) | (user.isVerified && fault !== 'unverified' ? flag.verified : 0) | (attested === null ? 0 : flag.attested) | (extensions === null ? 0 : flag.extended);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counts ? state.counter : 0);
    return Buffer.concat([
      sha256(fault === 'wrong-relying-party' ? 'elsewhere.example' : rpId),
      Buffer.from([flags]),
      count,
      attested ?? Buffer.alloc(0),
      extensions === null ? Buffer.alloc(0) : encodeCanonical(extensions),
    ]);
  }

  function sign(credential: KeyCredential, data: Buffer, clientDataHash: Uint8Array): Uint8Array {
    const signature = credential.sign(Buffer.concat([data, clientDataHash]));
    if (traits().fault === 'broken-signature') {
      signature.writeUInt8(signature.readUInt8(signature.length - 1) ^ 1, signature.length - 1);
    }
    return bytes(signature);
  }

  function* make(request: CborMap): Step<CborMap> {
    const clientDataHash = bytesOf(request.get(1));
    const [rp, user, extensions, options] = [request.get(2), request.get(3), request.get(6), request.get(7)];
    const rpId = textOf(isMap(rp) ? rp.get('id') : undefined);
    const isPossible = Array.isArray(request.get(4)) && JSON.stringify([...(request.get(4) as Cbor[])].map((entry) => (isMap(entry) ? entry.get('alg') : null))).includes('-7');
    const verified = yield* verifyUser({ message: clientDataHash, mac: request.get(8), version: request.get(9), options, needed: permission.makeCredential, rpId });
    if (!isPossible) {
      throw new CtapError(ctapStatus.unsupportedAlgorithm);
    }
    if (!verified.isVerified && state.pinHash !== null) {
      throw new CtapError(ctapStatus.pinRequired);
    }
    const isExcluded = idsIn(request.get(5)).some((id) => openCredential(state.master, rpId, id) !== null);
    if (!verified.isPresent) {
      yield 'touch';
    }
    if (isExcluded) {
      throw new CtapError(ctapStatus.credentialExcluded);
    }
    const credential = makeCredential(state.master, rpId);
    if (optionIn(options, 'rk') === true) {
      const [userId, userName] = isMap(user) ? [user.get('id'), user.get('name')] : [];
      state.residents.push({ credentialId: credential.id.toString('hex'), rpId, userId: Buffer.from(bytesOf(userId)).toString('hex'), userName: typeof userName === 'string' ? userName : '' });
    }
    const length = Buffer.from([credential.id.length >> 8, credential.id.length & 255]);
    const attested = Buffer.concat([aaguid, length, credential.id, encodeCanonical(credential.coseKey)]);
    const wantsSecret = isMap(extensions) && extensions.get('hmac-secret') === true && traits().hmacSecret;
    const data = authData(rpId, { isPresent: true, isVerified: verified.isVerified }, attested, wantsSecret ? cborMap([['hmac-secret', true]]) : null);
    return cborMap([[1, 'packed'], [2, bytes(data)], [3, cborMap([['alg', -7], ['sig', sign(credential, data, clientDataHash)]])]]);
  }

  /** Salts in, secrets out, both sealed for whoever agreed on the key (CTAP 2.1, section 12.5). */
  function evaluate(input: CborMap, credential: KeyCredential, isVerified: boolean): CborMap {
    const { protocol, secret } = pin.agree(input.get(4) ?? 1, input.get(1));
    const sealed = bytesOf(input.get(2));
    if (!protocol.isAuthentic(secret, sealed, bytesOf(input.get(3)))) {
      throw new CtapError(ctapStatus.pinAuthInvalid);
    }
    const salts = protocol.decrypt(secret, sealed);
    if (salts.length !== 32 && salts.length !== 64) {
      throw new CtapError(ctapStatus.invalidParameter);
    }
    const { fault } = traits();
    const outputs = [salts.subarray(0, 32), salts.subarray(32)].filter(({ length }) => length > 0).map((salt) => {
      const drifting = fault === 'unstable-secret' ? Buffer.concat([salt, Buffer.from([state.counter & 255])]) : salt;
      return fault === 'zero-secret' ? Buffer.alloc(32) : credential.hmacSecret(drifting, isVerified);
    });
    return cborMap([['hmac-secret', bytes(protocol.encrypt(secret, Buffer.concat(outputs)))]]);
  }

  function* get(request: CborMap): Step<CborMap> {
    const rpId = textOf(request.get(1));
    const clientDataHash = bytesOf(request.get(2));
    const [allowList, extensions, options] = [request.get(3), request.get(4), request.get(5)];
    const verified = yield* verifyUser({ message: clientDataHash, mac: request.get(6), version: request.get(7), options, needed: permission.getAssertion, rpId });
    const wantsTouch = optionIn(options, 'up') !== false;
    const residents = state.residents.filter((resident) => resident.rpId === rpId);
    const ids = Array.isArray(allowList) ? idsIn(allowList) : residents.map(({ credentialId }) => Buffer.from(credentialId, 'hex')).reverse();
    const usable = ids.flatMap((id) => openCredential(state.master, rpId, id) ?? []);
    const salts = isMap(extensions) && traits().hmacSecret ? extensions.get('hmac-secret') : undefined;
    if (salts !== undefined && !wantsTouch) {
      throw new CtapError(ctapStatus.unsupportedOption);
    }
    if (wantsTouch && !verified.isPresent) {
      yield 'touch';
    }
    if (usable.length === 0) {
      throw new CtapError(ctapStatus.noCredentials);
    }
    const isPresent = wantsTouch || verified.isPresent;
    const answers = usable.map((credential, place) => (): CborMap => {
      const evaluated = isMap(salts) ? evaluate(salts, credential, verified.isVerified) : null;
      const data = authData(rpId, { isPresent, isVerified: verified.isVerified }, null, evaluated);
      const resident = residents.find(({ credentialId }) => credentialId === credential.id.toString('hex'));
      return cborMap([
        [1, cborMap([['id', bytes(credential.id)], ['type', 'public-key']])],
        [2, bytes(data)],
        [3, sign(credential, data, clientDataHash)],
        [4, resident === undefined ? undefined : cborMap([['id', bytes(Buffer.from(resident.userId, 'hex'))]])],
        [5, place === 0 && !Array.isArray(allowList) && usable.length > 1 ? usable.length : undefined],
      ]);
    });
    // With a list of credentials the first that fits answers alone (CTAP 2.1, section 6.2.2, step 12).
    const [first, ...others] = answers;
    waiting = Array.isArray(allowList) ? [] : others;
    return first === undefined ? new Map() : first();
  }

  function* answer(command: number, request: CborMap): Step<CborMap | null> {
    switch (command) {
      case 0x01:
        return yield* make(request);
      case 0x02:
        return yield* get(request);
      case 0x04:
        return getInfo();
      case 0x06:
        return yield* pin.command(request);
      case 0x07:
        yield 'touch';
        Object.assign(state, freshState());
        return null;
      case 0x08: {
        const next = waiting.shift();
        if (next === undefined) {
          throw new CtapError(ctapStatus.notAllowed);
        }
        return next();
      }
      case 0x0b:
        yield 'touch';
        return null;
      default:
        throw new CtapError(ctapStatus.invalidCommand);
    }
  }

  return function* (message) {
    const [command = 0, ...rest] = message;
    const [request] = rest.length === 0 ? [new Map()] : decodeFirst(Uint8Array.from(rest));
    if (!isMap(request)) {
      throw new CtapError(ctapStatus.cborUnexpectedType);
    }
    const body = yield* answer(command, request);
    return body === null ? Buffer.from([0]) : Buffer.concat([Buffer.from([0]), encodeCanonical(body)]);
  };
}
