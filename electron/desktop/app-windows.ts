/**
 * Every window there is, one a role: opened when it is wanted, told what happens, loaded anew when the vault is locked, and known again
 * by its frame. Not here: how a window looks (`main-window.ts`), what a page may do (`guard.ts`). Made by `main.ts`.
 */
import type { BrowserWindow, WebContents, WebFrameMain } from 'electron';
import { eventChannel } from '../../shared/bridge.ts';
import type { EventName, Heard } from '../../shared/contract.ts';
import type { CallerRole } from '../ipc/role-calls.ts';
import { windowPages } from './origin.ts';

export type WindowRole = CallerRole;
export const windowRoles: readonly WindowRole[] = ['main', 'quick'];

/** What the quick window is told: nothing that only the main window can act on. */
const quickHears: ReadonlySet<EventName> = new Set<EventName>([
  'app.changed', 'settings.changed', 'vault.changed', 'job.progressed', 'key.asked', 'key.awaited', 'key.withdrawn', 'clipboard.changed', 'clipboard.clearFailed', 'quick.shown', 'quick.hidden',
]);

/** Told to one window alone: two pages would run the same ceremony. */
const forOneWindow: ReadonlySet<EventName> = new Set<EventName>(['key.asked', 'key.awaited']);

export type AppWindows = {
  /** Opens the window, or brings the one that is there to the front. */
  show(role: WindowRole): void;
  /** The window there is, or a new one, shown or not as it shows itself. */
  make(role: WindowRole): BrowserWindow;
  /** Whether there is one. */
  has(role: WindowRole): boolean;
  /** @throws Error where there is none. */
  of(role: WindowRole): BrowserWindow;
  /** The windows that are there. */
  all(): readonly BrowserWindow[];
  /** Tells every page that it concerns. */
  tell<Name extends EventName>(name: Name, payload: Heard<Name>): void;
  /** A fresh page holds nothing that the old one was shown, and finds nothing that it left behind. */
  reloadAll(): void;
  /** Whose page a message came from; null for any frame but the page itself of one of these windows. */
  roleOf(frame: WebFrameMain | null): WindowRole | null;
};

/**
 * SECURITY: the first page again, not the address that the old one stood at; and once all old pages are gone and can write no more,
 * everything they may have kept. What is bound to the window (its name, its session's storage) the preload empties.
 */
async function beginAnew(pages: readonly { readonly contents: WebContents; readonly page: string }[]): Promise<void> {
  const loaded = await Promise.allSettled(
    pages.map(async ({ contents, page }) => {
      await contents.loadURL(page);
      contents.navigationHistory.clear();
    }),
  );
  await Promise.all([...new Set(pages.map(({ contents }) => contents.session))].map((session) => session.clearStorageData()));
  const failed = loaded.find((result) => result.status === 'rejected');
  if (failed) {
    throw failed.reason;
  }
}

export function makeAppWindows(deps: {
  readonly open: { readonly [Role in WindowRole]: () => BrowserWindow };
  readonly isOurFrame: (frame: WebFrameMain | null) => boolean;
  readonly trouble: (where: string, error: unknown) => void;
  /** The window at which the user is: it asks for touches. */
  readonly asking: () => WindowRole;
}): AppWindows {
  const opened = new Map<WindowRole, BrowserWindow>();

  function find(role: WindowRole): BrowserWindow | null {
    const window = opened.get(role);
    return window === undefined || window.isDestroyed() ? null : window;
  }

  function make(role: WindowRole): BrowserWindow {
    const there = find(role);
    if (there !== null) {
      return there;
    }
    const made = deps.open[role]();
    opened.set(role, made);
    made.on('closed', () => {
      if (opened.get(role) === made) {
        opened.delete(role);
      }
    });
    return made;
  }

  const all = (): readonly BrowserWindow[] => windowRoles.flatMap((role) => find(role) ?? []);

  return {
    all,
    make,
    has: (role) => find(role) !== null,

    show(role) {
      const window = find(role);
      if (window === null) {
        make(role);
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
      windowRoles
        .filter((role) => role === 'main' || quickHears.has(name))
        .filter((role) => !forOneWindow.has(name) || role === deps.asking())
        .forEach((role) => find(role)?.webContents.send(eventChannel, name, payload));
    },

    reloadAll() {
      const pages = windowRoles.flatMap((role) => {
        const contents = find(role)?.webContents;
        return contents === undefined ? [] : [{ contents, page: windowPages[role] }];
      });
      void beginAnew(pages).catch((error: unknown) => deps.trouble('begin anew', error));
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
