/** How far the work is, as one line of the terminal that is written over and over; where stderr is no terminal, nothing. */
import type { Progress } from '../electron/vault/vault-port.ts';
import { commandWords } from '../renderer/text/command-words.ts';

export type ProgressLine = { readonly show: Progress; readonly clear: () => void };

const backToStart = '\r\u001b[K';

export function makeProgressLine(terminal: { readonly isTTY?: boolean; write(text: string): unknown }): ProgressLine {
  let shown = '';
  return {
    show(stage, done, total) {
      // Argon2id does not tell how far it is.
      const share = stage === 'derive' || total === 0 ? '' : ` ${Math.floor((done / total) * 100)}%`;
      const line = `${commandWords.stage(stage)}${share}`;
      if (terminal.isTTY === true && line !== shown) {
        shown = line;
        terminal.write(`${backToStart}${line}`);
      }
    },
    clear() {
      if (shown !== '') {
        shown = '';
        terminal.write(backToStart);
      }
    },
  };
}
