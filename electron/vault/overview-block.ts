/**
 * The payload of an overview frame: up to a thousand rows, laid out so that opening and searching read columns and parse nothing
 * (docs/vault-format.md, "Overview payload"). A row is put together only when someone asks for it. Read here after their frame was
 * authenticated; made in `pack-block.ts`.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idFromHex } from '../../shared/ids.ts';
import { blockAt as at, blockMark, encodings, headBytes, idBytes, marks, rowBytes } from './block-layout.ts';
import { moveAttachments, moveBlob } from './move-places.ts';
import type { FindMoved } from './move-places.ts';
import type { RowParts } from './pack-block.ts';
import { encodePlaces, flagBits, parseBlobs, parseRow } from './version-row.ts';
import type { RowBlobs, VersionRow, WordPool } from './version-row.ts';

/** Places within the row's JSON. */
const restAt = { owner: 9, details: 10, attachments: 11 } as const;

type Dictionary = { readonly kinds: readonly string[]; readonly changes: readonly string[]; readonly devices: readonly string[]; readonly collections: readonly string[] };

export function isBlock(payload: Uint8Array): boolean {
  return payload[0] === blockMark;
}

type Layout = { readonly table: number; readonly rests: number; readonly search: number; readonly narrow: boolean };

/**
 * A block that was opened. It keeps the payload and reads from it as long as it is used. A class, so that looking through a hundred
 * of them runs the same code a hundred times.
 */
export class OverviewBlock {
  readonly count: number;
  /** The words that the numbers of `kindPlace` and `collectionPlace` stand for. */
  readonly words: Dictionary;
  private readonly payload: Buffer;
  private readonly columns: DataView;
  private readonly layout: Layout;
  private text: string | null = null;

  constructor(payload: Buffer, count: number, layout: Layout, words: Dictionary) {
    this.payload = payload;
    this.columns = columnsOf(payload);
    this.count = count;
    this.layout = layout;
    this.words = words;
  }

  private id(place: number): string {
    return idFromHex(this.payload.toString('hex', place, place + idBytes));
  }

  private place(row: number, column: number): number {
    return this.layout.table + row * rowBytes + column;
  }

  itemId(row: number): string {
    return this.id(this.place(row, at.itemId));
  }

  /** Word 0 to 3 of the item's id. */
  idWord(row: number, word: number): number {
    return this.columns.getUint32(this.place(row, at.itemId) + word * 4);
  }

  versionId(row: number): string {
    return this.id(this.place(row, at.versionId));
  }

  updatedAt(row: number): number {
    return readTime(this.columns, this.place(row, at.updatedAt));
  }

  createdAt(row: number): number {
    return readTime(this.columns, this.place(row, at.createdAt));
  }

  kind(row: number): string {
    return wordAt(this.words.kinds, this.kindPlace(row));
  }

  /** Place of the row's kind among the block's. */
  kindPlace(row: number): number {
    return this.columns.getUint8(this.place(row, at.kind));
  }

  change(row: number): string {
    return wordAt(this.words.changes, this.payload[this.place(row, at.change)]);
  }

  device(row: number): string {
    return wordAt(this.words.devices, this.columns.getUint16(this.place(row, at.device)));
  }

  collection(row: number): string | null {
    const known = this.collectionPlace(row);
    return known < 0 ? null : wordAt(this.words.collections, known);
  }

  /** Place of the row's collection among the block's; -1 where it is in none. */
  collectionPlace(row: number): number {
    return this.columns.getUint16(this.place(row, at.collection)) - 1;
  }

  isFavourite(row: number): boolean {
    return (this.columns.getUint16(this.place(row, at.flags)) & flagBits.favourite) !== 0;
  }

  isTouchRequired(row: number): boolean {
    return (this.columns.getUint16(this.place(row, at.flags)) & flagBits.touchRequired) !== 0;
  }

  isInTrash(row: number): boolean {
    return (this.columns.getUint8(this.place(row, at.marks)) & marks.trash) !== 0;
  }

  hasTags(row: number): boolean {
    return (this.columns.getUint8(this.place(row, at.marks)) & marks.tags) !== 0;
  }

  tags(row: number): readonly string[] {
    const [, , , tags] = this.rest(row);
    return wordList(tags);
  }

  /** Folded text of all rows one behind the other (search-text.ts). */
  searchText(): string {
    this.text ??= this.payload.toString(this.layout.narrow ? 'latin1' : 'utf16le', this.layout.search);
    return this.text;
  }

  /** Row `row` has the units of the search text from `searchEnd(row - 1)` to `searchEnd(row)`. */
  searchEnd(row: number): number {
    return row < 0 ? 0 : this.columns.getUint32(this.place(row, at.search));
  }

  /** The first unit of the row's search text, read where it lies; a row has one at least. */
  firstUnit(row: number): number {
    const { narrow, search } = this.layout;
    const unit = this.searchEnd(row - 1);
    return narrow ? this.columns.getUint8(search + unit) : this.columns.getUint16(search + unit * 2, true);
  }

  /** The whole row, parsed and checked. */
  row(row: number, pool: WordPool): VersionRow {
    const [title, subtitle, urls, tags, ...more] = this.rest(row);
    const named = [this.itemId(row), this.versionId(row), this.change(row), this.updatedAt(row), this.createdAt(row), this.device(row), this.kind(row)];
    const flags = this.columns.getUint16(this.place(row, at.flags));
    return parseRow([...named, title, subtitle, urls, tags, this.collection(row), flags, ...more], pool);
  }

  /** Where the blobs of a row lie, without putting the row together. */
  blobs(row: number): RowBlobs {
    const rest = this.rest(row);
    return parseBlobs(rest[restAt.owner], rest[restAt.details], rest[restAt.attachments]);
  }

  /** The row in pieces, its blobs where `find` says that they lie now. */
  moved(row: number, find: FindMoved): RowParts {
    const rest = this.rest(row);
    const { details, attachments } = parseBlobs(rest[restAt.owner], rest[restAt.details], rest[restAt.attachments]);
    const places = { details: moveBlob(details, find), attachments: moveAttachments(attachments, find) };
    const from = this.place(row, 0);
    const text = this.searchText();
    return {
      columns: this.payload.subarray(from, from + rowBytes),
      kind: this.kind(row),
      change: this.change(row),
      device: this.device(row),
      collection: this.collection(row),
      rest: JSON.stringify([...rest.slice(0, restAt.details), ...encodePlaces(places)]),
      searchText: text.slice(this.searchEnd(row - 1), this.searchEnd(row)),
    };
  }

  private rest(row: number): readonly unknown[] {
    const { rests } = this.layout;
    const from = row === 0 ? 0 : this.columns.getUint32(this.place(row - 1, at.rest));
    return parseList(this.payload.toString('utf8', rests + from, rests + this.columns.getUint32(this.place(row, at.rest))));
  }

  /** Overwrites what can be overwritten. */
  forget(): void {
    this.payload.fill(0);
    this.text = null;
  }
}

export function openBlock(payload: Buffer): OverviewBlock {
  if (payload.length < headBytes || !isBlock(payload)) {
    throw wrongBlock();
  }
  const narrow = payload[1] === encodings.latin1;
  const count = payload.readUInt16BE(2);
  const table = headBytes + payload.readUInt32BE(4);
  const rests = table + count * rowBytes;
  const search = rests + payload.readUInt32BE(8);
  const searchBytes = payload.readUInt32BE(12);
  if ((!narrow && payload[1] !== encodings.utf16) || search + searchBytes !== payload.length) {
    throw wrongBlock();
  }
  requireEnds(payload, { table, count, restUnits: search - rests, searchUnits: narrow ? searchBytes : searchBytes / 2 });
  return new OverviewBlock(payload, count, { table, rests, search, narrow }, parseDictionary(payload.subarray(headBytes, table)));
}

/** Milliseconds as u64. */
function readTime(columns: DataView, offset: number): number {
  return columns.getUint32(offset) * 2 ** 32 + columns.getUint32(offset + 4);
}

/** Ends that run backwards or out of the block would make a row of another row's bytes. */
function requireEnds(payload: Buffer, ends: { readonly table: number; readonly count: number; readonly restUnits: number; readonly searchUnits: number }): void {
  const columns = columnsOf(payload);
  let rest = 0;
  let search = 0;
  for (let row = 0; row < ends.count; row += 1) {
    const base = ends.table + row * rowBytes;
    const nextRest = columns.getUint32(base + at.rest);
    const nextSearch = columns.getUint32(base + at.search);
    // No row without a unit of search text: what reads the first one would read another row's.
    if (nextRest < rest || nextSearch <= search) {
      throw wrongBlock();
    }
    rest = nextRest;
    search = nextSearch;
  }
  if (rest !== ends.restUnits || search !== ends.searchUnits) {
    throw wrongBlock();
  }
}

function parseDictionary(bytes: Buffer): Dictionary {
  const [kinds, changes, devices, collections] = parseList(bytes.toString('utf8')).map(wordList);
  if (!kinds || !changes || !devices || !collections) {
    throw wrongBlock();
  }
  return { kinds, changes, devices, collections };
}

function wordList(value: unknown): readonly string[] {
  if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) {
    throw wrongBlock();
  }
  return value;
}

function wordAt(words: readonly string[], place: number | undefined): string {
  const word = words[place ?? -1];
  if (word === undefined) {
    throw wrongBlock();
  }
  return word;
}

function parseList(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) {
      return parsed;
    }
  } catch {
    // Said below, without the text.
  }
  throw wrongBlock();
}

function columnsOf(payload: Buffer): DataView {
  return new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
}

function wrongBlock(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'overview' });
}
