/**
 * Answers `https://latchkey.internal/...` from the bundled page files, read once at start: a request can name only a file
 * that was there, whatever its path says. Called by `main.ts`; the session refuses every other host (`guard.ts`).
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Session } from 'electron';
import { appHost, pageHeaders } from './origin.ts';
import { readPageList } from './page-list.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type Page = { readonly bytes: Buffer<ArrayBuffer>; readonly mediaType: string };

/** By its path in the address. Every file is read whole, by name: that works inside a package's archive too. */
export async function readPages(folder: string): Promise<ReadonlyMap<string, Page>> {
  const pages = new Map<string, Page>();
  for (const name of await readPageList(folder)) {
    const mediaType = mediaTypes[extname(name)];
    if (mediaType !== undefined) {
      pages.set(`/${name}`, { bytes: await readFile(join(folder, name)), mediaType });
    }
  }
  return pages;
}

export async function servePages(session: Session, folder: string): Promise<void> {
  const pages = await readPages(folder);
  session.protocol.handle('https', (request) => {
    const url = new URL(request.url);
    const page = url.host === appHost && request.method === 'GET' ? pages.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined;
    if (!page) {
      return new Response(null, { status: 404, headers: pageHeaders });
    }
    return new Response(page.bytes, { headers: { ...pageHeaders, 'content-type': page.mediaType } });
  });
}
