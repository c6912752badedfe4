/**
 * Type-checks every layer with its own `lib` and `types`, so that a DOM name in the main process
 * or a Node name in the renderer does not compile.
 */
import { spawnSync } from 'node:child_process';

const layers = ['shared', 'electron', 'electron/tsconfig.preload.json', 'renderer', 'extension', 'cli', 'build', 'test'];

let failed = false;
for (const layer of layers) {
  const result = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', layer], { stdio: 'inherit' });
  if (result.status !== 0) {
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
