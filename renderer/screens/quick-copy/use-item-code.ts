/** The running code of the chosen row, asked for again the moment it ends. Held by the component alone; never for an item that asks for a touch. */
import { useEffect, useState } from 'react';
import type { Row } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';

/** Arrows held down pass many rows; only one that stays is asked for. */
const restMs = 120;

export function useItemCode(row: Row | undefined): string | null {
  const [given, setGiven] = useState<{ readonly itemId: string; readonly code: string } | null>(null);
  const itemId = row !== undefined && row.hasTotp && !row.touchRequired ? row.id : null;
  useEffect(() => {
    if (itemId === null) {
      return undefined;
    }
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const next = (): void => {
      ask('item.currentCode', { itemId }).then(
        ({ code, endsAt }) => {
          if (!isOver) {
            setGiven({ itemId, code });
            timer = setTimeout(next, Math.max(200, endsAt - Date.now() + 20));
          }
        },
        // A row without its code can be copied all the same, and says then what is wrong.
        () => undefined,
      );
    };
    timer = setTimeout(next, restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
      setGiven(null);
    };
  }, [itemId]);
  return given !== null && given.itemId === itemId ? given.code : null;
}
