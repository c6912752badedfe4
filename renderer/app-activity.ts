/** Tells the main process that the person at the window is there, so that the vault does not lock under their hands. */
import { useEffect } from 'react';
import { ask } from './client/client.ts';

const tellEveryMilliseconds = 5_000;
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export function useTellActivity(active: boolean): void {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    let toldAt = -Infinity;
    const onSign = (event: Event): void => {
      if (event.isTrusted && event.timeStamp - toldAt >= tellEveryMilliseconds) {
        toldAt = event.timeStamp;
        // Not being told only means that the vault locks earlier.
        ask('app.active', {}).catch(() => undefined);
      }
    };
    for (const sign of signs) {
      window.addEventListener(sign, onSign, { capture: true, passive: true });
    }
    return () => {
      for (const sign of signs) {
        window.removeEventListener(sign, onSign, { capture: true });
      }
    };
  }, [active]);
}
