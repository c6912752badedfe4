/**
 * The rounded group with one-pixel dividers, and a row in it: a label over its value, with actions at the end.
 * A row with `onPress` is pressed as a whole (copying its value); its own buttons stay above that.
 */
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import './field-rows.css';

export type CardProps = { readonly label?: string; readonly children: ReactNode; readonly className?: string };

export function Card({ label, children, className = '' }: CardProps) {
  const naming = label === undefined ? {} : { role: 'group', 'aria-label': label };
  return (
    <div className={`card ${className}`} {...naming}>
      {children}
    </div>
  );
}

export type FieldRowProps = {
  readonly label?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** What pressing the row does, in words: `Copy username`. Needed with `onPress`. */
  readonly pressLabel?: string;
  readonly onPress?: () => void;
  readonly onHoverChange?: (isHovered: boolean) => void;
  readonly className?: string;
};

export function FieldRow({ label, children, actions, pressLabel, onPress, onHoverChange, className = '' }: FieldRowProps) {
  return (
    <div className={`field-row ${onPress ? 'field-row--pressable' : ''} ${className}`}>
      {onPress ? (
        <Button
          className="field-row__press"
          aria-label={pressLabel ?? label ?? ''}
          onPress={onPress}
          {...(onHoverChange ? { onHoverChange } : {})}
        />
      ) : null}
      <div className="field-row__words">
        {label === undefined ? null : <div className="field-row__label">{label}</div>}
        <div className="field-row__value">{children}</div>
      </div>
      {actions ? <div className="field-row__actions">{actions}</div> : null}
    </div>
  );
}
