/**
 * Which of the items about to be taken in are in the vault already, judged by what is known without decrypting:
 * kind, title, username and hosts. Whether the rest agrees too says `isSameContent`. Called by the import calls.
 */
import type { Details, Field, Overview } from '../../shared/item.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';
import { subtitleOf } from '../../shared/kinds/row-fields.ts';
import type { ItemContent } from '../vault/vault-types.ts';
import { placeName } from './saved-address.ts';

function keyOf(kind: KindName, title: string, subtitle: string, urls: readonly { readonly url: string }[]): string {
  const places = [...new Set(urls.map(({ url }) => placeName(url) || url))].sort();
  return JSON.stringify([kind, title.trim(), subtitle.trim(), places]);
}

/** For each item in turn, the ids of items outside the trash that look the same; empty for none. */
export function findDuplicates(items: readonly ItemContent[], existing: Iterable<Overview>): readonly (readonly string[])[] {
  const known = new Map<string, string[]>();
  for (const overview of existing) {
    if (overview.deletedAt !== null) {
      continue;
    }
    const key = keyOf(overview.kind, overview.title, overview.subtitle, overview.urls);
    const ids = known.get(key);
    if (ids) {
      ids.push(overview.id);
    } else {
      known.set(key, [overview.id]);
    }
  }
  return items.map((item) => known.get(keyOf(item.overview.kind, item.overview.title, subtitleOf(item.overview.kind, item.details.fields), item.overview.urls)) ?? []);
}

/** True where nothing would be lost by leaving the new one out: all its values stand in the old one. */
export function isSameContent(item: ItemContent, existing: Details): boolean {
  const valueKey = (field: Field) => JSON.stringify([field.name, field.label, field.value]);
  const there = new Set(existing.fields.map(valueKey));
  return item.details.notes === existing.notes && item.details.fields.every((field) => there.has(valueKey(field)));
}
