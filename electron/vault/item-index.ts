/**
 * Every item of the open vault: its newest version, and where the older ones stand in the file. Older versions keep no overview in
 * memory. The newest version is the one of the greatest (time, version id), so that copies that diverged agree on it.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { change } from '../../shared/item.ts';
import type { Change } from '../../shared/item.ts';
import { makeIdTable, wordsOf } from './id-table.ts';
import type { IdTable } from './id-table.ts';
import { openBlock } from './overview-block.ts';
import { packBlock } from './pack-block.ts';
import { makeRowStore } from './row-store.ts';
import type { RowPlace, RowStore } from './row-store.ts';
import type { VersionRow, WordPool } from './version-row.ts';

export type { RowPlace } from './row-store.ts';

export type OlderVersion = {
  readonly versionId: string;
  readonly change: Change;
  readonly at: number;
  readonly device: string;
  readonly row: RowPlace;
};

export type ItemRecord = {
  readonly current: VersionRow;
  /** Oldest first. */
  readonly older: readonly OlderVersion[];
};

/** What the columns tell of an item: its newest version, and the older ones. */
export type NewestVersion = { readonly itemId: string; readonly versionId: string; readonly version: () => OlderVersion; readonly older: readonly OlderVersion[] };

export type ItemIndex = {
  readonly items: ItemTable;
  /** Item id to the time it was purged: it does not come back, not even from another copy. */
  readonly purged: Map<string, number>;
  readonly rows: RowStore;
  readonly words: WordPool;
};

const none: readonly OlderVersion[] = Object.freeze([]);

/** The items by id, as a map is asked; what it gives is put together when asked for, from the rows. */
export class ItemTable {
  readonly ids: IdTable;
  /** By number of the row that is current. */
  readonly older = new Map<number, readonly OlderVersion[]>();
  private readonly rows: RowStore;
  private readonly words: WordPool;

  constructor(rows: RowStore, words: WordPool) {
    this.rows = rows;
    this.words = words;
    this.ids = makeIdTable(rows);
  }

  get size(): number {
    return this.ids.size();
  }

  has(itemId: string): boolean {
    return this.numberOf(itemId) >= 0;
  }

  get(itemId: string): ItemRecord | undefined {
    const number = this.numberOf(itemId);
    return number < 0 ? undefined : this.recordAt(number);
  }

  isInTrash(itemId: string): boolean {
    const number = this.numberOf(itemId);
    return number >= 0 && this.rows.blockOf(number).isInTrash(this.rows.rowOf(number));
  }

  /** Ids of the items in the trash. */
  *trash(): Generator<string> {
    for (const number of this.numbers()) {
      const [block, row] = [this.rows.blockOf(number), this.rows.rowOf(number)];
      if (block.isInTrash(row)) {
        yield block.itemId(row);
      }
    }
  }

  /** The trash included, in the order in which the newest versions came. */
  *values(): Generator<ItemRecord> {
    for (const number of this.numbers()) {
      yield this.recordAt(number);
    }
  }

  /** The newest version of each item, from the columns alone: no row is put together. */
  *newest(): Generator<NewestVersion> {
    for (const number of this.numbers()) {
      yield this.newestAt(number);
    }
  }

  newestOf(itemId: string): NewestVersion | undefined {
    const number = this.numberOf(itemId);
    return number < 0 ? undefined : this.newestAt(number);
  }

  private *numbers(): Generator<number> {
    for (const number of this.rows.living()) {
      // SECURITY: nothing is left to whoever was walking when the items were forgotten, nor may he take what there was for all of it.
      if (number >= this.rows.size()) {
        throw new VaultFailure('vault.locked');
      }
      yield number;
    }
  }

  clear(): void {
    this.ids.clear();
    this.older.clear();
  }

  private numberOf(itemId: string): number {
    return this.ids.find(wordsOf(itemId));
  }

  private newestAt(number: number): NewestVersion {
    const [block, row] = [this.rows.blockOf(number), this.rows.rowOf(number)];
    return { itemId: block.itemId(row), versionId: block.versionId(row), version: () => versionOf(this.rows, number), older: this.older.get(number) ?? none };
  }

  private recordAt(number: number): ItemRecord {
    return { current: rowAt(this.rows, this.words, number), older: this.older.get(number) ?? none };
  }
}

export function makeItemIndex(): ItemIndex {
  const [rows, words]: [RowStore, WordPool] = [makeRowStore(), new Map()];
  return { items: new ItemTable(rows, words), purged: new Map(), rows, words };
}

export function recordOf(index: ItemIndex, itemId: string): ItemRecord {
  const record = index.items.get(itemId);
  if (!record) {
    throw new VaultFailure('item.not-found');
  }
  return record;
}

function rowAt(rows: RowStore, words: WordPool, number: number): VersionRow {
  return rows.blockOf(number).row(rows.rowOf(number), words);
}

/** The row of a number; each call puts it together anew. */
export function rowOf({ rows, words }: ItemIndex, number: number): VersionRow {
  return rowAt(rows, words, number);
}

/** Takes in the rows of an overview frame. The index keeps `payload`. */
export function addBlock(index: ItemIndex, payload: Buffer, frame: number): void {
  addRows(index, payload, { frame, index: 0 });
}

export function addRow(index: ItemIndex, row: VersionRow, place: RowPlace): void {
  addRows(index, packBlock([row]), place);
}

function addRows(index: ItemIndex, payload: Buffer, place: RowPlace): void {
  const block = openBlock(payload);
  const first = index.rows.add(block, place);
  for (let number = first; number < first + block.count; number += 1) {
    addNumber(index, number);
  }
  index.rows.dropIfDead(first);
}

function addNumber({ items, purged, rows }: ItemIndex, number: number): void {
  if (purged.size > 0 && purged.has(rows.blockOf(number).itemId(rows.rowOf(number)))) {
    return;
  }
  const current = items.ids.claim(number);
  if (current < 0) {
    rows.revive(number);
    return;
  }
  const [then, now] = [versionOf(rows, current), versionOf(rows, number)];
  const older = items.older.get(current) ?? none;
  if (then.versionId === now.versionId || older.some((version) => version.versionId === now.versionId)) {
    return;
  }
  if (!isOlder(then, now)) {
    items.older.set(current, withVersion(older, now));
    return;
  }
  items.older.delete(current);
  items.older.set(number, withVersion(older, then));
  items.ids.set(number);
  rows.kill(current);
  rows.revive(number);
}

export function purgeItem({ items, purged, rows }: ItemIndex, itemId: string, at: number): void {
  const id = wordsOf(itemId);
  const number = items.ids.find(id);
  if (number >= 0) {
    rows.kill(number);
    items.ids.remove(id);
    items.older.delete(number);
  }
  purged.set(itemId, Math.min(at, purged.get(itemId) ?? at));
}

/** Forgets every item, and overwrites what can be overwritten. */
export function forgetItems({ items, rows, words }: ItemIndex): void {
  items.clear();
  words.clear();
  rows.forget();
}

function versionOf(rows: RowStore, number: number): OlderVersion {
  const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
  return { versionId: block.versionId(row), change: knownChange(block.change(row)), at: block.updatedAt(row), device: block.device(row), row: rows.placeOf(number) };
}

function knownChange(name: string): Change {
  const known = change.safeParse(name);
  if (!known.success) {
    throw new VaultFailure('vault.damaged', { check: 'overview' });
  }
  return known.data;
}

/** By (time, version id): of all versions of an item the one that is older than none is current. */
export function isOlder(left: OlderVersion, right: OlderVersion): boolean {
  return left.at === right.at ? left.versionId < right.versionId : left.at < right.at;
}

function withVersion(versions: readonly OlderVersion[], version: OlderVersion): readonly OlderVersion[] {
  let at = versions.length;
  for (let before = versions[at - 1]; before && isOlder(version, before); before = versions[at - 1]) {
    at -= 1;
  }
  return versions.toSpliced(at, 0, version);
}
