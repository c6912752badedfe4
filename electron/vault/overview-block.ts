/**
 * The payload of an overview frame: up to a thousand rows, laid out so that opening and searching read columns and parse nothing
 * (docs/vault-format.md, "Overview payload"). A row is put together only when someone asks for it. Blocks are made here from rows,
 * by whoever writes frames or keeps a new row in memory, and read here after their frame was authenticated.
 */
import { VaultFailure } from '../../shared/failure.ts';
import { idFromHex } from '../../shared/ids.ts';
import { searchTextOf } from './search-text.ts';
import { encodeRow, flagBits, parseRow } from './version-row.ts';
import type { VersionRow, WordPool } from './version-row.ts';

/** Another first byte than that of a commit, which is `{`. */
const blockMark = 1;
const encodings = { latin1: 1, utf16: 2 } as const;
const headBytes = 16;
const idText = 36;
const rowBytes = 88;
const at = { itemId: 0, versionId: 36, updatedAt: 52, createdAt: 60, flags: 68, marks: 70, kind: 71, change: 72, device: 74, collection: 76, rest: 80, search: 84 } as const;
const marks = { trash: 1, tags: 2 } as const;
export const mostRowsInBlock = 65_535;

/** Places of a row (version-row.ts) that stand in the table; the others follow each other in the row's JSON. */
const inTable: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 11, 12]);

type Dictionary = { readonly kinds: readonly string[]; readonly changes: readonly string[]; readonly devices: readonly string[]; readonly collections: readonly string[] };

export type OverviewBlock = {
  readonly count: number;
  itemId(row: number): string;
  versionId(row: number): string;
  updatedAt(row: number): number;
  createdAt(row: number): number;
  kind(row: number): string;
  change(row: number): string;
  device(row: number): string;
  collection(row: number): string | null;
  isFavourite(row: number): boolean;
  isInTrash(row: number): boolean;
  hasTags(row: number): boolean;
  /** Folded text of all rows one behind the other (search-text.ts); row `row` has the units from `searchEnd(row - 1)` to `searchEnd(row)`. */
  searchText(): string;
  searchEnd(row: number): number;
  /** The whole row, parsed and checked. */
  row(row: number, pool: WordPool): VersionRow;
  /** Overwrites what can be overwritten. */
  forget(): void;
};

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
    table.write(overview.id, base + at.itemId, idText, 'latin1');
    table.write(overview.versionId.replaceAll('-', ''), base + at.versionId, 'hex');
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

/** The block keeps `payload` and reads from it as long as it is used. */
export function openBlock(payload: Buffer): OverviewBlock {
  if (payload.length < headBytes || !isBlock(payload)) {
    throw wrongBlock();
  }
  const narrow = payload[1] === encodings.latin1;
  const count = payload.readUInt16BE(2);
  const table = headBytes + payload.readUInt32BE(4);
  const rests = table + count * rowBytes;
  const searchAt = rests + payload.readUInt32BE(8);
  const searchBytes = payload.readUInt32BE(12);
  const searchUnits = narrow ? searchBytes : searchBytes / 2;
  if ((!narrow && payload[1] !== encodings.utf16) || searchAt + searchBytes !== payload.length) {
    throw wrongBlock();
  }
  const words = parseDictionary(payload.subarray(headBytes, table));
  requireEnds(payload, { table, count, restUnits: searchAt - rests, searchUnits });
  let text: string | null = null;

  const place = (row: number, column: number): number => table + row * rowBytes + column;
  const collectionOf = (row: number): string | null => {
    const known = payload.readUInt16BE(place(row, at.collection));
    return known === 0 ? null : wordAt(words.collections, known - 1);
  };
  const block: OverviewBlock = {
    count,
    itemId: (row) => payload.toString('latin1', place(row, at.itemId), place(row, at.itemId) + idText),
    versionId: (row) => idFromHex(payload.toString('hex', place(row, at.versionId), place(row, at.versionId) + 16)),
    updatedAt: (row) => readTime(payload, place(row, at.updatedAt)),
    createdAt: (row) => readTime(payload, place(row, at.createdAt)),
    kind: (row) => wordAt(words.kinds, payload[place(row, at.kind)]),
    change: (row) => wordAt(words.changes, payload[place(row, at.change)]),
    device: (row) => wordAt(words.devices, payload.readUInt16BE(place(row, at.device))),
    collection: collectionOf,
    isFavourite: (row) => (payload.readUInt16BE(place(row, at.flags)) & flagBits.favourite) !== 0,
    isInTrash: (row) => ((payload[place(row, at.marks)] ?? 0) & marks.trash) !== 0,
    hasTags: (row) => ((payload[place(row, at.marks)] ?? 0) & marks.tags) !== 0,
    searchText: () => (text ??= payload.toString(narrow ? 'latin1' : 'utf16le', searchAt)),
    searchEnd: (row) => (row < 0 ? 0 : payload.readUInt32BE(place(row, at.search))),
    row(row, pool) {
      const from = row === 0 ? 0 : payload.readUInt32BE(place(row - 1, at.rest));
      const rest = parseRest(payload.toString('utf8', rests + from, rests + payload.readUInt32BE(place(row, at.rest))));
      const [title, subtitle, urls, tags, ...more] = rest;
      const flags = payload.readUInt16BE(place(row, at.flags));
      const named = [block.itemId(row), block.versionId(row), block.change(row), block.updatedAt(row), block.createdAt(row), block.device(row), block.kind(row)];
      return parseRow([...named, title, subtitle, urls, tags, collectionOf(row), flags, ...more], pool);
    },
    forget: () => {
      payload.fill(0);
      text = null;
    },
  };
  return block;
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
  const [kinds, changes, devices, collections] = parseRest(bytes.toString('utf8')).map(wordList);
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

function parseRest(text: string): readonly unknown[] {
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
