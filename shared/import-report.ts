/**
 * What an import took, mended and left out. Codes, not sentences (those stand in `renderer/text/import-report-words.ts`), and never a secret.
 */
import { z } from 'zod';
import { kindName } from './kinds/kinds.ts';

export const importFormat = z.enum(['chrome-csv', 'firefox-csv', 'bitwarden-json']);
export type ImportFormat = z.infer<typeof importFormat>;

export const mendedWhat = z.enum([
  'url-without-scheme',
  'empty-title',
  'bare-totp',
  /** A one-time code of a make that cannot be shown; its secret is kept as a field. */
  'unusable-totp',
  'title-too-long',
  /** No title, and no site or username to take one from. */
  'untitled',
  /** A tag or the collection. */
  'name-too-long',
  /** Bitwarden's wish to be asked for the master password before showing. */
  'reprompt-dropped',
  /** A field of Bitwarden's that only pointed at another one. */
  'linked-field-dropped',
  'too-many-tags',
  'unknown-match-rule',
  'replaced-invalid-text',
  /** Lines of its note are logins by themselves: a stray quote or a pasted list. It stays whole, and they are taken too. */
  'logins-in-note',
  'login-from-note',
]);
export type MendedWhat = z.infer<typeof mendedWhat>;

export const leftOutWhy = z.enum([
  'malformed-row',
  'wrong-column-count',
  'empty-row',
  'value-too-long',
  'in-trash',
  'unknown-type',
  'malformed-item',
  'passkey-not-supported',
  'duplicate',
]);
export type LeftOutWhy = z.infer<typeof leftOutWhy>;

/** Where in the file: a line of a text file or an entry of a list, counted from 1; null where it is known by its title alone. */
const place = { line: z.number().int().min(1).nullable(), title: z.string() };

/** More rows or entries than this are not taken in at once. */
export const mostImported = 250_000;
/** Rows that were mended or left out are named up to this number; the rest are counted. */
export const mostNamed = 1_000;

const count = z.number().int().min(0);

export const importReport = z.object({
  format: importFormat,
  taken: z.array(z.object({ kind: kindName, count: z.number().int().min(0) })),
  mended: z.array(z.object({ ...place, what: mendedWhat })).max(mostNamed),
  mendedBesides: count,
  leftOut: z.array(z.object({ ...place, why: leftOutWhy })).max(mostNamed),
  leftOutBesides: count,
});
export type ImportReport = z.infer<typeof importReport>;
