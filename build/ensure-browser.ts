/**
 * Finds a Chromium, or installs Debian's or Ubuntu's and says so in a line; where neither can be, says what to install
 * and ends with 1. A function for test.ts and start.ts, and a command.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runsAsRoot } from './browser-arguments.ts';
import { findBrowser } from './find-browser.ts';

const installPatienceMs = 10 * 60_000;

function isOnPath(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What to put before `apt-get`, or undefined where we may not install. */
function installerPrefix(): readonly string[] | undefined {
  if (process.platform !== 'linux' || !isOnPath('apt-get')) {
    return undefined;
  }
  if (runsAsRoot) {
    return [];
  }
  const maySudo = isOnPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return maySudo ? ['sudo', '-n'] : undefined;
}

function aptGet(prefix: readonly string[], args: readonly string[]): boolean {
  const [command = 'apt-get', ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  const result = spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', timeout: installPatienceMs });
  if (result.status !== 0) {
    process.stderr.write(`${result.stderr.trim()}\n`);
  }
  return result.status === 0;
}

/** Installs a package of the distribution; false, with the reason on stderr, where that cannot be. */
export function installPackage(name: string): boolean {
  const prefix = installerPrefix();
  if (prefix === undefined) {
    return false;
  }
  process.stdout.write(`Installing the package "${name}" with apt-get ...\n`);
  const install = ['install', '-y', '--no-install-recommends', name];
  return (aptGet(prefix, ['-q', 'update']) && aptGet(prefix, install)) || aptGet(prefix, install);
}

export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) {
    return found;
  }
  const named = process.env['LATCHKEY_CHROMIUM'];
  if (named !== undefined && named !== '') {
    throw new Error(`LATCHKEY_CHROMIUM names "${named}", which is not a program that can be run.`);
  }
  // On Ubuntu these packages only ask for the snap, which cannot run inside containers; findBrowser knows that stub.
  for (const name of ['chromium', 'chromium-browser']) {
    const installed = installPackage(name) ? findBrowser() : undefined;
    if (installed !== undefined) {
      process.stdout.write(`Chromium is installed: ${installed}\n`);
      return installed;
    }
  }
  throw new Error(
    [
      'No Chromium was found, and it could not be installed from here.',
      '  Debian:  sudo apt-get install chromium',
      '  Ubuntu:  sudo snap install chromium, or Google Chrome from its .deb package',
      '  macOS and Windows:  install Chrome, Chromium, Edge or Brave',
      'Or set LATCHKEY_CHROMIUM to the path of one.',
    ].join('\n'),
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.stdout.write(`${ensureBrowser()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
