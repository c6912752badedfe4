/**
 * What a header says: which vault this is, how often it changed, and the ways to open it. The text is JSON and hostile until its
 * MAC has been checked, which takes a key that comes from one of its slots: so it is bounded and checked shape by shape here.
 */
import { z } from 'zod';
import { VaultFailure } from '../../shared/failure.ts';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/item.ts';
import { checkCost, isMeantTogether } from '../crypto/password-kdf.ts';
import type { KdfCost } from '../crypto/password-kdf.ts';

export const maxSlots = 16;
export const slotNameLength = 100;
const counter = z.number().int().min(1).max(0xffff_ffff);

/** base64url without padding, of a length in bytes. */
function bytesOf(least: number, most: number) {
  return z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .min(Math.ceil((least * 4) / 3))
    .max(Math.ceil((most * 4) / 3));
}

const kdf = z.strictObject({
  memoryKib: z.number().int(),
  passes: z.number().int(),
  lanes: z.number().int(),
});

const credential = z.strictObject({
  credentialId: bytesOf(1, 1023),
  publicKey: bytesOf(1, 2048),
  transports: z.array(z.string().max(20)).max(8),
  prfInput: bytesOf(32, 32),
  touchInput: bytesOf(32, 32),
  userHandle: bytesOf(0, 64),
  provider: z.enum(['webauthn', 'libfido2']),
});

/** A hardware key's part in items that need a touch; `sealedSeed` is null until a key that has one was touched. */
const slotTouch = z.strictObject({ publicKey: bytesOf(32, 32), sealedSeed: bytesOf(120, 120).nullable() });

const slotBase = {
  slotId: id,
  name: z.string().max(slotNameLength),
  createdAt: instant,
  salt: bytesOf(32, 32),
  publicKey: bytesOf(32, 32),
  enc: bytesOf(32, 32),
  sealedKey: bytesOf(48, 48),
  sealedPsk: bytesOf(72, 72),
};

const headerSlot = z.discriminatedUnion('kind', [
  z.strictObject({ ...slotBase, kind: z.literal('passphrase'), kdf, credential: z.null(), touch: z.null() }),
  z.strictObject({ ...slotBase, kind: z.literal('passphrase+key'), kdf, credential, touch: slotTouch }),
  z.strictObject({ ...slotBase, kind: z.literal('key'), kdf: z.null(), credential, touch: slotTouch }),
  z.strictObject({ ...slotBase, kind: z.literal('recovery'), kdf: z.null(), credential: z.null(), touch: z.null() }),
]);

const headerBody = z.strictObject({
  vaultId: id,
  /** Counts rewrites of the file. */
  epoch: counter,
  /** Counts changes of the header. */
  generation: counter,
  createdAt: instant,
  /** The key pair that items are sealed to which need a touch; null where there never was one. */
  touch: z.strictObject({ publicKey: bytesOf(32, 32) }).nullable(),
  slots: z.array(headerSlot).min(1).max(maxSlots),
});

export type HeaderSlot = Readonly<z.infer<typeof headerSlot>>;
export type HeaderBody = {
  readonly vaultId: string;
  readonly epoch: number;
  readonly generation: number;
  readonly createdAt: number;
  readonly touch: { readonly publicKey: string } | null;
  readonly slots: readonly HeaderSlot[];
};

/** Throws `slot.full` where the ways to open together would cost more than a reader does. */
export function encodeHeaderBody(body: HeaderBody): Buffer {
  if (!isMeantTogether(costsOf(body.slots))) {
    throw new VaultFailure('slot.full');
  }
  return Buffer.from(JSON.stringify(body), 'utf8');
}

/** Throws `vault.damaged` for a wrong shape and `kdf.hostile` for a cost out of bounds. */
export function parseHeaderBody(bytes: Uint8Array): HeaderBody {
  const body = headerBody.safeParse(parseJson(bytes));
  if (!body.success || new Set(body.data.slots.map((slot) => slot.slotId)).size !== body.data.slots.length) {
    throw new VaultFailure('vault.damaged', { check: 'header-body' });
  }
  for (const slot of body.data.slots) {
    if (slot.kdf) {
      checkCost(slot.kdf);
    }
  }
  if (!isMeantTogether(costsOf(body.data.slots))) {
    throw new VaultFailure('kdf.hostile');
  }
  return body.data;
}

function costsOf(slots: readonly HeaderSlot[]): readonly KdfCost[] {
  return slots.flatMap(({ kdf: cost }) => cost ?? []);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
