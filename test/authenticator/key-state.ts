/**
 * What a software key remembers between two times it is plugged in, and what it can be told to do wrong. Plain data: it goes into a file
 * (`--virtual-key`) and between threads as it is. Not here: what is done with it.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/u);

export const keyState = z.object({
  /** Everything of the key is derived from it; a reset makes another. */
  master: hex.length(64),
  /** The first 16 bytes of the PIN's SHA-256; null while none is set. */
  pinHash: hex.length(32).nullable(),
  pinRetries: z.number().int().min(0).max(8),
  uvRetries: z.number().int().min(0).max(3),
  mustChangePin: z.boolean(),
  counter: z.number().int().min(0),
  residents: z.array(z.object({ credentialId: hex, rpId: z.string(), userId: hex, userName: z.string() })),
});
export type KeyState = z.infer<typeof keyState>;

export const freshState = (): KeyState => ({
  master: randomBytes(32).toString('hex'),
  pinHash: null,
  pinRetries: 8,
  uvRetries: 3,
  mustChangePin: false,
  counter: 0,
  residents: [],
});

/** How the key is built, and what is wrong with it. */
export type KeyTraits = {
  readonly product: string;
  readonly pinProtocols: readonly (1 | 2)[];
  /** CTAP 2.1's tokens with permissions; without, the one token of CTAP 2.0. */
  readonly permissions: boolean;
  readonly canPin: boolean;
  /** A fingerprint reader with an enrolled finger: `fails` reads the wrong one. */
  readonly fingerprint: 'none' | 'matches' | 'fails';
  readonly hmacSecret: boolean;
  /** Keys that count nothing say 0 for ever. */
  readonly counts: boolean;
  /** `at-once`: a finger lies on it. `soon`: it comes after a second. */
  readonly touch: 'at-once' | 'soon' | 'on-request';
  /** Takes a touch back after so long, as real keys do. */
  readonly touchMilliseconds: number;
  /** Waits so long before each answer, blinking. */
  readonly slowMilliseconds: number;
  readonly fault: KeyFault;
};

export type KeyFault =
  | 'none'
  /** Frames of nonsense instead of an answer. */
  | 'garbage-frames'
  /** A well-framed answer whose CBOR is nonsense. */
  | 'garbage-cbor'
  /** Takes a request and says nothing at all. */
  | 'silent'
  /** Another program holds the channel. */
  | 'busy'
  /** Another hmac-secret at each evaluation. */
  | 'unstable-secret'
  | 'zero-secret'
  | 'broken-signature'
  | 'wrong-relying-party'
  /** Says that it verified nobody. */
  | 'unverified'
  /** Does not let itself be opened. */
  | 'no-entry';

export const soundTraits: KeyTraits = {
  product: 'Software key',
  pinProtocols: [2, 1],
  permissions: true,
  canPin: true,
  fingerprint: 'none',
  hmacSecret: true,
  counts: true,
  touch: 'at-once',
  touchMilliseconds: 30_000,
  slowMilliseconds: 0,
  fault: 'none',
};
