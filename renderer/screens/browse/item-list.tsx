/**
 * The rows that are in view, out of as many as there are. A list box that keeps the focus itself and points at its row, so that rows may
 * come and go while it is scrolled. What is chosen is the browse screen's to know.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject } from 'react';
import { useNow } from '../../state/use-now.ts';
import { listWords as words } from '../../text/browse.ts';
import { ItemRow } from './item-row.tsx';
import type { Rows } from './use-rows.ts';
import './item-list.css';

export const rowHeight = 56;

export type ItemListProps = {
  readonly listId: string;
  readonly rows: Rows;
  readonly chosen: readonly string[];
  readonly leadIndex: number;
  readonly box: RefObject<HTMLDivElement | null>;
  readonly label: string;
  /** Another one starts at the top again. */
  readonly queryKey: string;
  readonly onVisible: (first: number, last: number) => void;
  readonly onPress: (event: MouseEvent, index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** Stands in place of rows where there are none. */
  readonly empty: ReactNode;
};

export function rowDomId(listId: string, index: number): string {
  return `${listId}-row-${index}`;
}

export function ItemList({ listId, rows, chosen, leadIndex, box, label, queryKey, onVisible, onPress, onOpen, onKeyDown, empty }: ItemListProps) {
  const now = useNow(60_000);
  const virtualizer = useVirtualizer({
    count: rows.total,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    paddingEnd: 8,
    overscan: 6,
    // The row that the list box points at has to exist, also where it is scrolled out of view.
    rangeExtractor: (range: Range) => {
      const inView = defaultRangeExtractor(range);
      return leadIndex < 0 || leadIndex >= rows.total || inView.includes(leadIndex) ? inView : [...inView, leadIndex].toSorted((a, b) => a - b);
    },
  });
  // The list box is given the focus by a press on a row, too; its ring is for the keyboard.
  const [isByMouse, setByMouse] = useState(false);
  const shown = virtualizer.getVirtualItems();
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 };
  useEffect(() => onVisible(startIndex, endIndex), [onVisible, startIndex, endIndex]);

  const lastQuery = useRef(queryKey);
  useEffect(() => {
    if (lastQuery.current !== queryKey) {
      lastQuery.current = queryKey;
      virtualizer.scrollToOffset(0);
    }
  }, [queryKey, virtualizer]);
  useEffect(() => {
    if (leadIndex >= 0 && leadIndex < rows.total) {
      virtualizer.scrollToIndex(leadIndex, { align: 'auto' });
    }
    // Follows the keyboard, not the rows: scrolling away by hand stays where it is.
  }, [leadIndex, virtualizer]);

  const chosenSet = new Set(chosen);
  const isEmpty = rows.total === 0;
  return (
    <div className={`list-scroll ${rows.isOld ? 'list-scroll--old' : ''}`} ref={box} data-focus-home="1" aria-busy={rows.isFirst}>
      {isEmpty ? (
        <div className="list-empty">{rows.isFirst ? null : empty}</div>
      ) : (
        <div
          id={listId}
          className={`list ${isByMouse ? 'list--by-mouse' : ''}`}
          role="listbox"
          aria-label={label === '' ? words.label : label}
          aria-multiselectable="true"
          aria-activedescendant={leadIndex >= 0 && leadIndex < rows.total ? rowDomId(listId, leadIndex) : undefined}
          tabIndex={0}
          style={{ height: virtualizer.getTotalSize() }}
          onMouseDown={() => setByMouse(true)}
          onKeyDown={(event) => {
            setByMouse(false);
            onKeyDown(event);
          }}
        >
          {shown.map((item) => {
            const row = rows.rowAt(item.index);
            const isChosen = row !== undefined && chosenSet.has(row.id);
            return (
              <ItemRow
                key={row?.id ?? `at ${item.index}`}
                row={row}
                domId={rowDomId(listId, item.index)}
                index={item.index}
                total={rows.total}
                top={item.start}
                now={now}
                isChosen={isChosen}
                isLead={item.index === leadIndex}
                showsCode={isChosen && chosen.length === 1}
                onPress={onPress}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}
