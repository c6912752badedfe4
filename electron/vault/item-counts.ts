/** How many items there are in each place of the sidebar. Counted once, then kept by what came and what died. */
import { kinds } from '../../shared/kinds/kinds.ts';
import type { Counts } from '../../shared/views.ts';
import type { RowStore } from './row-store.ts';

type Tally = Map<string, number>;

export type ItemCounts = { now(): Counts };

export function makeItemCounts(rows: RowStore): ItemCounts {
  const [groups, collections, tags, places]: [Tally, Tally, Tally, Tally] = [new Map(), new Map(), new Map(), new Map()];
  let knownSize = 0;
  let knownDeaths = 0;

  function tell(number: number, by: 1 | -1): void {
    const [block, row] = [rows.blockOf(number), rows.rowOf(number)];
    if (block.isInTrash(row)) {
      add(places, 'trash', by);
      return;
    }
    add(places, 'all', by);
    if (block.isFavourite(row)) {
      add(places, 'favourites', by);
    }
    add(groups, groupOf(block.kind(row)) ?? '', by);
    const collection = block.collection(row);
    if (collection !== null) {
      add(collections, collection, by);
    }
    if (block.hasTags(row)) {
      block.tags(row).forEach((tag) => add(tags, tag, by));
    }
  }

  function follow(): void {
    const size = rows.size();
    for (const number of rows.deaths().slice(knownDeaths)) {
      if (number < knownSize) {
        tell(number, -1);
      }
    }
    const alive = rows.alive();
    for (let number = knownSize; number < size; number += 1) {
      if (alive[number] === 1) {
        tell(number, 1);
      }
    }
    knownSize = size;
    knownDeaths = rows.deaths().length;
  }

  return {
    now() {
      follow();
      const place = (name: string): number => places.get(name) ?? 0;
      return {
        all: place('all'),
        favourites: place('favourites'),
        trash: place('trash'),
        groups: Object.fromEntries(groups),
        collections: inOrder(collections),
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

function add(tally: Tally, name: string, by: 1 | -1): void {
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
