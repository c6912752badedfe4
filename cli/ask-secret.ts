/**
 * Asks for a line that nobody else should see: at a terminal without showing it, from a pipe as it comes. The prompt goes to stderr,
 * so that what the command says can be piped on. Called by `vault.ts`.
 */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** The line; null where none came, or the person thought better of it. */
export function askSecret(prompt: string, { stdin, stderr }: Pick<NodeJS.Process, 'stdin' | 'stderr'> = process): Promise<string | null> {
  return new Promise((resolve) => {
    const shows = stdin.isTTY === true;
    // SECURITY: what is typed is echoed into nothing, and kept in no history.
    const nowhere = new Writable({ write: (_bytes, _encoding, done) => done() });
    const lines = createInterface({ input: stdin, output: nowhere, terminal: shows, historySize: 0 });
    let answer: string | null = null;
    if (shows) {
      stderr.write(prompt);
    }
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (shows) {
        stderr.write('\n');
      }
      stdin.pause();
      resolve(answer);
    });
  });
}
