/**
 * What this app put on the clipboard: marked so that clipboard histories and clouds leave it out, and taken off again after
 * the set time, on lock and on quit, but only while it still holds what was put there.
 */
import { createHash } from 'node:crypto';
import type { Heard } from '../../shared/contract.ts';
import type { ClipboardPort } from '../ipc/call-deps.ts';

export type Mark = { readonly format: string; readonly value: string };

/**
 * The marks that platforms and clipboard programs agree on: KDE's Klipper and its followers on Linux, nspasteboard.org on macOS,
 * the three formats of Windows' clipboard history ("Cloud Clipboard and Clipboard History Formats").
 */
function marksOf(platform: NodeJS.Platform): readonly Mark[] {
  switch (platform) {
    case 'darwin':
      // Its presence is what counts; without a byte it might not be put there at all.
      return [{ format: 'org.nspasteboard.ConcealedType', value: 'concealed' }];
    case 'win32':
      return [
        { format: 'ExcludeClipboardContentFromMonitorProcessing', value: '\0\0\0\0' },
        { format: 'CanIncludeInClipboardHistory', value: '\0\0\0\0' },
        { format: 'CanUploadToCloudClipboard', value: '\0\0\0\0' },
      ];
    default:
      return [{ format: 'x-kde-passwordManagerHint', value: 'secret' }];
  }
}

/** Milliseconds; less in all than quitting waits for. */
const retryPauses = [250, 500, 1_000, 2_000];

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** By its lines: Windows may write the ends of lines its own way, and a text that came back so is still ours. */
function digestOf(text: string): string {
  return createHash('sha256').update(text.replaceAll(/\r\n?/gu, '\n')).digest('base64');
}

export type ClipboardHolder = ClipboardPort & {
  /** Clears at once when it still holds ours; for lock and quit. */
  clearOwn(): Promise<void>;
};

/** The part of Electron's clipboard that is used, passed in so that its slowness and its failures can be played. */
export type SystemClipboard = {
  readText(): Promise<string>;
  clear(): void;
  /** Puts a text there with its marks, in one step. */
  put(text: string, marks: readonly Mark[]): Promise<void>;
};

export function makeClipboardHolder(deps: {
  readonly board: SystemClipboard;
  readonly now: () => number;
  readonly clearAfterSeconds: () => number;
  readonly changed: (change: Heard<'clipboard.changed'>) => void;
  /** What we put there may still be there, and we could not take it away. */
  readonly clearFailed: () => void;
  readonly platform?: NodeJS.Platform;
}): ClipboardHolder {
  // Digests tell whether it is still ours without keeping the secret itself. More than one only while a write is under way.
  let own: readonly string[] = [];
  let timer: NodeJS.Timeout | undefined;
  // One after the other: a clear that comes during a copy must find what that copy put there.
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act, act);
    last = done.catch(() => undefined);
    return done;
  }

  /** Another program may hold the clipboard for a moment: tried again a few times, each after a longer pause. */
  async function takeOff(): Promise<void> {
    for (const pause of [...retryPauses, null]) {
      try {
        if (own.includes(digestOf(await deps.board.readText()))) {
          deps.board.clear();
        }
        return;
      } catch (error) {
        if (pause === null) {
          throw error;
        }
        await wait(pause);
      }
    }
  }

  const clearOwn = (): Promise<void> =>
    inTurn(async () => {
      clearTimeout(timer);
      if (own.length === 0) {
        return;
      }
      try {
        await takeOff();
      } catch (error) {
        // Still ours: the next clear, or the lock, tries once more.
        deps.clearFailed();
        throw error;
      }
      own = [];
      deps.changed({ itemId: null, fieldId: null, clearsAt: null, empty: true });
    });

  const copy: ClipboardPort['copy'] = (text, from, concealed) =>
    inTurn(async () => {
      const before = own;
      // Ours before it is there: a write that failed half-way may still have put it there.
      own = [...before, digestOf(text)];
      await deps.board.put(text, concealed ? marksOf(deps.platform ?? process.platform) : []);
      own = [digestOf(text)];
      clearTimeout(timer);
      const seconds = deps.clearAfterSeconds();
      const clearsAt = seconds > 0 ? deps.now() + seconds * 1_000 : null;
      if (clearsAt !== null) {
        // A failure has been told to the page by then.
        timer = setTimeout(() => void clearOwn().catch(() => undefined), seconds * 1_000);
      }
      deps.changed({ itemId: from?.itemId ?? null, fieldId: from?.fieldId ?? null, clearsAt, empty: false });
      return clearsAt;
    });

  return { copy, clear: clearOwn, clearOwn };
}
