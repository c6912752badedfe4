/**
 * Bundles the application: main process and preload with esbuild, the renderer with vite. Knows nothing of the
 * stand-in (bundle-stand-in.ts) or of packages (package.ts). A function for start.ts and test.ts, and a command.
 */
import { copyFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
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

export async function bundleApplication(): Promise<void> {
  await Promise.all([bundleMain(), bundlePreload()]);
  await copyFile('build/icons/icon.png', 'dist/icon.png');
  await vite(rendererConfig);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleApplication();
}
