/**
 * Every item of the open vault: its newest version, and where the older ones stand in the file. Older versions keep no overview in
 * memory. The newest version is the one of the greatest (time, version id), so that copies that diverged agree on it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import type { Change } from '../../shared/item.ts';
import type { VersionRow, WordPool } from './version-row.ts';

/** Where a row stands: in which frame, and at which place in its list of rows. */
export type RowPlace = { readonly frame: number; readonly index: number };

export type OlderVersion = {
  readonly versionId: string;
  readonly change: Change;
  readonly at: number;
  readonly device: string;
  readonly row: RowPlace;
};

export type ItemRecord = {
  current: VersionRow;
  place: RowPlace;
  /** Oldest first. */
  older: readonly OlderVersion[];
};

export type ItemIndex = {
  readonly items: Map<string, ItemRecord>;
  /** Item id to the time it was purged: it does not come back, not even from another copy. */
  readonly purged: Map<string, number>;
  readonly words: WordPool;
};

const none: readonly OlderVersion[] = Object.freeze([]);

export function makeItemIndex(): ItemIndex {
  return { items: new Map(), purged: new Map(), words: new Map() };
}

export function recordOf(index: ItemIndex, itemId: string): ItemRecord {
  const record = index.items.get(itemId);
  if (!record) {
    throw new VaultFailure('item.not-found');
  }
  return record;
}

export function addRow(index: ItemIndex, row: VersionRow, place: RowPlace): void {
  const { id, versionId } = row.overview;
  if (index.purged.has(id)) {
    return;
  }
  const record = index.items.get(id);
  if (!record) {
    index.items.set(id, { current: row, place, older: none });
    return;
  }
  if (record.current.overview.versionId === versionId || record.older.some((version) => version.versionId === versionId)) {
    return;
  }
  const [now, then] = [olderOf(row, place), olderOf(record.current, record.place)];
  if (isOlder(then, now)) {
    record.older = withVersion(record.older, then);
    record.current = row;
    record.place = place;
  } else {
    record.older = withVersion(record.older, now);
  }
}

export function purgeItem(index: ItemIndex, itemId: string, at: number): void {
  index.items.delete(itemId);
  index.purged.set(itemId, Math.min(at, index.purged.get(itemId) ?? at));
}

function olderOf({ overview }: VersionRow, row: RowPlace): OlderVersion {
  return { versionId: overview.versionId, change: overview.change, at: overview.updatedAt, device: overview.device, row };
}

function isOlder(left: OlderVersion, right: OlderVersion): boolean {
  return left.at === right.at ? left.versionId < right.versionId : left.at < right.at;
}

function withVersion(versions: readonly OlderVersion[], version: OlderVersion): readonly OlderVersion[] {
  let at = versions.length;
  for (let before = versions[at - 1]; before && isOlder(version, before); before = versions[at - 1]) {
    at -= 1;
  }
  return versions.toSpliced(at, 0, version);
}
