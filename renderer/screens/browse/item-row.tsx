/** One row of the list: tile, title, second line, and at the end what is worth knowing at a glance. An option of the list box. */
import { Star } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { Row } from '../../../shared/views.ts';
import { Tile } from '../../parts/tile.tsx';
import { TouchIcon } from '../../parts/touch-icon.tsx';
import { listWords as words, trashWords } from '../../text/browse.ts';
import { dateWords, daysBetween } from '../../text/dates.ts';
import { kindWords } from '../../text/kind-words.ts';
import { MarkedText } from './marked-text.tsx';
import { RowCode } from './row-code.tsx';

export type ItemRowProps = {
  readonly row: Row | undefined;
  readonly domId: string;
  readonly index: number;
  readonly total: number;
  readonly top: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly isLead: boolean;
  /** The only one chosen: its code runs along. */
  readonly showsCode: boolean;
  readonly onPress: (event: MouseEvent, index: number) => void;
  readonly onOpen: (index: number) => void;
};

/** Further ahead than this an expiry is no news. */
const soonDays = 60;

function stateOf(row: Row, now: number): { readonly text: string; readonly isBad: boolean } | null {
  if (row.deletedAt !== null) {
    return null;
  }
  if (!row.enabled) {
    return { text: words.off, isBad: false };
  }
  if (row.notBefore !== null && row.notBefore > now) {
    return { text: words.notYet(dateWords(row.notBefore, now)), isBad: false };
  }
  if (row.expires === null) {
    return null;
  }
  if (row.expires <= now) {
    return { text: words.expired, isBad: true };
  }
  const days = daysBetween(now, row.expires);
  return days <= soonDays ? { text: words.expiresIn(days), isBad: days <= 7 } : null;
}

/** A passkey stands beside the login of the same site and account: its kind is said too. */
function SecondLine({ row, now }: { readonly row: Row; readonly now: number }) {
  const state = stateOf(row, now);
  const { otherMatch } = row;
  const main =
    otherMatch === null ? (
      row.subtitle === '' ? (
        kindWords[row.kind].one
      ) : (
        <>
          {row.kind === 'passkey' ? `${kindWords.passkey.one} · ` : null}
          <MarkedText text={row.subtitle} matches={row.subtitleMatches} />
        </>
      )
    ) : (
      <>
        {otherMatch.in === 'tag' ? `${words.tag} ` : null}
        <MarkedText text={otherMatch.text} matches={otherMatch.matches} />
      </>
    );
  return (
    <span className="row__second">
      {main}
      {state === null ? null : (
        <>
          {' · '}
          <span className={state.isBad ? 'row__warn' : ''}>{state.text}</span>
        </>
      )}
    </span>
  );
}

export const ItemRow = memo(function ItemRow({ row, domId, index, total, top, now, isChosen, isLead, showsCode, onPress, onOpen }: ItemRowProps) {
  const place = { transform: `translateY(${top}px)` };
  return (
    <div
      id={domId}
      className={`row ${isChosen ? 'row--chosen' : ''} ${isLead ? 'row--lead' : ''} ${row && !row.enabled ? 'row--off' : ''}`}
      style={place}
      role="option"
      aria-selected={isChosen}
      aria-setsize={total}
      aria-posinset={index + 1}
      aria-label={row ? undefined : words.loading}
      onMouseDown={(event) => onPress(event, index)}
      onDoubleClick={() => onOpen(index)}
    >
      {row ? (
        <>
          <Tile id={row.id} title={row.title} kind={row.kind} />
          <span className="row__words">
            <span className="row__title">
              <MarkedText text={row.title === '' ? words.untitled : row.title} matches={row.titleMatches} />
            </span>
            <SecondLine row={row} now={now} />
          </span>
          <span className="row__end">
            {row.purgeAt === null ? null : <span>{trashWords.daysLeft(Math.max(0, daysBetween(now, row.purgeAt)))}</span>}
            {showsCode && row.hasTotp && row.deletedAt === null ? <RowCode itemId={row.id} /> : null}
            {row.touchRequired ? (
              <span role="img" aria-label={words.needsTouch}>
                <TouchIcon size={14} />
              </span>
            ) : null}
            {row.favourite && !(showsCode && row.hasTotp) ? <Star size={14} strokeWidth={1.7} role="img" aria-label={words.favourite} /> : null}
          </span>
        </>
      ) : (
        <>
          <span className="row__blank-tile" />
          <span className="row__words">
            <span className="row__blank-line" />
          </span>
        </>
      )}
    </div>
  );
});
