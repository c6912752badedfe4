/**
 * Every window there is, one a role: opened when it is wanted, told what happens, loaded anew when the vault is locked, and known again
 * by its frame. Not here: how a window looks (`main-window.ts`), what a page may do (`guard.ts`). Made by `main.ts`.
 */
import type { BrowserWindow, WebContents, WebFrameMain } from 'electron';
import { eventChannel } from '../../shared/bridge.ts';
import type { EventName, Heard } from '../../shared/contract.ts';
import { appPage } from './origin.ts';

export const windowRoles = ['main'] as const;
export type WindowRole = (typeof windowRoles)[number];

export type AppWindows = {
  /** Opens the window, or brings the one that is there to the front. */
  show(role: WindowRole): void;
  /** @throws Error where there is none. */
  of(role: WindowRole): BrowserWindow;
  /** The windows that are there. */
  all(): readonly BrowserWindow[];
  /** Tells every page. */
  tell<Name extends EventName>(name: Name, payload: Heard<Name>): void;
  /** A fresh page holds nothing that the old one was shown, and finds nothing that it left behind. */
  reloadAll(): void;
  /** Whose page a message came from; null for any frame but the page itself of one of these windows. */
  roleOf(frame: WebFrameMain | null): WindowRole | null;
};

/**
 * SECURITY: the first page again, not the address that the old one stood at; and once that is gone and can write no more, everything it
 * may have kept. What is bound to the window (its name, its session's storage) the preload empties.
 */
async function beginAnew(contents: WebContents): Promise<void> {
  await contents.loadURL(appPage);
  contents.navigationHistory.clear();
  await contents.session.clearStorageData();
}

export function makeAppWindows(deps: {
  readonly open: { readonly [Role in WindowRole]: () => BrowserWindow };
  readonly isOurFrame: (frame: WebFrameMain | null) => boolean;
  readonly trouble: (where: string, error: unknown) => void;
}): AppWindows {
  const opened = new Map<WindowRole, BrowserWindow>();

  function find(role: WindowRole): BrowserWindow | null {
    const window = opened.get(role);
    return window === undefined || window.isDestroyed() ? null : window;
  }

  const all = (): readonly BrowserWindow[] => windowRoles.flatMap((role) => find(role) ?? []);

  return {
    all,

    show(role) {
      const window = find(role);
      if (window === null) {
        const made = deps.open[role]();
        opened.set(role, made);
        made.on('closed', () => {
          if (opened.get(role) === made) {
            opened.delete(role);
          }
        });
        return;
      }
      if (window.isMinimized()) {
        window.restore();
      }
      window.show();
      window.focus();
    },

    of(role) {
      const window = find(role);
      if (window === null) {
        throw new Error('no window');
      }
      return window;
    },

    tell(name, payload) {
      all().forEach(({ webContents }) => webContents.send(eventChannel, name, payload));
    },

    reloadAll() {
      all().forEach(({ webContents }) => void beginAnew(webContents).catch((error: unknown) => deps.trouble('begin anew', error)));
    },

    roleOf(frame) {
      // SECURITY: the right origin is not enough: it must be the page itself of a window that we opened.
      if (frame === null || !deps.isOurFrame(frame)) {
        return null;
      }
      return windowRoles.find((role) => find(role)?.webContents.mainFrame.frameTreeNodeId === frame.frameTreeNodeId) ?? null;
    },
  };
}
