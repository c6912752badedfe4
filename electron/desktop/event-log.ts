/**
 * The log of bugs: reference, call and stack, in the user's application folder. SECURITY: no message of an error is written,
 * for messages quote what they stumbled over; the stack's frames name files and lines alone.
 */
import { appendFileSync, statSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const mostBytes = 1_048_576;

/** The frames of a stack without what stands before them. SECURITY: a message of several lines can look like frames, so it is cut off as a whole. */
export function framesOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return typeof error;
  }
  const { message, stack = '' } = error;
  const at = stack.indexOf(message);
  // A message that was changed later stands in the stack as it was: then nothing tells it from the frames.
  const rest = at < 0 ? '' : stack.slice(at + message.length);
  const frames = rest.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/u.test(line));
  return [error.name, ...frames].join('\n');
}

export type EventLog = { bug(reference: string, where: string, error: unknown): void };

export function openEventLog(folder: string, now: () => number): EventLog {
  const path = join(folder, 'latchkey.log');
  return {
    bug(reference, where, error) {
      try {
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) {
          renameSync(path, `${path}.old`);
        }
        appendFileSync(path, `${new Date(now()).toISOString()} ${reference} ${where}\n${framesOf(error)}\n`, { mode: 0o600 });
      } catch {
        // A log that cannot be written must not stop the app; the reference still stands in the window.
      }
    },
  };
}
