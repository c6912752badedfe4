/**
 * The rows of the list, page by page as they come into view. While another query is on its way the rows of the last one stay, so
 * that nothing flashes. Held by TanStack Query, outdated by `vault.changed`.
 */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Gives } from '../../../shared/contract.ts';
import type { Row, Scope, SortOrder } from '../../../shared/views.ts';
import { queryFor } from '../../state/query-client.ts';

export type RowQuery = { readonly text: string; readonly scope: Scope; readonly sort: SortOrder };

export const pageLength = 100;
/** The most that one call gives. */
const longestPage = 500;

type Page = Gives<'item.search'>;
type Pages = { readonly key: string; readonly total: number; readonly byNumber: ReadonlyMap<number, Page> };

export type Rows = {
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Among the rows at hand; -1 for one that is elsewhere. */
  readonly indexOf: (id: string) => number;
  /** Nothing was answered yet. */
  readonly isFirst: boolean;
  /** These are rows of the query before. */
  readonly isOld: boolean;
  readonly failure: unknown;
  /** Changes when the rows do. */
  readonly key: string;
  /** Ids of rows `first` to `last`, fetched where they are not at hand. */
  readonly idsBetween: (first: number, last: number) => Promise<string[]>;
};

function pagesOf(first: number, last: number): number[] {
  const start = Math.floor(Math.max(0, first) / pageLength);
  const end = Math.floor(Math.max(0, last) / pageLength);
  return Array.from({ length: end - start + 1 }, (_, place) => start + place);
}

/** @param wish a row that is wanted before it comes into view, such as the last one. */
export function useRows(query: RowQuery, visible: { readonly first: number; readonly last: number }, wish: number | null): Rows {
  const client = useQueryClient();
  const numbers = [...new Set([...pagesOf(visible.first, visible.last), ...(wish === null ? [] : pagesOf(wish, wish))])];
  const asked = useQueries({
    queries: numbers.map((number) => queryFor('item.search', { ...query, from: number * pageLength, count: pageLength })),
  });
  const key = JSON.stringify(query);
  const kept = useRef<Pages | null>(null);

  const answered = asked.flatMap((result, place) => (result.data ? [[numbers[place] ?? 0, result.data] as const] : []));
  // The newest revision knows how many there are; pages of an older one are being asked for again.
  const newest = answered.toSorted(([, one], [, other]) => other.revision - one.revision)[0]?.[1];
  const pages: Pages | null = newest ? { key, total: newest.total, byNumber: new Map(answered) } : kept.current;
  useEffect(() => {
    kept.current = pages;
  });

  const rowAt = (index: number): Row | undefined => pages?.byNumber.get(Math.floor(index / pageLength))?.rows[index % pageLength];
  return {
    total: pages?.total ?? 0,
    rowAt,
    indexOf: (id) => {
      for (const [number, page] of pages?.byNumber ?? []) {
        const place = page.rows.findIndex((row) => row.id === id);
        if (place >= 0) {
          return number * pageLength + place;
        }
      }
      return -1;
    },
    isFirst: pages === null,
    isOld: pages !== null && pages.key !== key,
    failure: asked.find(({ error }) => error !== null)?.error ?? null,
    key: `${pages?.key ?? ''}@${newest?.revision ?? ''}`,
    idsBetween: async (first, last) => {
      const ids: string[] = [];
      for (let from = first; from <= last; from += longestPage) {
        const count = Math.min(longestPage, last - from + 1);
        const page = await client.fetchQuery(queryFor('item.search', { ...query, from, count }));
        ids.push(...page.rows.map(({ id }) => id));
      }
      return ids;
    },
  };
}
