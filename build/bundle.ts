/**
 * Bundles the application: main process and preload with esbuild, the renderer with vite. Knows nothing of the
 * stand-in (bundle-stand-in.ts) or of packages (package.ts). A function for start.ts and test.ts, and a command.
 */
import { copyFile, cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import { pageListName } from '../electron/desktop/page-list.ts';
import { nativePackages } from './native-packages.ts';
import { rendererConfig } from './vite-config.ts';

/** CommonJS packages inside an ES module bundle ask for `require`. */
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

async function bundleMain(): Promise<void> {
  await esbuild({
    entryPoints: ['electron/main.ts'],
    outfile: 'dist/main/main.js',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['electron', ...nativePackages],
    banner: { js: requireBanner },
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** The native messaging host under Node; a package needs none, for it is its own. */
async function bundleBrowserHost(): Promise<void> {
  await esbuild({
    entryPoints: ['electron/browser-link/browser-host.ts'],
    outfile: 'dist/main/browser-host.js',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

async function bundlePreload(): Promise<void> {
  await esbuild({
    entryPoints: ['electron/preload.ts'],
    outfile: 'dist/preload/preload.cjs',
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'chrome140',
    external: ['electron'],
    logLevel: 'warning',
  });
}

async function namesBelow(folder: string, prefix = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true });
  const names = entries.map((entry) => (entry.isDirectory() ? namesBelow(folder, `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`]));
  return (await Promise.all(names)).flat().sort();
}

/** The page server reads its files by this list: a packaged program stands in an archive, where walking folders is not to be relied on. */
export async function listPages(folder: string): Promise<void> {
  const names = (await namesBelow(folder)).filter((name) => name !== pageListName);
  await writeFile(join(folder, pageListName), JSON.stringify(names));
}

export async function bundleApplication(): Promise<void> {
  await Promise.all([bundleMain(), bundleBrowserHost(), bundlePreload()]);
  await copyFile('build/icons/icon.png', 'dist/icon.png');
  await cp('build/icons/tray', 'dist/tray', { recursive: true });
  await vite(rendererConfig);
  await listPages('dist/renderer');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleApplication();
}
