/** Text of any length: what is very long is folded until it is asked for. */
import { useState } from 'react';
import { detailWords as words } from '../../text/browse.ts';

export type LongTextProps = { readonly text: string; readonly isMono?: boolean; readonly mostLines?: number; readonly isSelectable?: boolean };

const mostCharacters = 1_200;
/** Of what nobody reads: certificates, keys. */
const mostMonoCharacters = 480;

export function LongText({ text, isMono = false, mostLines = 8, isSelectable = false }: LongTextProps) {
  const [isOpen, setOpen] = useState(false);
  const lines = text.split('\n', mostLines + 1);
  const most = isMono ? mostMonoCharacters : mostCharacters;
  const isLong = lines.length > mostLines || text.length > most;
  const shown = isLong && !isOpen ? `${lines.slice(0, mostLines).join('\n').slice(0, most).trimEnd()}…` : text;
  return (
    <>
      <span className={`long-text ${isMono ? 'long-text--mono' : ''} ${isSelectable ? 'selectable' : ''}`} dir="auto">
        {shown}
      </span>
      {isLong ? (
        <button type="button" className="text-link small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.showLess : words.showAll}
        </button>
      ) : null}
    </>
  );
}
