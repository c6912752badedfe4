/**
 * Item id to row number, by open addressing over the ids that stand in the blocks: a hundred thousand items need no string, no entry
 * and no object each. Ids are compared whole, so that no two items can be taken for one.
 */
import { idToBytes } from '../../shared/ids.ts';
import type { RowStore } from './row-store.ts';

/** The sixteen bytes of an id as four words. */
export type IdWords = readonly [number, number, number, number];

export type IdTable = {
  size(): number;
  /** Number of the row that stands for the item; -1 where there is none. */
  find(id: IdWords): number;
  /** Number of the row that stands for the item of row `number`; where there is none, that row does from now on, and it is -1. */
  claim(number: number): number;
  /** Puts `number` in the place of whatever stood for its item. */
  set(number: number): void;
  remove(id: IdWords): void;
  clear(): void;
};

const empty = 0;
const removed = -1;
const least = 1_024;

export function wordsOf(itemId: string): IdWords {
  const bytes = new DataView(idToBytes(itemId).buffer);
  return [bytes.getUint32(0), bytes.getUint32(4), bytes.getUint32(8), bytes.getUint32(12)];
}

export function makeIdTable(rows: RowStore): IdTable {
  /** Row number + 1. */
  let slots = new Int32Array(least);
  let size = 0;
  /** Slots that are not empty, those of removed items included. */
  let used = 0;

  function isAt(number: number, a: number, b: number, c: number, d: number): boolean {
    const block = rows.blockOf(number);
    const row = rows.rowOf(number);
    return block.idWord(row, 3) === d && block.idWord(row, 2) === c && block.idWord(row, 1) === b && block.idWord(row, 0) === a;
  }

  /** The slot that holds the id, or else the first one free for it. */
  function slotFor(a: number, b: number, c: number, d: number): number {
    const mask = slots.length - 1;
    // The last words of a UUIDv7 are random; what is counted up by hand differs in the last.
    let slot = (Math.imul(c ^ d ^ (b << 16), 0x9e3779b1) >>> 7) & mask;
    let free = -1;
    for (;;) {
      const held = slots[slot] ?? empty;
      if (held === empty) {
        return free < 0 ? slot : free;
      }
      if (held === removed) {
        free = free < 0 ? slot : free;
      } else if (isAt(held - 1, a, b, c, d)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  function slotOf(number: number): number {
    const block = rows.blockOf(number);
    const row = rows.rowOf(number);
    return slotFor(block.idWord(row, 0), block.idWord(row, 1), block.idWord(row, 2), block.idWord(row, 3));
  }

  /** At most half full, for all rows there are. */
  function grow(): void {
    const most = Math.max(used, rows.size());
    if (most * 2 < slots.length) {
      return;
    }
    const held = slots.filter((slot) => slot > empty);
    slots = new Int32Array(Math.max(least, 2 ** Math.ceil(Math.log2(most * 4 + 1))));
    used = held.length;
    for (const slot of held) {
      slots[slotOf(slot - 1)] = slot;
    }
  }

  function put(slot: number, number: number): void {
    const held = slots[slot] ?? empty;
    used += held === empty ? 1 : 0;
    size += held > empty ? 0 : 1;
    slots[slot] = number + 1;
  }

  return {
    size: () => size,
    find: (id) => Math.max(slots[slotFor(...id)] ?? empty, empty) - 1,
    claim(number) {
      grow();
      const slot = slotOf(number);
      const held = slots[slot] ?? empty;
      if (held > empty) {
        return held - 1;
      }
      put(slot, number);
      return -1;
    },
    set(number) {
      grow();
      put(slotOf(number), number);
    },
    remove(id) {
      const slot = slotFor(...id);
      if ((slots[slot] ?? empty) > empty) {
        slots[slot] = removed;
        size -= 1;
      }
    },
    clear() {
      slots = new Int32Array(least);
      size = 0;
      used = 0;
    },
  };
}
