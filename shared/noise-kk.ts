/**
 * Noise_KK_25519_AESGCM_SHA256 (The Noise Protocol Framework, revision 34): both sides know each other's static key beforehand, each
 * adds an ephemeral one, and out come two keys, one a direction. Primitives are passed in (`ChannelCrypto`): WebCrypto in the extension,
 * node:crypto in the application. Held to test vectors by test/unit/shared/noise-kk.test.ts. Used by `browser-session.ts`.
 */
import { equalBytes, joinBytes, textToBytes, type Bytes } from './text-bytes.ts';

/** An X25519 key pair (RFC 7748) whose private half nobody sees. */
export type DhKey = {
  readonly publicKey: Uint8Array;
  /** Throws where the other's key is none, or makes a secret of nothing but zeros. */
  agree(theirPublicKey: Uint8Array): Promise<Uint8Array>;
};

export type ChannelCrypto = {
  makeDhKey(): Promise<DhKey>;
  randomBytes(length: number): Uint8Array;
  sha256(data: Uint8Array): Promise<Uint8Array>;
  hmacSha256(key: Uint8Array, data: Uint8Array): Promise<Uint8Array>;
  /** AES-256-GCM with a nonce of 96 bits: ciphertext and the tag of 128 bits behind it. */
  sealGcm(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, context: Uint8Array): Promise<Uint8Array>;
  /** Null where key, nonce, context and text do not belong together. */
  openGcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array): Promise<Uint8Array | null>;
};

const protocolName = 'Noise_KK_25519_AESGCM_SHA256';
const hashBytes = 32;
const keyBytes = 32;
const nothing = new Uint8Array(0);

/** Far below what AES-GCM allows under one key, and what a double counts exactly; nobody comes near it on one connection. */
const mostMessages = 2 ** 32;

/** The keys and the counter of one direction. The counter is the nonce: a message that is lost, repeated or moved does not open. */
export type CipherState = {
  seal(plaintext: Uint8Array, context?: Uint8Array): Promise<Uint8Array>;
  /** Null for anything but the very next message of the other side. */
  open(sealed: Uint8Array, context?: Uint8Array): Promise<Uint8Array | null>;
};

/** Four zero bytes and the counter as 64 bits, the most significant first (section 12.4, AESGCM). */
function nonceOf(counter: number): Bytes {
  const nonce = new Uint8Array(12);
  const view = new DataView(nonce.buffer);
  view.setUint32(4, Math.floor(counter / 2 ** 32));
  view.setUint32(8, counter % 2 ** 32);
  return nonce;
}

export function makeCipherState(crypto: ChannelCrypto, key: Uint8Array): CipherState {
  let counter = 0;
  const take = (): Bytes => {
    // SECURITY: a nonce is used once; the counter goes on before anything is awaited, and never back.
    if (counter >= mostMessages) {
      throw new RangeError('this key has sealed all it may');
    }
    counter += 1;
    return nonceOf(counter - 1);
  };
  return {
    seal: async (plaintext, context = nothing) => crypto.sealGcm(key, take(), plaintext, context),
    open: async (sealed, context = nothing) => crypto.openGcm(key, take(), sealed, context),
  };
}

/** HKDF as section 4.3 has it, with two outputs. */
async function hkdf(crypto: ChannelCrypto, chainingKey: Uint8Array, material: Uint8Array): Promise<readonly [Uint8Array, Uint8Array]> {
  const temporary = await crypto.hmacSha256(chainingKey, material);
  const first = await crypto.hmacSha256(temporary, Uint8Array.of(1));
  return [first, await crypto.hmacSha256(temporary, joinBytes(first, Uint8Array.of(2)))];
}

type Sides = { readonly crypto: ChannelCrypto; readonly own: DhKey; readonly theirs: Uint8Array; readonly prologue: Uint8Array };

/** The symmetric state of section 5.2. */
async function beginSymmetric({ crypto, prologue }: Sides, initiator: Uint8Array, responder: Uint8Array) {
  const name = textToBytes(protocolName);
  let hash: Uint8Array = joinBytes(name, new Uint8Array(hashBytes - name.length));
  let chainingKey: Uint8Array = hash;
  let cipher: CipherState | null = null;
  const mixHash = async (data: Uint8Array): Promise<void> => {
    hash = await crypto.sha256(joinBytes(hash, data));
  };
  await mixHash(prologue);
  await mixHash(initiator);
  await mixHash(responder);
  return {
    mixHash,
    async mixKey(secret: Uint8Array): Promise<void> {
      // SECURITY: a key of small order would make every secret zero (RFC 7748, section 6.1).
      if (equalBytes(secret, new Uint8Array(keyBytes))) {
        throw new RangeError('a shared secret of zeros');
      }
      const [next, key] = await hkdf(crypto, chainingKey, secret);
      chainingKey = next;
      cipher = makeCipherState(crypto, key);
    },
    async seal(payload: Uint8Array): Promise<Uint8Array> {
      const sealed = await requireCipher(cipher).seal(payload, hash);
      await mixHash(sealed);
      return sealed;
    },
    async open(sealed: Uint8Array): Promise<Uint8Array | null> {
      const payload = await requireCipher(cipher).open(sealed, hash);
      await mixHash(sealed);
      return payload;
    },
    async split(): Promise<readonly [CipherState, CipherState]> {
      const [first, second] = await hkdf(crypto, chainingKey, nothing);
      return [makeCipherState(crypto, first), makeCipherState(crypto, second)];
    },
  };
}

function requireCipher(cipher: CipherState | null): CipherState {
  if (cipher === null) {
    throw new RangeError('no key yet');
  }
  return cipher;
}

/** What a finished handshake leaves: one state to seal with and one to open with. */
export type NoiseChannel = { readonly out: CipherState; readonly in: CipherState };

export type Initiator = {
  /** e, es, ss and an empty payload: 48 bytes. */
  readonly message: Uint8Array;
  /** Null where the answer was not made by the other's static key for this message. */
  finish(answer: Uint8Array, payload?: (opened: Uint8Array) => void): Promise<NoiseChannel | null>;
};

/** `ephemeral` is passed in by tests alone. */
export async function beginNoise(sides: Sides, payload: Uint8Array = nothing, ephemeral?: DhKey): Promise<Initiator> {
  const { crypto, own, theirs } = sides;
  const state = await beginSymmetric(sides, own.publicKey, theirs);
  const e = ephemeral ?? (await crypto.makeDhKey());
  await state.mixHash(e.publicKey);
  await state.mixKey(await e.agree(theirs));
  await state.mixKey(await own.agree(theirs));
  const message = joinBytes(e.publicKey, await state.seal(payload));
  return {
    message,
    async finish(answer, told) {
      const re = answer.slice(0, keyBytes);
      if (re.length !== keyBytes) {
        return null;
      }
      try {
        await state.mixHash(re);
        await state.mixKey(await e.agree(re));
        await state.mixKey(await own.agree(re));
      } catch {
        return null;
      }
      const opened = await state.open(answer.slice(keyBytes));
      if (opened === null) {
        return null;
      }
      told?.(opened);
      const [out, back] = await state.split();
      return { out, in: back };
    },
  };
}

export type Responder = { readonly channel: NoiseChannel; readonly message: Uint8Array; readonly payload: Uint8Array };

/** Null where the message was not made by the other's static key for ours. */
export async function answerNoise(sides: Sides, message: Uint8Array, payload: Uint8Array = nothing, ephemeral?: DhKey): Promise<Responder | null> {
  const { crypto, own, theirs } = sides;
  const re = message.slice(0, keyBytes);
  if (re.length !== keyBytes) {
    return null;
  }
  const state = await beginSymmetric(sides, theirs, own.publicKey);
  try {
    await state.mixHash(re);
    await state.mixKey(await own.agree(re));
    await state.mixKey(await own.agree(theirs));
  } catch {
    return null;
  }
  const opened = await state.open(message.slice(keyBytes));
  if (opened === null) {
    return null;
  }
  const e = ephemeral ?? (await crypto.makeDhKey());
  await state.mixHash(e.publicKey);
  await state.mixKey(await e.agree(re));
  await state.mixKey(await e.agree(theirs));
  const answer = joinBytes(e.publicKey, await state.seal(payload));
  const [into, out] = await state.split();
  return { channel: { out, in: into }, message: answer, payload: opened };
}
