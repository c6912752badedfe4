/**
 * The recovery kit as a sheet: in the window a card with the words, on paper a whole A4 page with what the finder needs.
 * The print style sheet lets nothing else through.
 */
import { Key } from 'lucide-react';
import type { Gives } from '../../../shared/contract.ts';
import { kitWords } from '../../text/first-run.ts';
import { KitQr } from './kit-qr.tsx';
import './kit-sheet.css';

export type RecoveryKit = Gives<'slot.addRecovery'>;

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

export function KitSheet({ kit }: { readonly kit: RecoveryKit }) {
  return (
    <article className="kit-sheet">
      <header className="kit-sheet__head">
        <span className="kit-sheet__mark" aria-hidden="true">
          <Key size={22} strokeWidth={1.7} />
        </span>
        <h2 className="kit-sheet__title">{kitWords.sheetTitle}</h2>
        <dl className="kit-sheet__facts">
          <div>
            <dt>{kitWords.sheetVault}</dt>
            <dd>{kit.vaultName}</dd>
          </div>
          <div>
            <dt>{kitWords.sheetMade}</dt>
            <dd>{longDate.format(kit.madeAt)}</dd>
          </div>
        </dl>
      </header>
      <div className="kit-sheet__secret">
        <ol className="kit-sheet__words selectable" aria-label={kitWords.words}>
          {kit.words.map((word, place) => (
            <li key={place} value={place + 1}>
              <span className="kit-sheet__number" aria-hidden="true">
                {place + 1}
              </span>
              {word}
            </li>
          ))}
        </ol>
        <KitQr text={kit.qrText} label={kitWords.qr} />
      </div>
      <section className="kit-sheet__paper">
        <h3>{kitWords.sheetUseTitle}</h3>
        <ol>
          {kitWords.sheetUse.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <h3>{kitWords.sheetKeepTitle}</h3>
        <p>{kitWords.sheetKeep}</p>
        <h3>{kitWords.sheetNotes}</h3>
        <div className="kit-sheet__line" />
        <div className="kit-sheet__line" />
      </section>
    </article>
  );
}
