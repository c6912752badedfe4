/**
 * The payload of an overview frame: up to a thousand rows, laid out so that opening and searching read columns and parse nothing
 * (docs/vault-format.md, "Overview payload"). A row is put together only when someone asks for it. Blocks are made here from rows,
 * by whoever writes frames or keeps a new row in memory, and read here after their frame was authenticated.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idFromHex } from '../../shared/ids.ts';
import { searchTextOf } from './search-text.ts';
import { encodeRow, flagBits, parsePlaces, parseRow } from './version-row.ts';
import type { RowPlaces, VersionRow, WordPool } from './version-row.ts';

/** Another first byte than that of a commit, which is `{`. */
const blockMark = 1;
const encodings = { latin1: 1, utf16: 2 } as const;
const headBytes = 16;
const idBytes = 16;
const rowBytes = 68;
const at = { itemId: 0, versionId: 16, updatedAt: 32, createdAt: 40, flags: 48, marks: 50, kind: 51, change: 52, device: 54, collection: 56, rest: 60, search: 64 } as const;
const marks = { trash: 1, tags: 2 } as const;

/** Places of a row (version-row.ts) that stand in the table; the others follow each other in the row's JSON. */
const inTable: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 11, 12]);

/** Places within the row's JSON. */
const restAt = { owner: 9, details: 10, attachments: 11 } as const;

type Dictionary = { readonly kinds: readonly string[]; readonly changes: readonly string[]; readonly devices: readonly string[]; readonly collections: readonly string[] };

export function isBlock(payload: Uint8Array): boolean {
  return payload[0] === blockMark;
}

function makeDictionary() {
  const places = new Map<string, number>();
  return {
    place(word: string): number {
      const known = places.get(word) ?? places.size;
      places.set(word, known);
      return known;
    },
    words: (): readonly string[] => [...places.keys()],
  };
}

export function packBlock(rows: readonly VersionRow[]): Buffer {
  const [kinds, changes, devices, collections] = [makeDictionary(), makeDictionary(), makeDictionary(), makeDictionary()];
  const table = Buffer.alloc(rows.length * rowBytes);
  const rests: string[] = [];
  const texts: string[] = [];
  let [restEnd, searchEnd] = [0, 0];
  rows.forEach((row, index) => {
    const { overview } = row;
    const base = index * rowBytes;
    const encoded = encodeRow(row);
    const rest = JSON.stringify(encoded.filter((_, place) => !inTable.has(place)));
    const text = searchTextOf(overview);
    restEnd += Buffer.byteLength(rest);
    searchEnd += text.length;
    rests.push(rest);
    texts.push(text);
    table.write(overview.id.replaceAll('-', ''), base + at.itemId, idBytes, 'hex');
    table.write(overview.versionId.replaceAll('-', ''), base + at.versionId, idBytes, 'hex');
    writeTime(table, overview.updatedAt, base + at.updatedAt);
    writeTime(table, overview.createdAt, base + at.createdAt);
    table.writeUInt16BE(Number(encoded[12]), base + at.flags);
    table.writeUInt8((overview.deletedAt === null ? 0 : marks.trash) | (overview.tags.length > 0 ? marks.tags : 0), base + at.marks);
    table.writeUInt8(kinds.place(overview.kind), base + at.kind);
    table.writeUInt8(changes.place(overview.change), base + at.change);
    table.writeUInt16BE(devices.place(overview.device), base + at.device);
    table.writeUInt16BE(overview.collection === null ? 0 : collections.place(overview.collection) + 1, base + at.collection);
    table.writeUInt32BE(restEnd, base + at.rest);
    table.writeUInt32BE(searchEnd, base + at.search);
  });
  const dictionary = Buffer.from(JSON.stringify([kinds.words(), changes.words(), devices.words(), collections.words()]), 'utf8');
  const text = texts.join('');
  const narrow = /^[\0-\xff]*$/u.test(text);
  const search = Buffer.from(text, narrow ? 'latin1' : 'utf16le');
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(blockMark, 0);
  head.writeUInt8(narrow ? encodings.latin1 : encodings.utf16, 1);
  head.writeUInt16BE(rows.length, 2);
  head.writeUInt32BE(dictionary.length, 4);
  head.writeUInt32BE(restEnd, 8);
  head.writeUInt32BE(search.length, 12);
  return Buffer.concat([head, dictionary, table, Buffer.from(rests.join(''), 'utf8'), search]);
}

/** The sixteen bytes of an id as four words. */
export type IdWords = readonly [number, number, number, number];

type Layout = { readonly table: number; readonly rests: number; readonly search: number; readonly narrow: boolean };

/**
 * A block that was opened. It keeps the payload and reads from it as long as it is used. A class, so that looking through a hundred
 * of them runs the same code a hundred times.
 */
export class OverviewBlock {
  readonly count: number;
  private readonly payload: Buffer;
  private readonly layout: Layout;
  private readonly words: Dictionary;
  private text: string | null = null;

  constructor(payload: Buffer, count: number, layout: Layout, words: Dictionary) {
    this.payload = payload;
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

  /** The item's id as four words. */
  idWords(row: number): IdWords {
    const place = this.place(row, at.itemId);
    const { payload } = this;
    return [payload.readUInt32BE(place), payload.readUInt32BE(place + 4), payload.readUInt32BE(place + 8), payload.readUInt32BE(place + 12)];
  }

  versionId(row: number): string {
    return this.id(this.place(row, at.versionId));
  }

  updatedAt(row: number): number {
    return readTime(this.payload, this.place(row, at.updatedAt));
  }

  createdAt(row: number): number {
    return readTime(this.payload, this.place(row, at.createdAt));
  }

  kind(row: number): string {
    return wordAt(this.words.kinds, this.payload[this.place(row, at.kind)]);
  }

  change(row: number): string {
    return wordAt(this.words.changes, this.payload[this.place(row, at.change)]);
  }

  device(row: number): string {
    return wordAt(this.words.devices, this.payload.readUInt16BE(this.place(row, at.device)));
  }

  collection(row: number): string | null {
    const known = this.payload.readUInt16BE(this.place(row, at.collection));
    return known === 0 ? null : wordAt(this.words.collections, known - 1);
  }

  isFavourite(row: number): boolean {
    return (this.payload.readUInt16BE(this.place(row, at.flags)) & flagBits.favourite) !== 0;
  }

  isTouchRequired(row: number): boolean {
    return (this.payload.readUInt16BE(this.place(row, at.flags)) & flagBits.touchRequired) !== 0;
  }

  isInTrash(row: number): boolean {
    return ((this.payload[this.place(row, at.marks)] ?? 0) & marks.trash) !== 0;
  }

  hasTags(row: number): boolean {
    return ((this.payload[this.place(row, at.marks)] ?? 0) & marks.tags) !== 0;
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
    return row < 0 ? 0 : this.payload.readUInt32BE(this.place(row, at.search));
  }

  /** The whole row, parsed and checked. */
  row(row: number, pool: WordPool): VersionRow {
    const [title, subtitle, urls, tags, ...more] = this.rest(row);
    const named = [this.itemId(row), this.versionId(row), this.change(row), this.updatedAt(row), this.createdAt(row), this.device(row), this.kind(row)];
    const flags = this.payload.readUInt16BE(this.place(row, at.flags));
    return parseRow([...named, title, subtitle, urls, tags, this.collection(row), flags, ...more], pool);
  }

  /** Where the blobs of a row lie, without putting the row together. */
  places(row: number): RowPlaces {
    const rest = this.rest(row);
    return parsePlaces(this.versionId(row), rest[restAt.owner], rest[restAt.details], rest[restAt.attachments]);
  }

  private rest(row: number): readonly unknown[] {
    const { rests } = this.layout;
    const from = row === 0 ? 0 : this.payload.readUInt32BE(this.place(row - 1, at.rest));
    return parseList(this.payload.toString('utf8', rests + from, rests + this.payload.readUInt32BE(this.place(row, at.rest))));
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
function writeTime(table: Buffer, time: number, offset: number): void {
  table.writeUInt32BE(Math.floor(time / 2 ** 32), offset);
  table.writeUInt32BE(time % 2 ** 32, offset + 4);
}

function readTime(payload: Buffer, offset: number): number {
  return payload.readUInt32BE(offset) * 2 ** 32 + payload.readUInt32BE(offset + 4);
}

/** Ends that run backwards or out of the block would make a row of another row's bytes. */
function requireEnds(payload: Buffer, ends: { readonly table: number; readonly count: number; readonly restUnits: number; readonly searchUnits: number }): void {
  let [rest, search] = [0, 0];
  for (let row = 0; row < ends.count; row += 1) {
    const base = ends.table + row * rowBytes;
    const [nextRest, nextSearch] = [payload.readUInt32BE(base + at.rest), payload.readUInt32BE(base + at.search)];
    if (nextRest < rest || nextSearch < search) {
      throw wrongBlock();
    }
    [rest, search] = [nextRest, nextSearch];
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

function wrongBlock(): VaultFailure {
  return new VaultFailure('vault.damaged', { check: 'overview' });
}
