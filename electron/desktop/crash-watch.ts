/**
 * When something of ours breaks down: a page that is gone is locked and loaded anew; an error that nobody caught ends the program, with
 * the vault locked and the clipboard cleared first. What is said and logged has a reference and no message. Called by `main.ts`.
 */
import { randomUUID } from 'node:crypto';
import type { RenderProcessGoneDetails, WebContents } from 'electron';
import { putAwayWithin } from './orderly-quit.ts';

export type CrashWatchDeps = {
  readonly app: { on(event: 'render-process-gone', gone: (event: unknown, contents: WebContents, details: RenderProcessGoneDetails) => void): unknown };
  readonly process: {
    on(event: 'uncaughtException', thrown: (error: unknown) => void): unknown;
    on(event: 'unhandledRejection', rejected: (reason: unknown) => void): unknown;
  };
  readonly now: () => number;
  readonly bug: (reference: string, where: string, error: unknown) => void;
  readonly isOpen: () => boolean;
  /** Locks, which loads every page anew where a vault was open. */
  readonly lock: () => Promise<void>;
  /** Locks and clears the clipboard. */
  readonly putAway: () => Promise<unknown>;
  readonly say: (title: string, text: string) => void;
  readonly exit: (code: number) => void;
};

/** A page that keeps breaking down is not loaded for ever. */
const mostGone = 3;
const goneWithinMilliseconds = 60_000;

export function watchForCrashes(deps: CrashWatchDeps): void {
  let ending = false;
  let goneAt: readonly number[] = [];

  function end(where: string, error: unknown): void {
    const reference = randomUUID();
    deps.bug(reference, where, error);
    if (ending) {
      return;
    }
    ending = true;
    void putAwayWithin(deps.putAway).then(() => {
      // SECURITY: no message of the error: it may quote what it stumbled over.
      deps.say('Latchkey has to close', `Something went wrong that it does not know how to go on from. Your vault is locked, and what you saved is in its file.\n\nReference: ${reference}`);
      deps.exit(1);
    });
  }

  deps.process.on('uncaughtException', (error) => end('uncaught exception', error));
  deps.process.on('unhandledRejection', (reason) => deps.bug('-', 'unhandled rejection', reason));

  deps.app.on('render-process-gone', (_event, contents, { reason }) => {
    if (reason === 'clean-exit') {
      return;
    }
    goneAt = [...goneAt.filter((at) => deps.now() - at < goneWithinMilliseconds), deps.now()];
    if (goneAt.length > mostGone) {
      end(`page gone, again: ${reason}`, null);
      return;
    }
    deps.bug('-', `page gone: ${reason}`, null);
    // Not within Electron's own event: it is still clearing up behind the page.
    setImmediate(() => {
      const reloads = deps.isOpen();
      deps.lock().catch((error: unknown) => deps.bug('-', 'lock after a page was gone', error));
      if (!reloads && !contents.isDestroyed()) {
        contents.reload();
      }
    });
  });
}
