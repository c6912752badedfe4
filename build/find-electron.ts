/**
 * Electron's binary: where it is, and getting it where it is not there yet. Its package downloads it on first use;
 * on a closed network that fails, and the caller goes on without. Called by start.ts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const downloadPatienceMs = 5 * 60_000;
const packageFolder = join('node_modules', 'electron');

export function findElectron(): string | undefined {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) {
    return undefined;
  }
  const binary = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

export function downloadElectron(): string | undefined {
  process.stdout.write('Electron is not here yet: downloading it once (giving up after five minutes) ...\n');
  spawnSync(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'ignore', timeout: downloadPatienceMs });
  return findElectron();
}
