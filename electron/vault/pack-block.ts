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

/** Milliseconds as u64. */
function writeTime(table: Buffer, time: number, offset: number): void {
  table.writeUInt32BE(Math.floor(time / 2 ** 32), offset);
  table.writeUInt32BE(time % 2 ** 32, offset + 4);
}
