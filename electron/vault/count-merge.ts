/** What a merge would bring, or brought, in numbers that a person can judge by. Called by the session. */
import type { HeaderSlot } from './header-body.ts';
import type { MergePlan } from './merge-plan.ts';
import { settingNames } from './settings-times.ts';
import type { VaultState } from './vault-state.ts';
import type { MergeCounts, WayThere } from './vault-types.ts';

export function countMerge(here: VaultState, other: VaultState, plan: MergePlan): MergeCounts {
  let [newItems, newerItems, trashedItems, olderVersions] = [0, 0, 0, 0];
  for (const { itemId, versions, isNew, isNewer } of plan.missing) {
    newItems += isNew ? 1 : 0;
    newerItems += isNewer ? 1 : 0;
    trashedItems += isNewer && other.index.items.isInTrash(itemId) && !here.index.items.isInTrash(itemId) ? 1 : 0;
    olderVersions += versions.length - (isNew || isNewer ? 1 : 0);
  }
  const gone = plan.purged.filter(([itemId]) => here.index.items.has(itemId));
  return {
    newItems,
    newerItems,
    trashedItems,
    olderVersions,
    purgedItems: gone.length,
    purgedInUse: gone.filter(([itemId]) => !here.index.items.isInTrash(itemId)).length,
    tombstones: plan.purged.length,
    settings: settingNames.filter((name) => plan.settings !== null && plan.settings.settings[name] !== here.settings[name]),
    settingsSaved: plan.settings !== null,
    waysOnlyThere: waysMissing(other.header.slots, here.header.slots),
    waysOnlyHere: waysMissing(here.header.slots, other.header.slots),
  };
}

/** By id: a slot keeps its own through every change but its withdrawal. */
function waysMissing(from: readonly HeaderSlot[], within: readonly HeaderSlot[]): readonly WayThere[] {
  const known = new Set(within.map(({ slotId }) => slotId));
  return from.filter(({ slotId }) => !known.has(slotId)).map(({ kind, name }) => ({ kind, name }));
}
