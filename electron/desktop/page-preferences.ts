/** SECURITY: what every window of ours allows its page, which is next to nothing. One place for all windows, so that none is let off a line. */
import { app } from 'electron';
import type { Session, WebPreferences } from 'electron';

export function pagePreferences({ session, preload }: { readonly session: Session; readonly preload: string }): WebPreferences {
  return {
    session,
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: !app.isPackaged,
  };
}
