/** The line between two panes: dragged, or moved with the arrow keys. Says the new width when it is let go. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import './pane-divider.css';

export type PaneDividerProps = {
  readonly label: string;
  /** Id of the pane before it. */
  readonly controls: string;
  readonly width: number;
  readonly min: number;
  readonly max: number;
  readonly onWidth: (width: number) => void;
  readonly onSettled: (width: number) => void;
};

const step = 16;

export function PaneDivider({ label, controls, width, min, max, onWidth, onSettled }: PaneDividerProps) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [isDragging, setDragging] = useState(false);
  const within = (value: number): number => Math.round(Math.max(min, Math.min(max, value)));
  useEffect(() => {
    document.documentElement.classList.toggle('is-dragging-pane', isDragging);
    return () => document.documentElement.classList.remove('is-dragging-pane');
  }, [isDragging]);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button === 0) {
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = { x: event.clientX, width };
      setDragging(true);
    }
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (start.current) {
      onWidth(within(start.current.width + event.clientX - start.current.x));
    }
  };
  const onEnd = (): void => {
    if (start.current) {
      start.current = null;
      setDragging(false);
      onSettled(width);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = { ArrowLeft: width - step, ArrowRight: width + step, Home: min, End: max }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      onWidth(within(next));
      onSettled(within(next));
    }
  };
  return (
    <div
      className={`divider ${isDragging ? 'divider--dragging' : ''}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
      onKeyDown={onKeyDown}
    />
  );
}
