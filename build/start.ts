/**
 * `npm start`: bundles what changed and runs the application on Electron; where Electron cannot be had, on the Chromium
 * stand-in; with no display at all, the tour. Arguments are passed on; `--virtual-key` plugs in a key made of software.
 */
import { spawn } from 'node:child_process';
import { runsAsRoot } from './browser-arguments.ts';
import { bundleApplication } from './bundle.ts';
import { bundleStandIn } from './bundle-stand-in.ts';
import { bundleVirtualKey } from './bundle-virtual-key.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { downloadElectron, findElectron } from './find-electron.ts';
import { isFresh, markFresh } from './is-fresh.ts';

const shared = ['package.json', 'package-lock.json', 'build', 'shared'];
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function bundleIfChanged(stamp: string, sources: readonly string[], bundle: () => Promise<void>): Promise<void> {
  if (!isFresh(stamp, [...shared, ...sources])) {
    await bundle();
    markFresh(stamp);
  }
}

/** Runs a program in our place: its output, its signals, its exit code. */
function become(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`${command}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exit(code ?? 1);
  });
}

const hasDisplay = process.platform === 'darwin' || process.platform === 'win32' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);

async function start(passedOn: readonly string[]): Promise<void> {
  if (!hasDisplay) {
    say('No display: running the tour instead (npm run tour).');
    become(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', 'tour', '--', ...passedOn]);
    return;
  }
  await bundleIfChanged('dist/.application-bundled', ['electron', 'renderer'], bundleApplication);
  if (passedOn.includes('--virtual-key')) {
    await bundleIfChanged('dist/.virtual-key-bundled', ['electron/hardware-key', 'test/authenticator'], bundleVirtualKey);
  }
  const electron = findElectron() ?? downloadElectron();
  if (electron !== undefined) {
    if (runsAsRoot) {
      say('Running as root: Chromium cannot sandbox its pages then, starting with --no-sandbox.');
    }
    become(electron, [...(runsAsRoot ? ['--no-sandbox'] : []), '.', ...passedOn]);
    return;
  }
  say('Electron could not be downloaded: running the same application on the Chromium of this machine (the stand-in, see ARCHITECTURE.md).');
  ensureBrowser();
  await bundleIfChanged('dist/.stand-in-bundled', ['test/stand-in'], bundleStandIn);
  become(process.execPath, ['--import', './dist/stand-in/register.js', 'dist/main/main.js', ...passedOn]);
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
