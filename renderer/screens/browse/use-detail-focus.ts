/**
 * Brings the focus to the first row of the chosen item: to the pane at once, to the row when it is drawn, however long that takes. Where
 * the focus has gone elsewhere meanwhile, it is left there. Used by the browse screen.
 */
import { useRef, useState, type RefObject } from 'react';

export type DetailFocus = {
  readonly focusDetail: () => void;
  /** To be called after each drawing of the chosen item. */
  readonly onDrawn: () => void;
};

export function useDetailFocus(pane: RefObject<HTMLElement | null>): DetailFocus {
  /** What had the focus while the row was being waited for; null where no row is. */
  const waitsAt = useRef<Element | null>(null);
  const [, setRound] = useState(0);
  return {
    focusDetail: () => {
      pane.current?.focus();
      waitsAt.current = document.activeElement ?? document.body;
      // An item that is drawn already is drawn again, and says so.
      setRound((round) => round + 1);
    },
    onDrawn: () => {
      const from = waitsAt.current;
      if (from === null) {
        return;
      }
      waitsAt.current = null;
      const now = document.activeElement;
      if (now === null || now === from || now === pane.current || now === document.body) {
        pane.current?.querySelector<HTMLElement>('.field-row__press')?.focus();
      }
    },
  };
}
