/**
 * Bitwarden's unencrypted JSON export: folders, collections, and the entries one by one. An encrypted one is refused with
 * a word of its own, because the user can do something about it. Called by `read-import.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { mostImported } from '../../shared/import-report.ts';
import { limits } from '../../shared/item.ts';
import { plainLine } from '../../shared/plain-line.ts';
import type { ItemContent } from '../vault/vault-types.ts';
import type { ReadOptions } from './browser-csv.ts';
import { bodyOf, furtherFields, passkeyDraft } from './bitwarden-drafts.ts';
import { bitwardenFile, bitwardenGroup, bitwardenItem, bitwardenPasskey, type BitwardenItem } from './bitwarden-schema.ts';
import { finishDraft } from './draft-item.ts';

export type BitwardenFile = { readonly groups: ReadonlyMap<string, string>; readonly entries: readonly unknown[] };

const breatheEvery = 250;
const namedOnly = bitwardenItem.pick({ name: true });

/** Null where this is not Bitwarden's; `import.encrypted` where it is, but sealed. */
export function recogniseBitwarden(json: unknown): BitwardenFile | null {
  const file = bitwardenFile.safeParse(json);
  if (!file.success) {
    return null;
  }
  if (file.data.encrypted === true || file.data.passwordProtected === true) {
    throw new VaultFailure('import.encrypted');
  }
  const { folders, collections, items } = file.data;
  if (items === undefined || (file.data.encrypted === undefined && folders === undefined && collections === undefined)) {
    return null;
  }
  const groups = new Map<string, string>();
  for (const entry of [...(folders ?? []), ...(collections ?? [])]) {
    const group = bitwardenGroup.safeParse(entry);
    if (group.success && group.data.name) {
      groups.set(group.data.id, group.data.name);
    }
  }
  return { groups, entries: items };
}

/** The folder, else the first collection; further collections become tags, so that no belonging is lost. */
function belongingOf(item: BitwardenItem, groups: ReadonlyMap<string, string>): { collection: string | null; tags: string[] } {
  const names = [item.folderId, ...item.collectionIds].flatMap((id) => {
    const name = id ? groups.get(id) : undefined;
    return name === undefined ? [] : [name];
  });
  return { collection: names[0] ?? null, tags: names.slice(1) };
}

function readEntry(entry: unknown, line: number, groups: ReadonlyMap<string, string>, options: ReadOptions): ItemContent[] {
  const { gather } = options;
  const parsed = bitwardenItem.safeParse(entry);
  if (!parsed.success) {
    const named = namedOnly.safeParse(entry);
    gather.leftOut(line, named.success ? named.data.name : '', 'malformed-item');
    return [];
  }
  const item = parsed.data;
  const title = plainLine(item.name).trim().slice(0, limits.titleLength);
  if (item.deletedDate) {
    gather.leftOut(line, title, 'in-trash');
    return [];
  }
  const body = bodyOf(item);
  if (body === null) {
    gather.leftOut(line, title, 'unknown-type');
    return [];
  }
  const belonging = belongingOf(item, groups);
  const content = finishDraft(
    {
      kind: body.kind,
      title: item.name,
      urls: body.urls,
      fields: [...body.fields, ...furtherFields(item)],
      notes: item.notes,
      favourite: item.favorite ?? false,
      ...(body.totp === undefined ? {} : { totp: body.totp }),
      ...belonging,
    },
    line,
    options,
  );
  if (content !== null && body.unknownMatch === true) {
    gather.mended(line, content.overview.title, 'unknown-match-rule');
  }
  if (content !== null && item.reprompt === 1) {
    gather.mended(line, content.overview.title, 'reprompt-dropped');
  }
  if (content !== null && item.fields.some(({ type }) => type === 3)) {
    gather.mended(line, content.overview.title, 'linked-field-dropped');
  }
  const passkeys = (item.login?.fido2Credentials ?? []).flatMap((credential) => {
    const passkey = bitwardenPasskey.safeParse(credential);
    if (!passkey.success) {
      gather.leftOut(line, title, 'passkey-not-supported');
      return [];
    }
    const made = finishDraft({ ...passkeyDraft(passkey.data, title || passkey.data.rpId), ...belonging }, line, options);
    return made === null ? [] : [made];
  });
  return content === null ? passkeys : [content, ...passkeys];
}

export async function readBitwarden(file: BitwardenFile, options: ReadOptions): Promise<ItemContent[]> {
  if (file.entries.length > mostImported) {
    throw new VaultFailure('import.too-many');
  }
  const items: ItemContent[] = [];
  for (const [index, entry] of file.entries.entries()) {
    if (index % breatheEvery === 0) {
      await options.breathe(index, file.entries.length);
    }
    items.push(...readEntry(entry, index + 1, file.groups, options));
  }
  await options.breathe(file.entries.length, file.entries.length);
  return items;
}
