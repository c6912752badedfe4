/** The page's files, as they are bundled and then served: by the list the bundler wrote, never by walking a folder. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPages } from '../../../build/bundle.ts';
import { readPages } from '../../../electron/desktop/page-server.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const makeFolder = tempFolders();

async function bundled(): Promise<string> {
  const folder = await makeFolder();
  await mkdir(join(folder, 'assets/fonts'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets/app.js'), '1;');
  await writeFile(join(folder, 'assets/fonts/inter.woff2'), 'font');
  await writeFile(join(folder, 'assets/app.js.map'), '{}');
  await listPages(folder);
  return folder;
}

describe('the page server', () => {
  it('serves what the bundler listed, in folders too, each with its type, and neither the list nor a map', async () => {
    const pages = await readPages(await bundled());
    expect([...pages].map(([path, { mediaType }]) => [path, mediaType])).toEqual([
      ['/assets/app.js', 'text/javascript; charset=utf-8'],
      ['/assets/fonts/inter.woff2', 'font/woff2'],
      ['/index.html', 'text/html; charset=utf-8'],
    ]);
    expect(pages.get('/assets/app.js')?.bytes.toString()).toBe('1;');
  });

  it('does not walk the folder: a file that came later is not served', async () => {
    const folder = await bundled();
    await writeFile(join(folder, 'assets/late.js'), '2;');
    expect((await readPages(folder)).has('/assets/late.js')).toBe(false);
  });

  it('says so at start, not by a blank window, where a listed file or the list is missing', async () => {
    const folder = await bundled();
    await rm(join(folder, 'assets/app.js'));
    await expect(readPages(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(join(folder, 'page-files.json'), '{}');
    await expect(readPages(folder)).rejects.toThrow('not a list');
  });
});
