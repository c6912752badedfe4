/**
 * Asks whether a browser may be paired, with the code that the browser shows, too. SECURITY: the system's own dialog: whoever got into our
 * page cannot say yes for the user. Called by the bridge (`browser-link/pairing.ts`) through a port.
 */
import { dialog, type BrowserWindow } from 'electron';
import { pairingWords } from '../../shared/main-words.ts';

export function makePairingQuestion(bringUp: () => BrowserWindow): (question: { readonly code: string; readonly browser: string }, signal: AbortSignal) => Promise<boolean> {
  return async ({ code, browser }, signal) => {
    // What a browser calls itself must not rearrange the question.
    const plain = browser.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
    const { response } = await dialog.showMessageBox(bringUp(), {
      type: 'question',
      message: pairingWords.question(`${code.slice(0, 3)} ${code.slice(3)}`),
      detail: pairingWords.detail(plain),
      buttons: [pairingWords.yes, pairingWords.no],
      // Whoever types while it appears has not answered it.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
      signal,
    });
    return response === 0 && !signal.aborted;
  };
}
