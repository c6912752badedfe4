/**
 * Bundles the software authenticator (test/authenticator) to dist/virtual-key, for `npm start -- --virtual-key` and for end-to-end tests. Never called
 * for a package, which takes nothing from there (packaging-config.ts).
 */
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { keyThreadBundle } from '../test/authenticator/bundle-key-worker.ts';

export async function bundleVirtualKey(): Promise<void> {
  await build({ ...keyThreadBundle, outfile: 'dist/virtual-key/key-worker.cjs' });
  await build({
    entryPoints: ['test/authenticator/virtual-key.ts'],
    outfile: 'dist/virtual-key/virtual-key.js',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleVirtualKey();
}
