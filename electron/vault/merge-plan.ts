/**
 * What another copy of this vault has that the open one lacks: versions by id, tombstones, later settings. Looks only into the two
 * indexes and writes nothing; reading and writing what was found is `merge-vault.ts`, counting it for people `count-merge.ts`.
 */
import { makeBreath } from './breath.ts';
import { isOlder } from './item-index.ts';
import type { ItemIndex, NewestVersion, OlderVersion } from './item-index.ts';
import { requireMeantTime } from './require-meant.ts';
import { sameSettings, uniteSettings } from './settings-times.ts';
import type { SaidSettings } from './settings-times.ts';
import type { VaultState } from './vault-state.ts';

/** Versions of one item that are missing here. */
export type MissingVersions = {
  readonly itemId: string;
  readonly versions: readonly OlderVersion[];
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

export async function planMerge(here: VaultState, other: VaultState, signal?: AbortSignal): Promise<MergePlan> {
  const breathe = makeBreath(signal);
  const missing: MissingVersions[] = [];
  for (const newest of other.index.items.newest()) {
    const found = missingOf(here.index, newest);
    if (found) {
      found.versions.forEach(({ at }) => requireMeantTime(at));
      missing.push(found);
    }
    await breathe();
  }
  Object.values(other.settingsAt).forEach(requireMeantTime);
  const settings = uniteSettings(here, other);
  return {
    missing,
    purged: [...other.index.purged].filter(([itemId, at]) => at < (here.index.purged.get(itemId) ?? Infinity)),
    settings: sameSettings(settings, here) ? null : settings,
  };
}

export function isNothing(plan: MergePlan): boolean {
  return plan.missing.length === 0 && plan.purged.length === 0 && plan.settings === null;
}

/** SECURITY: what was purged here stays away, whatever another copy still holds of it. */
function missingOf(here: ItemIndex, { itemId, versionId, version, older }: NewestVersion): MissingVersions | null {
  if (here.purged.has(itemId)) {
    return null;
  }
  const ours = here.items.newestOf(itemId);
  if (!ours) {
    return { itemId, versions: [...older, version()], isNew: true, isNewer: false };
  }
  if (ours.versionId === versionId && older.length === 0) {
    return null;
  }
  const known = new Set([ours.versionId, ...ours.older.map((past) => past.versionId)]);
  const missing = older.filter((past) => !known.has(past.versionId));
  const newest = known.has(versionId) ? [] : [version()];
  if (missing.length + newest.length === 0) {
    return null;
  }
  return { itemId, versions: [...missing, ...newest], isNew: false, isNewer: newest.some((candidate) => isOlder(ours.version(), candidate)) };
}
