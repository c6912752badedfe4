/** The rows of the quick window under their headings: a list box that the search field steers. At most some sixty rows, so all are drawn. */
import type { MouseEvent } from 'react';
import type { Row } from '../../../shared/views.ts';
import { Tile } from '../../parts/tile.tsx';
import { listWords } from '../../text/browse.ts';
import { kindWords } from '../../text/kind-words.ts';
import { quickWords as words } from '../../text/quick-words.ts';
import { MarkedText } from '../browse/marked-text.tsx';
import { spacedCode } from '../browse/use-totp.ts';
import type { RowGroup } from './quick-rows.ts';

export function optionId(listId: string, itemId: string): string {
  return `${listId}-${itemId}`;
}

function SecondLine({ row }: { readonly row: Row }) {
  const { otherMatch, subtitle } = row;
  return (
    <span className="quick-row__second">
      {otherMatch !== null ? (
        <MarkedText text={otherMatch.text} matches={otherMatch.matches} />
      ) : subtitle === '' ? (
        kindWords[row.kind].one
      ) : (
        <MarkedText text={subtitle} matches={row.subtitleMatches} />
      )}
      {row.touchRequired ? ` · ${words.needsTouch}` : null}
    </span>
  );
}

type QuickListProps = {
  readonly id: string;
  readonly groups: readonly RowGroup[];
  readonly chosen: Row | undefined;
  /** Of the chosen row. */
  readonly code: string | null;
  /** Said where there are no rows; null while nobody knows. */
  readonly empty: string | null;
  readonly onPress: (row: Row, event: MouseEvent) => void;
};

export function QuickList({ id, groups, chosen, code, empty, onPress }: QuickListProps) {
  return (
    <>
      {groups.length === 0 && empty !== null ? (
        <p className="quick__empty" role="status">
          {empty}
        </p>
      ) : null}
      <div id={id} className="quick__list" role="listbox" aria-label={words.items} hidden={groups.length === 0 && empty !== null}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
            <p id={`${id}-${group.name}`} className="quick__heading" role="presentation">
              {group.heading}
            </p>
            {group.rows.map((row) => {
              const isChosen = row.id === chosen?.id;
              return (
                <div
                  key={row.id}
                  id={optionId(id, row.id)}
                  className={`quick-row ${isChosen ? 'quick-row--chosen' : ''}`}
                  role="option"
                  aria-selected={isChosen}
                  // The focus stays in the search field.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={(event) => onPress(row, event)}
                >
                  <Tile id={row.id} title={row.title} kind={row.kind} />
                  <span className="quick-row__words">
                    <span className="quick-row__title">
                      <MarkedText text={row.title === '' ? listWords.untitled : row.title} matches={row.titleMatches} />
                    </span>
                    <SecondLine row={row} />
                  </span>
                  {isChosen && code !== null ? <span className="quick-row__code">{spacedCode(code)}</span> : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </>
  );
}
