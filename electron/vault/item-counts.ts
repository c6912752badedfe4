/** How many items there are in each place of the sidebar. Counted once, then kept by what came and what died. */
import { kinds } from '../../shared/kinds/kinds.ts';
import type { Counts } from '../../shared/views.ts';
import type { OverviewBlock } from './overview-block.ts';
import type { PlacedBlock, RowStore } from './row-store.ts';

type Tally = Map<string, number>;
type BlockTally = { readonly block: OverviewBlock; readonly kinds: number[]; readonly collections: number[] };

export type ItemCounts = { now(): Counts };

export function makeItemCounts(rows: RowStore): ItemCounts {
  const tags: Tally = new Map();
  /** By number of the block's first row. */
  const tallies = new Map<number, BlockTally>();
  let [all, favourites, inTrash] = [0, 0, 0];
  let knownSize = 0;
  let knownDeaths = 0;

  function tell({ first, block }: PlacedBlock, row: number, by: 1 | -1): void {
    if (block.isInTrash(row)) {
      inTrash += by;
      return;
    }
    all += by;
    favourites += block.isFavourite(row) ? by : 0;
    const inBlock = tallyOf(first, block);
    const [kind, collection] = [block.kindPlace(row), block.collectionPlace(row)];
    inBlock.kinds[kind] = (inBlock.kinds[kind] ?? 0) + by;
    if (collection >= 0) {
      inBlock.collections[collection] = (inBlock.collections[collection] ?? 0) + by;
    }
    if (block.hasTags(row)) {
      block.tags(row).forEach((tag) => add(tags, tag, by));
    }
  }

  /** A block has its own few kinds and collections, which are counted by place and put under their names only when asked for. */
  function tallyOf(first: number, block: OverviewBlock): BlockTally {
    const known = tallies.get(first) ?? { block, kinds: [], collections: [] };
    tallies.set(first, known);
    return known;
  }

  function follow(): void {
    const size = rows.size();
    for (const number of rows.deaths().slice(knownDeaths)) {
      if (number < knownSize) {
        const placed = rows.placedOf(number);
        tell(placed, number - placed.first, -1);
      }
    }
    const alive = rows.alive();
    for (const placed of rows.blocks()) {
      for (let number = Math.max(knownSize, placed.first); number < placed.first + placed.block.count; number += 1) {
        if (alive[number] === 1) {
          tell(placed, number - placed.first, 1);
        }
      }
    }
    knownSize = size;
    knownDeaths = rows.deaths().length;
  }

  function named(which: 'kinds' | 'collections', nameOf: (word: string) => string): Tally {
    const sums: Tally = new Map();
    for (const tally of tallies.values()) {
      tally[which].forEach((count, place) => add(sums, nameOf(tally.block.words[which][place] ?? ''), count));
    }
    return sums;
  }

  return {
    now() {
      follow();
      return {
        all,
        favourites,
        trash: inTrash,
        groups: Object.fromEntries(named('kinds', (kind) => groupOf(kind) ?? '')),
        collections: inOrder(named('collections', (name) => name)),
        tags: inOrder(tags),
      };
    },
  };
}

const groupsByKind: ReadonlyMap<string, string> = new Map(kinds.map(({ kind, group }) => [kind, group]));

/** Undefined for what is no kind, which no vault written here has. */
export function groupOf(kind: string): string | undefined {
  return groupsByKind.get(kind);
}

function add(tally: Tally, name: string, by: number): void {
  const count = (tally.get(name) ?? 0) + by;
  if (count === 0) {
    tally.delete(name);
  } else {
    tally.set(name, count);
  }
}

function inOrder(tally: Tally): { name: string; count: number }[] {
  return [...tally].map(([name, count]) => ({ name, count })).sort((a, b) => a.name.localeCompare(b.name));
}
