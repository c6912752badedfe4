/** Bundles the thread of a software key into one text; used by tests and, its settings, by `build/bundle-virtual-key.ts`. Never for a package. */
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

export const keyThreadBundle: BuildOptions = {
  entryPoints: [fileURLToPath(new URL('./key-worker.ts', import.meta.url))],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['koffi'],
  logLevel: 'warning',
};

let bundled: Promise<string> | null = null;

export function keyWorkerCode(): Promise<string> {
  bundled ??= build({ ...keyThreadBundle, write: false }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return bundled;
}
