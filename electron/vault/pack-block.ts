/** Makes the payload of an overview frame from rows: for whoever writes frames, or keeps a new row in memory. Read by `overview-block.ts`. */
import { blockAt as at, blockMark, encodings, headBytes, idBytes, marks, rowBytes } from './block-layout.ts';
import { searchTextOf } from './search-text.ts';
import { encodeRow } from './version-row.ts';
import type { VersionRow } from './version-row.ts';

/** Places of a row (version-row.ts) that stand in the table; the others follow each other in the row's JSON. */
const inTable: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 11, 12]);

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

/** A row in the pieces that a block is made of, so that one can be moved from block to block without being put together. */
export type RowParts = {
  /** As in the table; what depends on the block is filled in there. */
  readonly columns: Uint8Array;
  readonly kind: string;
  readonly change: string;
  readonly device: string;
  readonly collection: string | null;
  /** JSON of what does not stand in the table. */
  readonly rest: string;
  readonly searchText: string;
};

export function partsOf(row: VersionRow): RowParts {
  const { overview } = row;
  const encoded = encodeRow(row);
  const columns = Buffer.alloc(rowBytes);
  columns.write(overview.id.replaceAll('-', ''), at.itemId, idBytes, 'hex');
  columns.write(overview.versionId.replaceAll('-', ''), at.versionId, idBytes, 'hex');
  writeTime(columns, overview.updatedAt, at.updatedAt);
  writeTime(columns, overview.createdAt, at.createdAt);
  columns.writeUInt16BE(Number(encoded[12]), at.flags);
  columns.writeUInt8((overview.deletedAt === null ? 0 : marks.trash) | (overview.tags.length > 0 ? marks.tags : 0), at.marks);
  const { kind, change, device, collection } = overview;
  const rest = JSON.stringify(encoded.filter((_, place) => !inTable.has(place)));
  return { columns, kind, change, device, collection, rest, searchText: searchTextOf(overview) };
}

export function packBlock(rows: readonly VersionRow[]): Buffer {
  return joinParts(rows.map(partsOf));
}

export function joinParts(rows: readonly RowParts[]): Buffer {
  const [kinds, changes, devices, collections] = [makeDictionary(), makeDictionary(), makeDictionary(), makeDictionary()];
  const table = Buffer.alloc(rows.length * rowBytes);
  let [restEnd, searchEnd] = [0, 0];
  for (const [index, { columns, kind, change, device, collection, rest, searchText }] of rows.entries()) {
    const base = index * rowBytes;
    restEnd += Buffer.byteLength(rest);
    searchEnd += searchText.length;
    table.set(columns, base);
    table.writeUInt8(kinds.place(kind), base + at.kind);
    table.writeUInt8(changes.place(change), base + at.change);
    table.writeUInt16BE(devices.place(device), base + at.device);
    table.writeUInt16BE(collection === null ? 0 : collections.place(collection) + 1, base + at.collection);
    table.writeUInt32BE(restEnd, base + at.rest);
    table.writeUInt32BE(searchEnd, base + at.search);
  }
  const dictionary = Buffer.from(JSON.stringify([kinds.words(), changes.words(), devices.words(), collections.words()]), 'utf8');
  const text = rows.map(({ searchText }) => searchText).join('');
  const narrow = /^[\0-\xff]*$/u.test(text);
  const search = Buffer.from(text, narrow ? 'latin1' : 'utf16le');
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(blockMark, 0);
  head.writeUInt8(narrow ? encodings.latin1 : encodings.utf16, 1);
  head.writeUInt16BE(rows.length, 2);
  head.writeUInt32BE(dictionary.length, 4);
  head.writeUInt32BE(restEnd, 8);
  head.writeUInt32BE(search.length, 12);
  return Buffer.concat([head, dictionary, table, Buffer.from(rows.map(({ rest }) => rest).join(''), 'utf8'), search]);
}

/** Milliseconds as u64. */
function writeTime(table: Buffer, time: number, offset: number): void {
  table.writeUInt32BE(Math.floor(time / 2 ** 32), offset);
  table.writeUInt32BE(time % 2 ** 32, offset + 4);
}
