/**
 * Plays `BrowserWindow`: a page with a size, a title, and the events of a window's life. What a page cannot do
 * (hide, stay on top, content protection) is kept as data. Called by electron.ts and by played-app.ts (quitting).
 */
import { EventEmitter } from 'node:events';
import { openContents } from './played-contents.ts';
import { playedSession } from './played-session.ts';
import { cancellable, playing } from './playing.ts';
import { headed, stage } from './stage.ts';

interface Kept {
  readonly window: Electron.BrowserWindow;
  readonly gone: Promise<void>;
  /** Says that closing shall leave the page for the next window. */
  keepPage(): void;
}

const windows = new Map<number, Kept>();
/** How each window was opened: a frame, a place in the task bar and the like are nothing a page could show. By the window's id. */
export const openedWith = new Map<number, Electron.BrowserWindowConstructorOptions>();
let lastId = 0;
let focusedId: number | undefined;

/** `window-all-closed` and `web-contents-created` are the application's events: played-app.ts listens here. */
export const windowEvents = new EventEmitter();

function openWindow(options: Electron.BrowserWindowConstructorOptions = {}): Electron.BrowserWindow {
  lastId += 1;
  const id = lastId;
  const events = new EventEmitter();
  let bounds: Electron.Rectangle = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
  const state = { title: options.title ?? '', visible: options.show ?? true, minimised: false, maximised: false, destroyed: false, fullScreen: false, protectedContent: false, onTop: options.alwaysOnTop ?? false, background: options.backgroundColor ?? '#fff', minimum: [options.minWidth ?? 0, options.minHeight ?? 0] };

  let settleGone: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    settleGone = resolve;
  });

  const onPageClosed = (): void => {
    if (state.destroyed) {
      return;
    }
    state.destroyed = true;
    windows.delete(id);
    openedWith.delete(id);
    focusedId = focusedId === id ? undefined : focusedId;
    events.emit('closed');
    settleGone();
    if (windows.size === 0) {
      windowEvents.emit('all-closed');
    }
  };

  const played = openContents({
    id,
    session: playedSession(options.webPreferences?.session, options.webPreferences?.partition),
    preloadPath: options.webPreferences?.preload,
    viewport: { width: bounds.width, height: bounds.height },
    onPageClosed,
  });
  const { contents } = played;

  const place = async (windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen', to?: Partial<Electron.Rectangle>): Promise<void> => {
    const page = await played.ready;
    if (!headed) {
      if (to !== undefined) {
        await page.setViewportSize({ width: bounds.width, height: bounds.height });
      }
      return;
    }
    const devtools = await stage.devtoolsFor(page);
    const { windowId } = await devtools.send('Browser.getWindowForTarget');
    await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    if (to !== undefined) {
      const { x, y, width, height } = to;
      await devtools.send('Browser.setWindowBounds', { windowId, bounds: { ...(x === undefined ? {} : { left: x }), ...(y === undefined ? {} : { top: y }), ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) } });
    }
  };
  const tryPlace = (...how: Parameters<typeof place>): void => void place(...how).catch(() => undefined);

  const takeFocus = (): void => {
    if (focusedId === id || state.destroyed) {
      return;
    }
    const before = windows.get(focusedId ?? 0)?.window;
    focusedId = id;
    before?.emit('blur', {});
    events.emit('focus', {});
    windowEvents.emit('focus', window);
    played.ready.then((page) => page.bringToFront()).catch(() => undefined);
  };

  const loseFocus = (): void => {
    if (focusedId === id) {
      focusedId = undefined;
      events.emit('blur', {});
      windowEvents.emit('blur', window);
    }
  };

  const setVisible = (visible: boolean): void => {
    if (visible === state.visible) {
      return;
    }
    state.visible = visible;
    tryPlace(visible ? 'normal' : 'minimized');
    events.emit(visible ? 'show' : 'hide');
  };

  const destroy = (): void => {
    void played.close().catch(() => undefined);
  };

  const window = playing<Electron.BrowserWindow>(
    {
      id,
      webContents: contents,
      loadURL: (url, loadOptions) => contents.loadURL(url, loadOptions),
      reload: () => contents.reload(),
      show: () => {
        state.minimised = false;
        setVisible(true);
        takeFocus();
      },
      showInactive: () => setVisible(true),
      hide: () => {
        setVisible(false);
        loseFocus();
      },
      focus: takeFocus,
      blur: loseFocus,
      isFocused: () => focusedId === id,
      isVisible: () => state.visible && !state.destroyed,
      isDestroyed: () => state.destroyed,
      close: () => {
        const event = cancellable({});
        events.emit('close', event);
        if (!event.defaultPrevented) {
          destroy();
        }
      },
      destroy,
      minimize: () => {
        state.minimised = true;
        tryPlace('minimized');
        loseFocus();
        events.emit('minimize');
      },
      restore: () => {
        state.minimised = false;
        tryPlace('normal');
        events.emit('restore');
      },
      isMinimized: () => state.minimised,
      maximize: () => {
        state.maximised = true;
        tryPlace('maximized');
        events.emit('maximize');
      },
      unmaximize: () => {
        state.maximised = false;
        tryPlace('normal');
        events.emit('unmaximize');
      },
      isMaximized: () => state.maximised,
      setFullScreen: (full) => {
        state.fullScreen = full;
        tryPlace(full ? 'fullscreen' : 'normal');
      },
      isFullScreen: () => state.fullScreen,
      setTitle: (title) => {
        state.title = title;
      },
      getTitle: () => state.title,
      getBounds: () => ({ ...bounds }),
      getNormalBounds: () => ({ ...bounds }),
      getContentBounds: () => ({ ...bounds }),
      setBounds: (changed) => {
        bounds = { ...bounds, ...changed };
        tryPlace('normal', changed);
        events.emit('resize');
      },
      getSize: () => [bounds.width, bounds.height],
      setSize: (width, height) => window.setBounds({ width, height }),
      setPosition: (x: number, y: number) => window.setBounds({ x, y }),
      getPosition: () => [bounds.x, bounds.y],
      center: () => undefined,
      setMinimumSize: (width, height) => {
        state.minimum = [width, height];
      },
      getMinimumSize: () => [...state.minimum],
      setContentProtection: (enable) => {
        state.protectedContent = enable;
      },
      isContentProtected: () => state.protectedContent,
      setAlwaysOnTop: (flag) => {
        state.onTop = flag;
      },
      isAlwaysOnTop: () => state.onTop,
      setBackgroundColor: (colour) => {
        state.background = colour;
      },
      getBackgroundColor: () => state.background,
      setVisibleOnAllWorkspaces: () => undefined,
      setSkipTaskbar: () => undefined,
      setMenu: () => undefined,
      removeMenu: () => undefined,
      setMenuBarVisibility: () => undefined,
      setAutoHideMenuBar: () => undefined,
      setWindowButtonVisibility: () => undefined,
      setTitleBarOverlay: () => undefined,
      setProgressBar: () => undefined,
      setIcon: () => undefined,
      flashFrame: () => undefined,
      moveTop: () => undefined,
    },
    events,
  );

  if (headed) {
    tryPlace('normal', { width: bounds.width, height: bounds.height });
    // The first one is about to be shown; another that begins hidden would stand there as a window of its own.
    if (!state.visible && id > 1) {
      tryPlace('minimized');
    }
  }
  contents.once('did-finish-load', () => events.emit('ready-to-show'));
  contents.on('render-process-gone', () => events.emit('unresponsive'));
  openedWith.set(id, options);
  windows.set(id, { window, gone, keepPage: played.keepPage });
  windowEvents.emit('created', window);
  if (state.visible) {
    takeFocus();
  }
  return window;
}

function BrowserWindowOf(options?: Electron.BrowserWindowConstructorOptions): Electron.BrowserWindow {
  return openWindow(options);
}

const allWindows = (): Electron.BrowserWindow[] => [...windows.values()].map(({ window }) => window);

export const BrowserWindow = playing<typeof Electron.BrowserWindow>(
  {
    getAllWindows: allWindows,
    getFocusedWindow: () => windows.get(focusedId ?? 0)?.window ?? null,
    fromWebContents: (contents) => allWindows().find((window) => window.webContents === contents) ?? null,
    fromId: (id) => windows.get(id)?.window ?? null,
  },
  BrowserWindowOf,
);

/** Asks every window to close; false when one refused, true when all are gone. */
export async function closeAllWindows(keepFirstPage: boolean): Promise<boolean> {
  for (const { window, gone, keepPage } of [...windows.values()]) {
    if (keepFirstPage && window === allWindows()[0]) {
      keepPage();
    }
    const refused = new Promise<'refused'>((resolve) => {
      window.once('close', (event) => queueMicrotask(() => event.defaultPrevented && resolve('refused')));
    });
    window.close();
    if ((await Promise.race([gone, refused])) === 'refused') {
      return false;
    }
  }
  return true;
}
