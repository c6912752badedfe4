/**
 * The rows that the open vault keeps in memory, as blocks one behind the other. Each row has a number that stays its own as long as
 * the vault is open; a row that is no item's newest version any more is dead, and its number is never used again. What is kept in
 * order or counted (`item-order.ts`, `item-counts.ts`) follows by numbers: what came since, and what died since.
 */
import type { OverviewBlock } from './overview-block.ts';

/** Where a row stands in the file: in which frame, and at which place in its list of rows. */
export type RowPlace = { readonly frame: number; readonly index: number };

/** `place` is that of the block's first row; the others follow it. */
export type PlacedBlock = { readonly first: number; readonly block: OverviewBlock; readonly place: RowPlace };

export type RowStore = {
  /** One more than the greatest number given. */
  size(): number;
  /** 1 at the number of each row that is alive; valid until rows are added. */
  alive(): Uint8Array;
  blockOf(number: number): OverviewBlock;
  placedOf(number: number): PlacedBlock;
  placeOf(number: number): RowPlace;
  /** Place of the row within its block. */
  rowOf(number: number): number;
  /** Numbers of the rows that are alive, from `first` on. */
  living(first?: number): Int32Array;
  blocks(): readonly PlacedBlock[];
  /** The number of the block's first row; all its rows are dead until `revive`. */
  add(block: OverviewBlock, place: RowPlace): number;
  revive(number: number): void;
  kill(number: number): void;
  /** Numbers that died, in turn. */
  deaths(): readonly number[];
  /** Takes the last block back where none of its rows came to life. */
  dropIfDead(first: number): void;
  forget(): void;
};

export function makeRowStore(): RowStore {
  let placed: PlacedBlock[] = [];
  let size = 0;
  let owners = new Uint32Array(1_024);
  let alive = new Uint8Array(1_024);
  let deaths: number[] = [];

  function reserve(upTo: number): void {
    if (upTo > owners.length) {
      const length = Math.max(upTo, owners.length * 2);
      const [moreOwners, moreAlive] = [new Uint32Array(length), new Uint8Array(length)];
      moreOwners.set(owners);
      moreAlive.set(alive);
      [owners, alive] = [moreOwners, moreAlive];
    }
  }

  function ownerOf(number: number): PlacedBlock {
    const owner = placed[owners[number] ?? -1];
    if (!owner || number >= size) {
      throw new RangeError('no such row');
    }
    return owner;
  }

  return {
    size: () => size,
    alive: () => alive,
    blockOf: (number) => ownerOf(number).block,
    placedOf: ownerOf,
    rowOf: (number) => number - ownerOf(number).first,
    living(first = 0) {
      const living = new Int32Array(size - first);
      let count = 0;
      for (let number = first; number < size; number += 1) {
        if (alive[number] === 1) {
          living[count] = number;
          count += 1;
        }
      }
      return living.subarray(0, count);
    },
    blocks: () => placed,
    placeOf(number) {
      const { first, place } = ownerOf(number);
      return { frame: place.frame, index: place.index + number - first };
    },
    add(block, place) {
      const first = size;
      reserve(first + block.count);
      owners.fill(placed.length, first, first + block.count);
      placed.push({ first, block, place });
      size += block.count;
      return first;
    },
    revive(number) {
      alive[number] = 1;
    },
    kill(number) {
      alive[number] = 0;
      deaths.push(number);
    },
    deaths: () => deaths,
    dropIfDead(first) {
      const last = placed.at(-1);
      if (last?.first === first && !alive.subarray(first, size).includes(1)) {
        placed.pop();
        size = first;
        last.block.forget();
      }
    },
    forget() {
      placed.forEach(({ block }) => block.forget());
      placed = [];
      size = 0;
      owners = new Uint32Array(0);
      alive = new Uint8Array(0);
      deaths = [];
    },
  };
}
