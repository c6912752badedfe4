/** Leaving in order: the vault is closed and the clipboard cleared before the process ends, as far as the disk lets us. Called by `main.ts`. */
import type { Event } from 'electron';

/** A disk that hangs must not keep the program alive. */
const patienceMilliseconds = 5_000;

/** Done when `putAway` is, or failed, or took too long. */
export async function putAwayWithin(putAway: () => Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMilliseconds);
  });
  await Promise.race([putAway().catch(() => undefined), late]);
  clearTimeout(timer);
}

export function quitInOrder(
  app: { on(event: 'before-quit', asked: (event: Pick<Event, 'preventDefault'>) => void): unknown; quit(): void },
  putAway: () => Promise<unknown>,
): void {
  let begun = false;
  app.on('before-quit', (event) => {
    if (!begun) {
      begun = true;
      event.preventDefault();
      void putAwayWithin(putAway).then(() => app.quit());
    }
  });
}
