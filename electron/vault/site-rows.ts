/**
 * The items that name a host among their addresses, found in the search text of whole blocks: no table is kept for it, and nothing is put
 * together but what was found. A sieve: whether an address belongs to a page is decided by `shared/site-match.ts`. Used by `browse-items.ts`.
 */
import type { ItemIndex } from './item-index.ts';
import { foldText } from './search-text.ts';

/** What stands before a host or a part of one: a field's beginning, a dot, a name and its `@`, the slashes behind a scheme. */
const isBefore = (unit: number): boolean => unit < 0x20 || unit === 0x2e || unit === 0x40 || unit === 0x2f;
/** What stands behind one: a field's end, a path, a port, a query, a fragment. */
const isBehind = (unit: number): boolean => unit < 0x20 || unit === 0x2f || unit === 0x3a || unit === 0x3f || unit === 0x23;

/** Numbers of the rows in use that hold one of `hosts` as a host's end, in the order in which they came. */
export function rowsAtSite({ rows }: ItemIndex, hosts: readonly string[]): readonly number[] {
  const alive = rows.alive();
  const found: number[] = [];
  for (const host of new Set(hosts.map(foldText))) {
    if (host === '') {
      continue;
    }
    for (const { first, block } of rows.blocks()) {
      const text = block.searchText();
      let row = 0;
      let end = block.searchEnd(0);
      let hit = text.indexOf(host);
      while (hit >= 0) {
        const behind = hit + host.length;
        if ((hit > 0 && !isBefore(text.charCodeAt(hit - 1))) || !isBehind(text.charCodeAt(behind))) {
          hit = text.indexOf(host, hit + 1);
          continue;
        }
        while (end <= hit) {
          row += 1;
          end = block.searchEnd(row);
        }
        if (alive[first + row] === 1 && !block.isInTrash(row)) {
          found.push(first + row);
        }
        // The item's other addresses say nothing new.
        hit = text.indexOf(host, end);
      }
    }
  }
  return [...new Set(found)];
}
