/** What the main process asks for while it speaks to a security key itself, and the calls that answer it: a part of the table in `contract.ts`. */
import { z } from 'zod';
import { bytes, call, jobId, none, nothing } from './call-shape.ts';
import { id } from './ids.ts';
import { instant } from './item.ts';

/** CTAP 2.1, section 6.5.1: up to 63 bytes of UTF-8. */
export const pinBytes = { least: 4, most: 63 } as const;
const pin = bytes(pinBytes.most);

const count = z.number().int().min(0);

/** What is wanted of the user at this moment. */
export const keyWish = z.discriminatedUnion('kind', [
  /** No key is plugged in. */
  z.object({ kind: z.literal('insert') }),
  /** Several could be meant, and all of them blink. */
  z.object({ kind: z.literal('choose'), count }),
  /** `withFinger`: the key knows the finger, not only that there is one. */
  z.object({ kind: z.literal('touch'), withFinger: z.boolean() }),
  /** `triesLeft` is null where the key does not say. */
  z.object({ kind: z.literal('pin'), product: z.string(), triesLeft: count.nullable(), isWrong: z.boolean() }),
  z.object({
    kind: z.literal('new-pin'),
    product: z.string(),
    why: z.enum(['none-set', 'must-change', 'wanted']),
    /** Asks for the PIN that is to be replaced as well. */
    asksCurrent: z.boolean(),
    triesLeft: count.nullable(),
    /** What was wrong with the last answer. */
    problem: z.enum(['current-wrong', 'refused']).nullable(),
  }),
]);
export type KeyWish = z.infer<typeof keyWish>;

export const keyAwait = z.object({
  askId: id,
  wish: keyWish,
  /** Names of the keys that may answer; empty where it may be any. */
  keyNames: z.array(z.string()),
  /** Title of the item that the touch opens; null where it is for no single item. */
  forItem: z.string().nullable(),
  /** Which touch of how many this is. */
  step: z.number().int(),
  steps: z.number().int(),
  endsAt: instant,
});
export type KeyAwait = z.infer<typeof keyAwait>;

export const keyCalls = {
  /** Answers the wish for a PIN; UTF-8 of its NFC form. */
  'key.givePin': call(z.object({ askId: id, pin }), none, { whileLocked: true }),
  'key.giveNewPin': call(z.object({ askId: id, current: pin.nullable(), next: pin }), none, { whileLocked: true }),
  /** Sets the PIN of a key that is plugged in, or changes it; asks for both through `key.awaited`. */
  'key.changePin': call(z.object({ jobId }), none, { whileLocked: true }),
  /** Which way keys are spoken to as things are, and whether libfido2 is there. */
  'key.way': call(nothing, z.object({ way: z.enum(['webauthn', 'libfido2']), library: z.enum(['found', 'missing', 'too-old']), isVirtual: z.boolean() }), { whileLocked: true }),
};

/** A WebAuthn ceremony the page is asked to run; `optionsJson` is what `@simplewebauthn/browser` takes. */
export const keyAsk = z.object({
  askId: id,
  ceremony: z.enum(['create', 'get']),
  optionsJson: z.string(),
  /** PRF inputs for each credential, base64url; for `create` one entry under the empty name. */
  prfInputs: z.record(z.string(), z.object({ first: z.string(), second: z.string().nullable() })),
  /** Names of the keys that may answer. */
  keyNames: z.array(z.string()),
  /** Title of the item that the touch opens; null where it is for no single item. */
  forItem: z.string().nullable(),
  /** Which touch of how many this is. */
  step: z.number().int(),
  steps: z.number().int(),
  endsAt: instant,
});
export type KeyAsk = z.infer<typeof keyAsk>;
