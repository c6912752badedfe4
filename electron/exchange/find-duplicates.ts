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

/** A version in the vault that looks the same as an item about to be taken in. */
export type Lookalike = { readonly itemId: string; readonly versionId: string };

/** For each item in turn, those outside the trash that look the same; empty for none. `breathe` is called again and again. */
export async function findDuplicates(
  items: readonly ItemContent[],
  existing: Iterable<Overview>,
  breathe: () => Promise<void>,
): Promise<readonly (readonly Lookalike[])[]> {
  // Most of what is in the vault has a title that no new item has, and is passed over by that alone.
  const titles = new Set(items.map(({ overview }) => overview.title.trim()));
  const known = new Map<string, Lookalike[]>();
  for (const overview of existing) {
    if (overview.deletedAt === null && titles.has(overview.title.trim())) {
      const key = keyOf(overview.kind, overview.title, overview.subtitle, overview.urls);
      known.set(key, [...(known.get(key) ?? []), { itemId: overview.id, versionId: overview.versionId }]);
    }
    await breathe();
  }
  const found: (readonly Lookalike[])[] = [];
  for (const { overview, details } of known.size === 0 ? [] : items) {
    found.push(known.get(keyOf(overview.kind, overview.title, subtitleOf(overview.kind, details.fields), overview.urls)) ?? none);
    await breathe();
  }
  return known.size === 0 ? items.map(() => none) : found;
}

const none: readonly Lookalike[] = Object.freeze([]);

/** True where nothing would be lost by leaving the new one out: all its values stand in the old one. */
export function isSameContent(item: ItemContent, existing: Details): boolean {
  const valueKey = (field: Field) => JSON.stringify([field.name, field.label, field.value]);
  const there = new Set(existing.fields.map(valueKey));
  return item.details.notes === existing.notes && item.details.fields.every((field) => there.has(valueKey(field)));
}
