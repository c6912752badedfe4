/** The foot of the quick window: which key copies what of the chosen row, and when the clipboard clears; or why the last copy failed. */
import type { Row } from '../../../shared/views.ts';
import { Kbd } from '../../parts/kbd.tsx';
import { quickWords as words, type CopyWhat } from '../../text/quick-words.ts';
import { copyWord } from './quick-rows.ts';

const keys: readonly { readonly what: CopyWhat; readonly chord: string }[] = [
  { what: 'primary', chord: '↵' },
  { what: 'username', chord: '⇧+↵' },
  { what: 'code', chord: 'Mod+↵' },
];

export function QuickFoot({ row, problem, clearsAfter }: { readonly row: Row | undefined; readonly problem: string | null; readonly clearsAfter: number }) {
  if (problem !== null) {
    return (
      <p className="quick__foot quick__foot--bad" role="alert">
        {problem}
      </p>
    );
  }
  return (
    <div className="quick__foot">
      {row === undefined
        ? null
        : keys.map(({ what, chord }) => {
            const word = copyWord(row, what);
            return word === null ? null : (
              <span key={what} className="quick__key">
                <Kbd keys={chord} /> {word}
              </span>
            );
          })}
      {row === undefined || clearsAfter === 0 ? null : <span className="quick__clears">{words.clears(clearsAfter)}</span>}
    </div>
  );
}
