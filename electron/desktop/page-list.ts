/**
 * The names of the page's files, written down beside them by the bundler (`build/bundle.ts`) and read by the page server instead of
 * the folder: inside a package's archive a folder is only played. Knows nothing of Electron, so that the bundler can import it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const pageListName = 'page-files.json';

/** Relative to the folder, with slashes. */
export async function readPageList(folder: string): Promise<readonly string[]> {
  const list: unknown = JSON.parse(await readFile(join(folder, pageListName), 'utf8'));
  if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) {
    throw new TypeError('the list of page files is not a list of names');
  }
  return list;
}
