/**
 * Bundles the browser extension to dist/extension/chromium and dist/extension/firefox, from one source. A function for the tests and a
 * command (`npm run bundle:extension`). Knows nothing of stores and their signing.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { manifestFor, type ExtensionTarget } from '../extension/manifest-for.ts';

export const extensionFolder = (target: ExtensionTarget): string => join('dist', 'extension', target);

const engines: Readonly<Record<ExtensionTarget, string>> = { chromium: 'chrome137', firefox: 'firefox130' };

async function packageVersion(): Promise<string> {
  const parsed: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('version' in parsed) || typeof parsed.version !== 'string') {
    throw new Error('package.json names no version');
  }
  return parsed.version;
}

async function bundleFor(target: ExtensionTarget): Promise<void> {
  const outdir = extensionFolder(target);
  await mkdir(outdir, { recursive: true });
  const shared = { outdir, bundle: true, minify: true, target: engines[target], legalComments: 'none', logLevel: 'warning' } as const;
  await build({ ...shared, entryPoints: { background: 'extension/background/background.ts', popup: 'extension/popup/popup.ts', pairing: 'extension/pairing/pairing-page.ts' }, format: 'esm' });
  await build({ ...shared, entryPoints: { content: 'extension/content/content.ts' }, format: 'iife' });
  const styles = await Promise.all(['renderer/styles/tokens.css', 'extension/popup/page-style.css'].map((path) => readFile(path, 'utf8')));
  await writeFile(join(outdir, 'page.css'), styles.join('\n'));
  await writeFile(join(outdir, 'manifest.json'), `${JSON.stringify(manifestFor(target, await packageVersion()), null, 2)}\n`);
  await copyFile('build/icons/icon.png', join(outdir, 'icon.png'));
  await copyFile('extension/popup/popup.html', join(outdir, 'popup.html'));
  await copyFile('extension/pairing/pairing.html', join(outdir, 'pairing.html'));
}

export async function bundleExtension(): Promise<void> {
  await bundleFor('chromium');
  await bundleFor('firefox');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleExtension();
}
