/**
 * Every item of the open vault: its newest version, and where the older ones stand in the file. Older versions keep no overview in
 * memory. The newest version is the one of the greatest (time, version id), so that copies that diverged agree on it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { change } from '../../shared/item.ts';
import type { Change } from '../../shared/item.ts';
import { openBlock, packBlock } from './overview-block.ts';
import { makeRowStore } from './row-store.ts';
import type { RowStore } from './row-store.ts';
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

/** A class, so that a hundred thousand of them share their getters and take a few words each. Changed by `addRow` only. */
class ItemRecordInRows {
  number: number;
  /** Oldest first. */
  older: readonly OlderVersion[] = none;
  private readonly index: ItemIndex;
  private frame: number;
  private place: number;

  constructor(index: ItemIndex, number: number, place: RowPlace) {
    this.index = index;
    this.number = number;
    this.frame = place.frame;
    this.place = place.index;
  }

  /** Put together anew each time: ask once. */
  get current(): VersionRow {
    return rowOf(this.index, this.number);
  }

  get versionId(): string {
    return this.index.rows.blockOf(this.number).versionId(this.index.rows.rowOf(this.number));
  }

  get isInTrash(): boolean {
    return this.index.rows.blockOf(this.number).isInTrash(this.index.rows.rowOf(this.number));
  }

  /** Where the current version stands. */
  get rowPlace(): RowPlace {
    return { frame: this.frame, index: this.place };
  }

  supersede(number: number, place: RowPlace): void {
    this.number = number;
    this.frame = place.frame;
    this.place = place.index;
  }
}

export type ItemRecord = ItemRecordInRows;

export type ItemIndex = {
  readonly items: Map<string, ItemRecord>;
  /** Item id to the time it was purged: it does not come back, not even from another copy. */
  readonly purged: Map<string, number>;
  readonly rows: RowStore;
  readonly words: WordPool;
};

const none: readonly OlderVersion[] = Object.freeze([]);

export function makeItemIndex(): ItemIndex {
  return { items: new Map(), purged: new Map(), rows: makeRowStore(), words: new Map() };
}

export function recordOf(index: ItemIndex, itemId: string): ItemRecord {
  const record = index.items.get(itemId);
  if (!record) {
    throw new VaultFailure('item.not-found');
  }
  return record;
}

/** The row of a number; each call puts it together anew. */
export function rowOf({ rows, words }: ItemIndex, number: number): VersionRow {
  return rows.blockOf(number).row(rows.rowOf(number), words);
}

/** Takes in the rows of an overview frame. The index keeps `payload`. */
export function addBlock(index: ItemIndex, payload: Buffer, frame: number): void {
  const block = openBlock(payload);
  const first = index.rows.add(block);
  for (let row = 0; row < block.count; row += 1) {
    addNumber(index, first + row, { frame, index: row });
  }
  index.rows.dropIfDead(first);
}

export function addRow(index: ItemIndex, row: VersionRow, place: RowPlace): void {
  const first = index.rows.add(openBlock(packBlock([row])));
  addNumber(index, first, place);
  index.rows.dropIfDead(first);
}

function addNumber(index: ItemIndex, number: number, place: RowPlace): void {
  const { items, purged, rows } = index;
  const itemId = rows.blockOf(number).itemId(rows.rowOf(number));
  if (purged.has(itemId)) {
    return;
  }
  const record = items.get(itemId);
  if (!record) {
    items.set(itemId, new ItemRecordInRows(index, number, place));
    rows.revive(number);
    return;
  }
  const now = versionOf(rows, number, place);
  if (record.versionId === now.versionId || record.older.some((version) => version.versionId === now.versionId)) {
    return;
  }
  const then = versionOf(rows, record.number, record.rowPlace);
  if (!isOlder(then, now)) {
    record.older = withVersion(record.older, now);
    return;
  }
  record.older = withVersion(record.older, then);
  rows.kill(record.number);
  rows.revive(number);
  record.supersede(number, place);
}

export function purgeItem({ items, purged, rows }: ItemIndex, itemId: string, at: number): void {
  const record = items.get(itemId);
  if (record) {
    rows.kill(record.number);
    items.delete(itemId);
  }
  purged.set(itemId, Math.min(at, purged.get(itemId) ?? at));
}

/** Forgets every item, and overwrites what can be overwritten. */
export function forgetItems({ items, rows, words }: ItemIndex): void {
  items.clear();
  words.clear();
  rows.forget();
}

function versionOf(rows: RowStore, number: number, row: RowPlace): OlderVersion {
  const [block, place] = [rows.blockOf(number), rows.rowOf(number)];
  return { versionId: block.versionId(place), change: knownChange(block.change(place)), at: block.updatedAt(place), device: block.device(place), row };
}

function knownChange(name: string): Change {
  const known = change.safeParse(name);
  if (!known.success) {
    throw new VaultFailure('vault.damaged', { check: 'overview' });
  }
  return known.data;
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
