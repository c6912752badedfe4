/**
 * Answers `https://latchkey.internal/...` from the bundled page files, read once at start: a request can name only a file
 * that was there, whatever its path says. Called by `main.ts`; the session refuses every other host (`guard.ts`).
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Session } from 'electron';
import { appHost, pageHeaders } from './origin.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

async function readPages(folder: string): Promise<ReadonlyMap<string, { bytes: Buffer<ArrayBuffer>; mediaType: string }>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && mediaTypes[extname(entry.name)] !== undefined);
  return new Map(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = `/${relative(folder, path).split(sep).join('/')}`;
        return [name, { bytes: await readFile(path), mediaType: mediaTypes[extname(entry.name)] ?? '' }] as const;
      }),
    ),
  );
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
