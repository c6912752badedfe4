/**
 * Opens a website in the user's browser. SECURITY: an address can carry a secret out, and the page can write addresses; so the
 * user is asked by the system's own dialog, where the whole address stands. A yes is remembered for the rest of the run, for this
 * version of the item and an address that has nothing behind its path.
 */
import { dialog, shell, type BrowserWindow } from 'electron';
import { VaultFailure } from '../../shared/failure.ts';
import { siteWords } from '../../shared/main-words.ts';

const mostShown = 1_000;

/** What a yes is good for; null where it is for this once: a query is where a secret would stand. */
function nameOf(versionId: string, url: URL): string | null {
  return url.search === '' && url.hash === '' && url.username === '' && url.password === '' ? `${versionId} ${url.origin}${url.pathname}` : null;
}

export function makeSiteOpener(windowOf: () => BrowserWindow): (url: string, versionId: string) => Promise<void> {
  const allowed = new Set<string>();
  return async (url, versionId) => {
    const parsed = new URL(url);
    const { host } = parsed;
    const name = nameOf(versionId, parsed);
    if (name === null || !allowed.has(name)) {
      if (url.length > mostShown) {
        throw new VaultFailure('site.too-long');
      }
      const { response } = await dialog.showMessageBox(windowOf(), {
        type: 'question',
        message: siteWords.question(host),
        detail: url,
        buttons: [siteWords.open, siteWords.cancel],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response !== 0) {
        return;
      }
      if (name !== null) {
        allowed.add(name);
      }
    }
    await shell.openExternal(url);
  };
}
