/** The list and the sidebar of the open vault: search and counts over the index of now. A rewrite puts another index in its place. */
import type { Counts } from '../../shared/views.ts';
import type { Overview } from '../../shared/item.ts';
import type { Breathe } from './breath.ts';
import { makeItemCounts } from './item-counts.ts';
import { rowOf } from './item-index.ts';
import type { ItemIndex } from './item-index.ts';
import { makeItemSearch } from './item-search.ts';
import type { Query } from './item-search.ts';
import { rowsAtSite } from './site-rows.ts';

export type FoundItems = {
  readonly total: number;
  readonly overviews: readonly Overview[];
};

export type ItemBrowser = {
  search(query: Query, from: number, count: number): FoundItems;
  counts(): Counts;
  /** Items in use whose addresses may lie at one of these hosts or below, at most `count`; `total` counts them all. */
  atSite(hosts: readonly string[], count: number): FoundItems;
};

/** @param breath as `makeItemSearch` takes it. */
export function makeItemBrowser(indexOfNow: () => ItemIndex, breath: () => Breathe): ItemBrowser {
  let made = build(indexOfNow());

  function build(index: ItemIndex) {
    return { index, search: makeItemSearch(index, breath), counts: makeItemCounts(index.rows) };
  }

  function current() {
    const index = indexOfNow();
    if (made.index !== index) {
      made = build(index);
    }
    return made;
  }

  return {
    search(query, from, count) {
      const { index, search } = current();
      const { total, numbers } = search.find(query, from, count);
      return { total, overviews: Array.from(numbers, (number) => rowOf(index, number).overview) };
    },
    counts: () => current().counts.now(),
    atSite(hosts, count) {
      const { index } = current();
      const found = rowsAtSite(index, hosts);
      return { total: found.length, overviews: found.slice(0, count).map((number) => rowOf(index, number).overview) };
    },
  };
}
