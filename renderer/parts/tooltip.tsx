/** Words that appear beside a thing on hover or keyboard focus. Its child must be a React Aria button. Esc closes it and still does what Esc does. */
import { useEffect, useState, type ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import './tooltip.css';

type TooltipProps = { readonly words: string; readonly shortcut?: string | undefined; readonly at?: 'top' | 'left'; readonly children: ReactNode };

export function Tooltip({ words, shortcut, at = 'top', children }: TooltipProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    // React Aria's own listener, on the document, would keep the key from everybody else. The window comes before it, and React draws what a
    // key changes as soon as this listener returns: the tooltip is closed and that listener gone before the key gets there.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        setOpen(false);
      }
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [isOpen]);
  return (
    <TooltipTrigger delay={500} closeDelay={80} isOpen={isOpen} onOpenChange={setOpen}>
      {children}
      <AriaTooltip className="tooltip" offset={6} placement={at}>
        {words}
        {shortcut === undefined ? null : <Kbd keys={shortcut} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
