/**
 * A tiny application that shows what a main process may expect of Electron, for test/e2e/stand-in.spec.ts: unchanged
 * on real Electron and on the stand-in. Not part of Latchkey; bundled to dist/probe by build/bundle-stand-in.ts.
 */
import { app, BrowserWindow, dialog, ipcMain, session } from 'electron';
import { join } from 'node:path';

const origin = 'https://latchkey.internal';
const pages: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': ['text/html', '<!doctype html><meta charset="utf-8"><title>Probe</title><h1>Probe</h1><script>window.inlineRan = true</script><script src="/page.js"></script>'],
  '/page.js': ['text/javascript', 'window.exposedBeforePage = typeof window.probe;'],
  '/other': ['text/html', '<!doctype html><title>Other</title><h1>Other</h1>'],
};

const served = session.fromPartition('probe');
const refusedNavigations: string[] = [];

if (!app.requestSingleInstanceLock()) {
  app.quit();
}
await app.whenReady();

served.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
served.setPermissionCheckHandler(() => false);
served.protocol.handle('https', async (request) => {
  const url = new URL(request.url);
  const page = url.origin === origin ? pages[url.pathname] : undefined;
  if (page === undefined) {
    return url.origin === origin ? new Response('none', { status: 404 }) : Response.error();
  }
  const headers = { 'content-type': page[0], 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self' https://example.com" };
  return new Response(page[1], { headers });
});

ipcMain.handle('probe.echo', (_event, ...args: unknown[]) => args);
ipcMain.handle('probe.kinds', (_event, ...args: unknown[]) => args.map((value) => Object.prototype.toString.call(value)));
ipcMain.handle('probe.sender', ({ senderFrame }) => ({ url: senderFrame?.url, origin: senderFrame?.origin, isTop: senderFrame !== null && senderFrame.parent === null }));
ipcMain.handle('probe.fail', () => {
  throw new TypeError('not like this');
});
ipcMain.handle('probe.choose', async () => dialog.showOpenDialog({ properties: ['openFile'] }));
ipcMain.handle('probe.refused', () => refusedNavigations);

app.on('window-all-closed', () => app.quit());

// As the application does: refuses once, finishes what it must, and asks again.
let isFinished = false;
app.on('before-quit', (event) => {
  if (!isFinished) {
    event.preventDefault();
    isFinished = true;
    setTimeout(() => app.quit(), 20);
  }
});

const window = new BrowserWindow({
  width: 900,
  height: 600,
  webPreferences: { preload: join(import.meta.dirname, 'probe-preload.cjs'), session: served, sandbox: true, contextIsolation: true },
});
window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
window.webContents.on('will-navigate', (event) => {
  if (new URL(event.url).pathname !== '/') {
    refusedNavigations.push(event.url);
    event.preventDefault();
  }
});
await window.loadURL(`${origin}/`);
