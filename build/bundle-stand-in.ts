/**
 * Bundles the Chromium stand-in (test/stand-in) to dist/stand-in, for `npm start` where Electron cannot be had and
 * for the end-to-end tests. Never called for a package.
 */
import { build } from 'esbuild';

export async function bundleStandIn(): Promise<void> {
  await build({
    entryPoints: ['test/stand-in/electron.ts', 'test/stand-in/register.ts', 'test/stand-in/resolve-hook.ts'],
    outdir: 'dist/stand-in',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['playwright-core'],
    sourcemap: true,
    logLevel: 'warning',
  });
  await bundleProbe();
  await build({
    entryPoints: ['test/stand-in/page-world.ts', 'test/stand-in/preload-world.ts'],
    outdir: 'dist/stand-in',
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'chrome120',
    logLevel: 'warning',
  });
}

/** The small application that test/e2e/stand-in.spec.ts runs. */
async function bundleProbe(): Promise<void> {
  await build({ entryPoints: ['test/probe/probe-main.ts'], outdir: 'dist/probe', bundle: true, format: 'esm', platform: 'node', target: 'node20', external: ['electron'], logLevel: 'warning' });
  await build({
    entryPoints: ['test/probe/probe-preload.ts'],
    outfile: 'dist/probe/probe-preload.cjs',
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'chrome140',
    external: ['electron'],
    logLevel: 'warning',
  });
}
