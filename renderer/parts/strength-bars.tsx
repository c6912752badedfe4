/** How strong a password is, 0 to 4, as four bars; the word for it is read out, and shown where asked. */
import { partWords } from '../text/parts.ts';
import './strength-bars.css';

export type StrengthBarsProps = { readonly score: number; readonly withWord?: boolean };

export function StrengthBars({ score, withWord = false }: StrengthBarsProps) {
  const word = partWords.strength[Math.max(0, Math.min(4, Math.round(score)))] ?? '';
  const filled = Math.max(1, score);
  return (
    <span className={`strength strength--${score}`}>
      <span className="strength__bars" role="img" aria-label={partWords.strengthLabel(word)}>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={`strength__bar ${bar <= filled ? 'strength__bar--on' : ''}`} />
        ))}
      </span>
      {withWord ? (
        <span className="strength__word" aria-hidden="true">
          {word}
        </span>
      ) : null}
    </span>
  );
}
