/**
 * The application's windows and when the small one shows: joins `app-windows.ts`, `main-window.ts`, `quick-window.ts` and `quick-copy.ts`.
 * Called by `main.ts`.
 */
import { app, screen, type Session } from 'electron';
import type { AppSettings } from '../../shared/settings.ts';
import { makeAppWindows, type AppWindows } from './app-windows.ts';
import type { AutoLock } from './auto-lock.ts';
import { openMainWindow } from './main-window.ts';
import { isOurFrame } from './our-frame.ts';
import { makeQuickCopy, type QuickCopy } from './quick-copy.ts';
import { openQuickWindow, quickSize } from './quick-window.ts';

export type DesktopWindows = { readonly windows: AppWindows; readonly quick: QuickCopy; showMain(): void };

/** The first window has the processor to itself so long; the shortcut does not wait for it. */
const quickAfterMs = 800;

export function openDesktopWindows(deps: {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly settings: () => AppSettings;
  readonly now: () => number;
  readonly steadyNow: () => number;
  readonly autoLock: () => AutoLock;
  readonly mainClosed: () => void;
  readonly trouble: (where: string, error: unknown) => void;
}): DesktopWindows {
  const { session, preload, icon, steadyNow, trouble } = deps;
  const opened = () => ({ session, preload, steadyNow, settings: deps.settings(), active: () => deps.autoLock().active() });
  let preparing: NodeJS.Timeout | undefined;
  const windows: AppWindows = makeAppWindows({
    isOurFrame,
    trouble,
    open: {
      main: () => openMainWindow({ ...opened(), icon, minimised: () => deps.autoLock().minimised(), closed: deps.mainClosed, ready: prepareSoon }),
      quick: () => openQuickWindow(opened()),
    },
    asking: () => (quick.isShown() ? 'quick' : 'main'),
  });
  const quick = makeQuickCopy({
    window: () => windows.make('quick'),
    size: quickSize,
    workArea: () => screen.getDisplayNearestPoint(screen.getCursorScreenPoint()).workArea,
    now: deps.now,
    platform: process.platform,
    shown: (text) => windows.tell('quick.shown', { text }),
    hidden: () => windows.tell('quick.hidden', {}),
  });

  function prepareSoon(): void {
    preparing = setTimeout(quick.prepare, quickAfterMs);
  }
  app.on('before-quit', () => clearTimeout(preparing));

  return {
    windows,
    quick,
    showMain() {
      quick.hide();
      windows.show('main');
    },
  };
}
