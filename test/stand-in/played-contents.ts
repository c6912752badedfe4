/**
 * Plays `webContents`: one page of Chromium with the application's preload, its navigations reported before they
 * happen, its windows refused or allowed as the application says. Called by played-window.ts.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Dialog, Page, Request as PageRequest, Route } from 'playwright-core';
import { linkPage, type FramePlace, type PageLink } from './page-link.ts';
import { takeMessage } from './played-ipc.ts';
import type { PlayedSession } from './played-session.ts';
import { applyTheme } from './played-theme.ts';
import { cancellable, playing } from './playing.ts';
import { headed, stage } from './stage.ts';
import { encodeWire } from './wire.ts';

export interface PlayedContents {
  readonly contents: Electron.WebContents;
  /** The page, once Chromium runs and the worlds are injected. */
  readonly ready: Promise<Page>;
  close(): Promise<void>;
  keepPage(): void;
}

export interface ContentsWishes {
  readonly id: number;
  readonly session: PlayedSession;
  readonly preloadPath: string | undefined;
  readonly viewport: { readonly width: number; readonly height: number };
  onPageClosed(): void;
}

const inches = (value: number | undefined): string => `${value ?? 0.4}in`;

export function openContents(wishes: ContentsWishes): PlayedContents {
  const events = new EventEmitter();
  const preload = wishes.preloadPath === undefined ? undefined : readFileSync(wishes.preloadPath, 'utf8');
  const ourNavigations = new Set<string>();
  let openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined;
  let page: Page | undefined;
  let link: PageLink | undefined;
  let destroyed = false;
  let zoom = 1;
  let title = '';

  const frames = new Map<string, Electron.WebFrameMain>();
  const frameFor = (place: FramePlace | undefined): Electron.WebFrameMain => {
    const id = place?.id ?? '';
    const now = (): FramePlace | undefined => link?.frame(id);
    const known = frames.get(id);
    if (known !== undefined) {
      return known;
    }
    const frame = playing<Electron.WebFrameMain>(
      {
        get url() {
          return now()?.url ?? '';
        },
        get origin() {
          return now()?.origin ?? 'null';
        },
        get parent() {
          const parentId = now()?.parentId;
          return parentId === undefined ? null : frameFor(link?.frame(parentId));
        },
        get top() {
          return frameFor(link?.mainFrame());
        },
        get frames() {
          return (link?.frames() ?? []).filter((other) => other.parentId === id).map(frameFor);
        },
        frameToken: id,
        routingId: frames.size + 1,
        frameTreeNodeId: wishes.id * 10_000 + frames.size + 1,
        processId: wishes.id,
        detached: false,
        isDestroyed: () => destroyed || (link !== undefined && now() === undefined),
      },
      new EventEmitter(),
    );
    frames.set(id, frame);
    return frame;
  };

  /** A page that would rather not be unloaded: Electron asks the application, which may say "all the same". */
  const leaving = async (open: Page, leave: () => Promise<unknown>): Promise<void> => {
    const answer = (dialog: Dialog): void => {
      let unloadsAllTheSame = false;
      events.emit('will-prevent-unload', { preventDefault: () => void (unloadsAllTheSame = true) });
      void (unloadsAllTheSame ? dialog.accept() : dialog.dismiss()).catch(() => undefined);
    };
    open.once('dialog', answer);
    await leave().finally(() => open.off('dialog', answer));
  };

  const goTo = async (url: string): Promise<void> => {
    const open = await ready;
    ourNavigations.add(url);
    const origin = URL.canParse(url) ? new URL(url).origin : 'null';
    if (origin !== 'null') {
      await wishes.session.applyPermissions(open.context(), origin, contents);
    }
    try {
      await leaving(open, () => open.goto(url));
    } catch (error) {
      if (!destroyed) {
        const reason = /net::(\w+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? 'ERR_FAILED';
        events.emit('did-fail-load', {}, -2, reason, url, true);
        throw new Error(`${reason} (-2) loading '${url}'`);
      }
    } finally {
      ourNavigations.delete(url);
    }
  };

  const reload = (): void => {
    ready
      .then(async (open) => {
        ourNavigations.add(open.url());
        await leaving(open, () => open.reload()).catch(() => undefined);
        ourNavigations.delete(open.url());
      })
      .catch(() => undefined);
  };

  const contents = playing<Electron.WebContents>(
    {
      id: wishes.id,
      session: wishes.session.session,
      get mainFrame() {
        return frameFor(link?.mainFrame());
      },
      getURL: () => link?.mainFrame()?.url ?? '',
      getTitle: () => title,
      getType: () => 'window',
      isDestroyed: () => destroyed,
      isCrashed: () => false,
      isLoading: () => ourNavigations.size > 0,
      isFocused: () => !destroyed,
      focus: () => void page?.bringToFront().catch(() => undefined),
      loadURL: goTo,
      navigationHistory: playing<Electron.NavigationHistory>({
        clear: () => void link?.devtools.send('Page.resetNavigationHistory').catch(() => undefined),
      }),
      reload,
      reloadIgnoringCache: reload,
      stop: () => void link?.devtools.send('Page.stopLoading').catch(() => undefined),
      close: () => void page?.close().catch(() => undefined),
      send: (channel, ...args: unknown[]) => link?.post({ kind: 'event', channel, args: encodeWire(args) }),
      setWindowOpenHandler: (handler) => {
        openHandler = handler;
      },
      setVisualZoomLevelLimits: async () => undefined,
      setZoomFactor: (factor) => {
        zoom = factor;
      },
      getZoomFactor: () => zoom,
      setIgnoreMenuShortcuts: () => undefined,
      setBackgroundThrottling: () => undefined,
      setWebRTCIPHandlingPolicy: () => undefined,
      openDevTools: () => undefined,
      closeDevTools: () => undefined,
      isDevToolsOpened: () => false,
      executeJavaScript: async (code) => (await ready).evaluate(code),
      insertCSS: async (content) => {
        await (await ready).addStyleTag({ content });
        return '';
      },
      capturePage: async () => {
        const { imageFromPng } = await import('./played-image.ts');
        return imageFromPng(await (await ready).screenshot());
      },
      printToPDF: async (options) => {
        const { landscape, printBackground, scale, pageRanges, headerTemplate, footerTemplate, displayHeaderFooter, preferCSSPageSize, pageSize, margins } = options;
        const size = typeof pageSize === 'string' ? { format: pageSize } : pageSize === undefined ? {} : { width: inches(pageSize.width), height: inches(pageSize.height) };
        return (await ready).pdf({
          ...size,
          landscape: landscape ?? false,
          printBackground: printBackground ?? false,
          scale: scale ?? 1,
          pageRanges: pageRanges ?? '',
          headerTemplate: headerTemplate ?? '',
          footerTemplate: footerTemplate ?? '',
          displayHeaderFooter: displayHeaderFooter ?? false,
          preferCSSPageSize: preferCSSPageSize ?? false,
          margin: { top: inches(margins?.top), bottom: inches(margins?.bottom), left: inches(margins?.left), right: inches(margins?.right) },
        });
      },
      // No printer is reached from here; a visible window offers Chromium's own dialog.
      print: (_options, callback) => {
        if (headed) {
          void page?.evaluate('window.print()').then(() => callback?.(true, ''));
        } else {
          callback?.(false, 'Print job canceled');
        }
      },
    },
    events,
  );

  /** A navigation that the page or a person began, not the application; false when the application refused it. */
  const mayNavigate = (request: PageRequest): boolean => {
    const frame = request.frame();
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && ourNavigations.has(request.url())) {
      return true;
    }
    const details = { url: request.url(), isSameDocument: false, isMainFrame, frame: frameFor(link?.mainFrame()), initiator: frameFor(link?.mainFrame()) };
    const names = request.redirectedFrom() !== null ? ['will-redirect'] : isMainFrame ? ['will-frame-navigate', 'will-navigate'] : ['will-frame-navigate'];
    return names.every((name) => {
      const event = cancellable(details);
      events.emit(name, event, request.url());
      return !event.defaultPrevented;
    });
  };

  const intercept = async (route: Route): Promise<void> => {
    const request = route.request();
    if (request.isNavigationRequest() && !mayNavigate(request)) {
      return route.abort('aborted');
    }
    return wishes.session.answer(route, request, contents);
  };

  const onGone = (): void => {
    if (!destroyed) {
      destroyed = true;
      events.emit('destroyed');
      wishes.onPageClosed();
    }
  };

  const begin = async (): Promise<Page> => {
    const open = await stage.openPage();
    page = open;
    if (!headed) {
      await open.setViewportSize(wishes.viewport);
    }
    link = await linkPage(open, preload, (message, place, world) => {
      if (message.kind === 'input') {
        events.emit('input-event', {}, { type: message.type });
        return;
      }
      const sender = { contents, frame: frameFor(place), reply: link === undefined ? () => undefined : (answer: Parameters<PageLink['post']>[0]) => link?.post(answer, world) };
      void takeMessage(message, sender);
    });
    await open.route('**/*', intercept);
    await applyTheme(open);
    open.on('popup', (popup) => {
      if (destroyed) {
        return;
      }
      const details = { url: popup.url(), frameName: '', features: '', disposition: 'foreground-tab' as const, referrer: { url: open.url(), policy: 'no-referrer' as const } };
      const answer = openHandler?.(details) ?? { action: 'deny' as const };
      if (answer.action === 'allow') {
        process.stderr.write('stand-in: windows opened by a page are not played; refused\n');
      }
      void popup.close().catch(() => undefined);
    });
    open.on('download', (download) => {
      if (!destroyed) {
        void wishes.session.takeDownload(download, contents);
      }
    });
    open.on('domcontentloaded', () => events.emit('dom-ready', {}));
    open.on('load', () => {
      // The empty page a window starts from is not the application's.
      if (open.url() === 'about:blank') {
        return;
      }
      void open.title().then((now) => (title = now), () => undefined);
      events.emit('did-finish-load', {});
    });
    open.on('framenavigated', (frame) => {
      if (frame === open.mainFrame()) {
        events.emit('did-navigate', {}, frame.url(), 200, 'OK');
      }
    });
    open.on('console', (message) => events.emit('console-message', { message: message.text(), level: message.type(), lineNumber: 0, sourceId: message.location().url, frame: frameFor(link?.mainFrame()) }));
    open.on('crash', () => events.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
    open.on('close', onGone);
    return open;
  };
  const ready = begin();
  ready.catch((error: unknown) => {
    if (stage.hasEnded()) {
      return;
    }
    process.stderr.write(`stand-in: the window could not be opened: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });

  let keepsPage = false;
  const close = async (): Promise<void> => {
    const open = await ready;
    if (!keepsPage) {
      return open.close();
    }
    await link?.unlink();
    await stage.keepPage(open);
    onGone();
  };
  return {
    contents,
    ready,
    close,
    keepPage: () => {
      keepsPage = true;
    },
  };
}
