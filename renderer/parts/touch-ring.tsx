/** Asks for a touch of the hardware key: a pulsing ring, whose key, and how long is left. Brass, as nothing else of its size is. */
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import { partWords } from '../text/parts.ts';
import { TouchIcon } from './touch-icon.tsx';
import './touch-ring.css';

export type TouchRingProps = {
  /** `Touch “Brass 5C”` */
  readonly title: string;
  /** Stands before the seconds left: `It is blinking.` */
  readonly line?: string;
  /** Unix milliseconds; null where nothing ends. */
  readonly endsAt: number | null;
  readonly onCancel?: () => void;
  readonly children?: ReactNode;
};

function useSecondsLeft(endsAt: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (endsAt === null) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [endsAt]);
  return endsAt === null ? null : Math.max(0, Math.ceil((endsAt - now) / 1000));
}

export function TouchRing({ title, line = '', endsAt, onCancel, children }: TouchRingProps) {
  const secondsLeft = useSecondsLeft(endsAt);
  return (
    <div className="touch">
      <span className="touch__ring" aria-hidden="true">
        <span className="touch__core">
          <TouchIcon size={20} />
        </span>
      </span>
      <div className="touch__words">
        <p className="touch__title" role="status">
          {title}
        </p>
        <p className="touch__line">
          {line} {secondsLeft === null ? '' : `${partWords.secondsLeft(secondsLeft)}.`}
        </p>
        {children}
      </div>
      {onCancel ? (
        <Button className="touch__cancel" aria-label={partWords.cancel} aria-keyshortcuts="Escape" onPress={onCancel}>
          <Kbd keys="Esc" />
        </Button>
      ) : null}
    </div>
  );
}
