/**
 * What another copy of this vault has that the open one lacks: versions by id, tombstones, later settings. Looks only into the two
 * indexes and writes nothing; reading and writing what was found is `merge-vault.ts`, counting it for people `count-merge.ts`.
 */
import type { ItemIndex, ItemRecord, RowPlace } from './item-index.ts';
import { sameSettings, uniteSettings } from './settings-times.ts';
import type { SaidSettings } from './settings-times.ts';
import type { VaultState } from './vault-state.ts';

/** Versions of one item that are missing here. */
export type MissingVersions = {
  readonly itemId: string;
  readonly versions: readonly { readonly versionId: string; readonly place: RowPlace }[];
  /** Whether the item was here before; and whether its newest version is among the missing. */
  readonly isNew: boolean;
  readonly isNewer: boolean;
};

export type MergePlan = {
  readonly missing: readonly MissingVersions[];
  /** Tombstones that are not here, or of an earlier time. */
  readonly purged: readonly (readonly [itemId: string, at: number])[];
  /** What holds afterwards; null where that is what holds here. */
  readonly settings: SaidSettings | null;
};

export function planMerge(here: VaultState, other: VaultState): MergePlan {
  const settings = uniteSettings(here, other);
  return {
    missing: [...other.index.items].flatMap(([itemId, record]) => missingOf(here.index, itemId, record)),
    purged: [...other.index.purged].filter(([itemId, at]) => at < (here.index.purged.get(itemId) ?? Infinity)),
    settings: sameSettings(settings, here) ? null : settings,
  };
}

export function isNothing(plan: MergePlan): boolean {
  return plan.missing.length === 0 && plan.purged.length === 0 && plan.settings === null;
}

/** SECURITY: what was purged here stays away, whatever another copy still holds of it. */
function missingOf(here: ItemIndex, itemId: string, theirs: ItemRecord): readonly MissingVersions[] {
  if (here.purged.has(itemId)) {
    return [];
  }
  const ours = here.items.get(itemId);
  if (ours && ours.versionId === theirs.versionId && theirs.older.length === 0) {
    return [];
  }
  const known = new Set(ours ? [ours.versionId, ...ours.older.map(({ versionId }) => versionId)] : []);
  const versions = [...theirs.older.map(({ versionId, row }) => ({ versionId, place: row })), { versionId: theirs.versionId, place: theirs.rowPlace }].filter(
    ({ versionId }) => !known.has(versionId),
  );
  if (versions.length === 0) {
    return [];
  }
  return [{ itemId, versions, isNew: !ours, isNewer: ours !== undefined && isLater(theirs, ours) }];
}

/** By the rule of the index: the greater (time, version id) is the current one. */
function isLater(left: ItemRecord, right: ItemRecord): boolean {
  const [a, b] = [left.current.overview.updatedAt, right.current.overview.updatedAt];
  return a === b ? left.versionId > right.versionId : a > b;
}
