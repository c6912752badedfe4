/** A slim line for work that takes more than 300 ms: how far it is, and a way to stop it. */
import { Label, ProgressBar } from 'react-aria-components';
import { partWords } from '../text/parts.ts';
import { Button } from './button.tsx';
import './progress-line.css';

export type ProgressLineProps = {
  /** 0 to 1, or null where nobody can say. */
  readonly fraction: number | null;
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly onCancel?: () => void;
};

export function ProgressLine({ fraction, label, labelHidden = false, onCancel }: ProgressLineProps) {
  return (
    <div className="progress">
      <ProgressBar className="progress__bar" value={(fraction ?? 0) * 100} isIndeterminate={fraction === null}>
        <div className={labelHidden ? 'hidden-visually' : 'progress__words'}>
          <Label>{label}</Label>
          {fraction === null ? null : <span className="progress__share">{partWords.percent(fraction)}</span>}
        </div>
        <div className="progress__track">
          <div
            className={`progress__fill ${fraction === null ? 'progress__fill--unknown' : ''}`}
            style={fraction === null ? {} : { width: `${Math.max(0, Math.min(1, fraction)) * 100}%` }}
          />
        </div>
      </ProgressBar>
      {onCancel ? (
        <Button variant="plain" onPress={onCancel}>
          {partWords.cancel}
        </Button>
      ) : null}
    </div>
  );
}
