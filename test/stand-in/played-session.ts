/**
 * Plays Electron's sessions: protocol handlers that answer requests, permission handlers whose answers Chromium is
 * told, downloads, and request filters. All sessions share one Chromium profile, so storage is not kept apart by
 * partition here. Called by electron.ts (as `session`, `protocol`) and by played-contents.ts (answering requests).
 */
import { EventEmitter } from 'node:events';
import type { BrowserContext, Download, Request as PageRequest, Route } from 'playwright-core';
import { cancellable, playing } from './playing.ts';
import { onReset } from './reset.ts';
import { stage } from './stage.ts';

type ProtocolHandler = Parameters<Electron.Protocol['handle']>[1];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];

/** Electron's word for a permission, and Chromium's. Those without a devtools name cannot be granted here at all. */
const permissions = [
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['geolocation', 'geolocation'],
  ['local-fonts', 'local-fonts'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['notifications', 'notifications'],
  ['persistent-storage', 'storage-access'],
] as const;

/** A session, and what windows of the stand-in need of it. */
export interface PlayedSession {
  readonly session: Electron.Session;
  answer(route: Route, request: PageRequest, contents: Electron.WebContents): Promise<void>;
  applyPermissions(context: BrowserContext, origin: string, contents: Electron.WebContents): Promise<void>;
  takeDownload(download: Download, contents: Electron.WebContents): Promise<void>;
}

const resourceTypes: Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']> = {
  document: 'mainFrame', stylesheet: 'stylesheet', script: 'script', image: 'image', font: 'font', media: 'media', xhr: 'xhr', fetch: 'xhr', ping: 'ping', websocket: 'webSocket',
};

function buildSession(partition: string): PlayedSession {
  const handlers = new Map<string, ProtocolHandler>();
  let requestHandler: RequestHandler = null;
  let checkHandler: CheckHandler = null;
  let beforeRequest: { urls: readonly string[] | undefined; listener: Function } | undefined;
  let requests = 0;

  const protocol = playing<Electron.Protocol>({
    handle: (scheme, handler) => {
      if (handlers.has(scheme)) {
        throw new Error(`Failed to register protocol: ${scheme}`);
      }
      handlers.set(scheme, handler);
    },
    unhandle: (scheme) => {
      handlers.delete(scheme);
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
  });

  const webRequest = playing<Electron.WebRequest>({
    onBeforeRequest: (first: unknown, second?: unknown) => {
      const listener = typeof first === 'function' ? first : second;
      const urls = typeof first === 'object' && first !== null && 'urls' in first && Array.isArray(first.urls) ? first.urls.map(String) : undefined;
      beforeRequest = typeof listener === 'function' ? { urls, listener } : undefined;
    },
  });

  const session = playing<Electron.Session>(
    {
      protocol,
      webRequest,
      setPermissionRequestHandler: (handler) => {
        requestHandler = handler;
      },
      setPermissionCheckHandler: (handler) => {
        checkHandler = handler;
      },
      setDevicePermissionHandler: () => undefined,
      setDisplayMediaRequestHandler: () => undefined,
      setBluetoothPairingHandler: () => undefined,
      setCertificateVerifyProc: () => undefined,
      setSpellCheckerEnabled: () => undefined,
      setSpellCheckerLanguages: () => undefined,
      setSpellCheckerDictionaryDownloadURL: () => undefined,
      setProxy: async () => undefined,
      setUserAgent: () => undefined,
      isPersistent: () => partition.startsWith('persist:'),
      clearStorageData: async (options) => stage.clearData(options?.origin),
      clearData: async () => stage.clearData(undefined),
      clearCache: async () => undefined,
      clearAuthCache: async () => undefined,
      clearHostResolverCache: async () => undefined,
      closeAllConnections: async () => undefined,
      flushStorageData: () => undefined,
    },
    new EventEmitter(),
  );

  /** True when a filter of the application cancelled the request. */
  const isCancelled = async (request: PageRequest, contents: Electron.WebContents): Promise<boolean> => {
    const filter = beforeRequest;
    if (filter === undefined || !matchesAny(filter.urls, request.url())) {
      return false;
    }
    requests += 1;
    const isSubFrame = request.isNavigationRequest() && request.frame().parentFrame() !== null;
    const details: Partial<Electron.OnBeforeRequestListenerDetails> = {
      id: requests,
      url: request.url(),
      method: request.method(),
      webContentsId: contents.id,
      webContents: contents,
      resourceType: isSubFrame ? 'subFrame' : (resourceTypes[request.resourceType()] ?? 'other'),
      referrer: request.headers()['referer'] ?? '',
      timestamp: Date.now(),
    };
    const response = await new Promise<Electron.CallbackResponse>((resolve) => filter.listener(details, resolve));
    return response.cancel === true || response.redirectURL !== undefined;
  };

  const answer = async (route: Route, request: PageRequest, contents: Electron.WebContents): Promise<void> => {
    const url = request.url();
    if (await isCancelled(request, contents)) {
      return route.abort('blockedbyclient');
    }
    const handler = handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) {
      return route.abort('namenotresolved');
    }
    try {
      const body = request.postDataBuffer();
      const headers = Object.entries(request.headers()).filter(([name]) => !name.startsWith(':'));
      const response = await handler(new Request(url, { method: request.method(), headers, ...(body === null ? {} : { body: new Uint8Array(body) }) }));
      if (response.status === 0) {
        return await route.abort('failed');
      }
      return await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
    } catch (error) {
      process.stderr.write(`stand-in: the handler for ${new URL(url).origin} failed: ${error instanceof Error ? error.message : String(error)}\n`);
      return route.abort('failed').catch(() => undefined);
    }
  };

  const isAllowed = async (permission: (typeof permissions)[number][0], origin: string, contents: Electron.WebContents): Promise<boolean> => {
    const ask = requestHandler;
    const checked = checkHandler?.(contents, permission, origin, { isMainFrame: true, requestingUrl: `${origin}/` }) ?? true;
    const answered = ask === null ? true : await new Promise<boolean>((resolve) => ask(contents, permission, resolve, { isMainFrame: true, requestingUrl: `${origin}/` }));
    return checked && answered;
  };

  return {
    session,
    answer,
    applyPermissions: async (context, origin, contents) => {
      const granted: string[] = [];
      for (const [permission, chromiumName] of permissions) {
        if (await isAllowed(permission, origin, contents)) {
          granted.push(chromiumName);
        }
      }
      // Devtools rejects for this origin whatever is not in the list.
      await context.grantPermissions(granted, { origin });
    },
    takeDownload: async (download, contents) => {
      let savePath = '';
      let cancelled = false;
      const item = playing<Electron.DownloadItem>(
        {
          getURL: () => download.url(),
          getFilename: () => download.suggestedFilename(),
          setSavePath: (path) => {
            savePath = path;
          },
          getSavePath: () => savePath,
          cancel: () => {
            cancelled = true;
          },
        },
        new EventEmitter(),
      );
      const event = cancellable({});
      session.emit('will-download', event, item, contents);
      if (event.defaultPrevented || cancelled || savePath === '') {
        await download.cancel();
        item.emit('done', {}, 'cancelled');
        return;
      }
      await download.saveAs(savePath);
      item.emit('done', {}, 'completed');
    },
  };
}

/** Electron's match patterns: `<all_urls>`, or scheme, host and path with asterisks. */
function matchesAny(patterns: readonly string[] | undefined, url: string): boolean {
  return (
    patterns === undefined ||
    patterns.some((pattern) => pattern === '<all_urls>' || new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(url))
  );
}

const sessions = new Map<string, PlayedSession>();
onReset(() => sessions.clear());

export function sessionFor(partition: string): PlayedSession {
  const known = sessions.get(partition) ?? buildSession(partition);
  sessions.set(partition, known);
  return known;
}

/** The stand-in's side of a session the application got from `session.fromPartition`. */
export function playedSession(session: Electron.Session | undefined, partition: string | undefined): PlayedSession {
  const found = session === undefined ? undefined : [...sessions.values()].find((played) => played.session === session);
  return found ?? sessionFor(partition ?? '');
}

export const session = playing<typeof Electron.Session>({
  fromPartition: (partition) => sessionFor(partition).session,
  get defaultSession() {
    return sessionFor('').session;
  },
});

export const protocol = playing<Electron.Protocol>({
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme, handler) => sessionFor('').session.protocol.handle(scheme, handler),
  unhandle: (scheme) => sessionFor('').session.protocol.unhandle(scheme),
  isProtocolHandled: (scheme) => sessionFor('').session.protocol.isProtocolHandled(scheme),
});
