/** The quiet ground of every screen before the vault is open: the mark, a title, a sentence, and one column below. */
import { Key } from 'lucide-react';
import type { ReactNode } from 'react';
import './app-stage.css';

type StageProps = {
  readonly title: string;
  readonly sentence?: ReactNode;
  /** Wider, for forms with an explanation beside them. */
  readonly wide?: boolean;
  /** Stands above the title in place of the mark; null for nothing. */
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
};

export function Stage({ title, sentence, wide = false, lead, children }: StageProps) {
  return (
    <main className="stage" data-focus-home="1">
      <div className={`stage__column ${wide ? 'stage__column--wide' : ''}`}>
        {lead === undefined ? (
          <span className="stage__mark" aria-hidden="true">
            <Key size={30} strokeWidth={1.7} />
          </span>
        ) : (
          lead
        )}
        <h1 className="stage__title">{title}</h1>
        {sentence === undefined ? null : <p className="stage__sentence">{sentence}</p>}
        {children}
      </div>
    </main>
  );
}
