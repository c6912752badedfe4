/** A one-time code with the time it has left, as a ring that runs out. */
import type { FieldView } from '../../../shared/views.ts';
import { detailWords as words } from '../../text/browse.ts';
import { copyField, placeOf } from './copied.ts';
import { spacedCode, useTotp, type TotpNow } from './use-totp.ts';
import { ValueRow } from './value-row.tsx';

const radius = 11.5;
const round = 2 * Math.PI * radius;

function CountdownRing({ now }: { readonly now: TotpNow }) {
  return (
    <span className={`ring ${now.secondsLeft <= 5 ? 'ring--late' : ''}`} role="img" aria-label={words.secondsLeft(now.secondsLeft)}>
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
        <circle className="ring__ground" cx="13" cy="13" r={radius} />
        <circle className="ring__left" cx="13" cy="13" r={radius} strokeDasharray={round} strokeDashoffset={round * (1 - now.share)} />
      </svg>
      <span aria-hidden="true">{now.secondsLeft}</span>
    </span>
  );
}

export function CodeLine({ itemId, field, label }: { readonly itemId: string; readonly field: FieldView; readonly label: string }) {
  const { now, failure } = useTotp(itemId, field.id);
  return (
    <ValueRow
      label={label}
      place={placeOf(itemId, field.id)}
      copy={() => copyField(itemId, null, field.id)}
      failure={failure}
      actions={now === null ? null : <CountdownRing now={now} />}
    >
      <span className="code-line">{now === null ? ' ' : spacedCode(now.code)}</span>
    </ValueRow>
  );
}
