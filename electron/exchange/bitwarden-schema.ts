/**
 * The parts of Bitwarden's unencrypted JSON export that we read, personal and organisation's. Hostile input: whatever
 * does not fit is refused entry by entry. Called by `bitwarden-json.ts`.
 */
import { z } from 'zod';

/** Absent, null and a number (as some other exporters write) all come out as text. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)));

const listOf = <T extends z.ZodType>(entry: T) =>
  z
    .array(entry)
    .nullish()
    .transform((value) => value ?? []);

const group = z.object({ id: z.string(), name: z.string().nullish() });

export const bitwardenFile = z.object({
  encrypted: z.boolean().optional(),
  passwordProtected: z.boolean().optional(),
  folders: z.array(z.unknown()).optional(),
  collections: z.array(z.unknown()).optional(),
  items: z.array(z.unknown()).optional(),
});

export const bitwardenGroup = group;

export const bitwardenPasskey = z.object({
  credentialId: z.string().min(1),
  keyType: z.literal('public-key'),
  keyAlgorithm: z.literal('ECDSA'),
  keyCurve: z.literal('P-256'),
  keyValue: z.string().min(1),
  rpId: z.string().min(1),
  userHandle: text,
  userName: text,
  counter: text,
});
export type BitwardenPasskey = z.infer<typeof bitwardenPasskey>;

export const bitwardenItem = z.object({
  type: z.number(),
  name: text,
  notes: text,
  favorite: z.boolean().nullish(),
  reprompt: z.number().nullish(),
  folderId: z.string().nullish(),
  collectionIds: listOf(z.string()),
  deletedDate: z.string().nullish(),
  fields: listOf(z.object({ name: text, value: z.union([z.string(), z.number(), z.boolean()]).nullish(), type: z.number().nullish() })),
  passwordHistory: listOf(z.object({ lastUsedDate: text, password: text })),
  login: z
    .object({
      uris: listOf(z.object({ uri: text, match: z.number().nullish() })),
      username: text,
      password: text,
      totp: text,
      fido2Credentials: listOf(z.unknown()),
    })
    .nullish(),
  card: z.object({ cardholderName: text, brand: text, number: text, expMonth: text, expYear: text, code: text }).nullish(),
  identity: z
    .object({
      title: text,
      firstName: text,
      middleName: text,
      lastName: text,
      address1: text,
      address2: text,
      address3: text,
      city: text,
      state: text,
      postalCode: text,
      country: text,
      company: text,
      email: text,
      phone: text,
      ssn: text,
      username: text,
      passportNumber: text,
      licenseNumber: text,
    })
    .nullish(),
  sshKey: z.object({ privateKey: text, publicKey: text, keyFingerprint: text }).nullish(),
});
export type BitwardenItem = z.infer<typeof bitwardenItem>;
