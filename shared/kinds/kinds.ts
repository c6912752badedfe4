/**
 * The kinds of items there are. Adding one: its file beside this one, a line in each list here, its words in `renderer/text/kind-words.ts`.
 */
import { z } from 'zod';
import type { Kind } from './kind.ts';
import { apiCredential } from './api-credential.ts';
import { card } from './card.ts';
import { certificate } from './certificate.ts';
import { database } from './database.ts';
import { document } from './document.ts';
import { identity } from './identity.ts';
import { key } from './key.ts';
import { login } from './login.ts';
import { note } from './note.ts';
import { passkey } from './passkey.ts';
import { secret } from './secret.ts';
import { server } from './server.ts';
import { sshKey } from './ssh-key.ts';
import { wifi } from './wifi.ts';

const all = [login, note, card, identity, apiCredential, database, server, wifi, sshKey, document, secret, key, certificate, passkey] as const;

export type KindName = (typeof all)[number]['kind'];

/** In the order in which the "new item" menu shows them. */
export const kinds: readonly Kind<KindName>[] = all;

const byName: ReadonlyMap<string, Kind<KindName>> = new Map(all.map((kind) => [kind.kind, kind]));

export const kindName = z.enum(all.map((kind) => kind.kind));

/** The schema of a kind. */
export function kindOf(name: KindName): Kind<KindName> {
  const kind = byName.get(name);
  if (!kind) {
    throw new RangeError(`no such kind: ${name}`);
  }
  return kind;
}
