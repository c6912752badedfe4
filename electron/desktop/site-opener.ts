/**
 * Opens a website in the user's browser. SECURITY: an address can carry a secret out, and the page can write addresses; so the
 * user is asked by the system's own dialog, once for each host in a run of the app, and sees the whole address.
 */
import { dialog, shell, type BrowserWindow } from 'electron';
import { siteWords } from '../../shared/main-words.ts';

const shownLength = 300;

export function makeSiteOpener(windowOf: () => BrowserWindow): (url: string) => Promise<void> {
  const allowed = new Set<string>();
  return async (url) => {
    const { host } = new URL(url);
    if (!allowed.has(host)) {
      const { response } = await dialog.showMessageBox(windowOf(), {
        type: 'question',
        message: siteWords.question(host),
        detail: url.length > shownLength ? `${url.slice(0, shownLength)}…` : url,
        buttons: [siteWords.open, siteWords.cancel],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response !== 0) {
        return;
      }
      allowed.add(host);
    }
    await shell.openExternal(url);
  };
}
