/**
 * `npm test`: everything in order, stopping at the first stage that fails, with one plain line of numbers at the end.
 * `--only unit` and `--only e2e` run one part.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { bundleApplication } from './bundle.ts';
import { bundleStandIn } from './bundle-stand-in.ts';
import { bundleVirtualKey } from './bundle-virtual-key.ts';
import { ensureBrowser, installPackage } from './ensure-browser.ts';
import { findWindowlessBrowser, windowlessBrowser } from './find-browser.ts';
import { findMissingPeers } from './find-peers.ts';
import { electronBinary } from '../test/e2e/launch-electron.ts';
import { addCounts, noCounts, readPagesOutput, readPlaywrightReport, readVitestReport, sayCounts, type Counts } from './test-counts.ts';

const reports = { unit: 'test-results/unit.json', e2e: 'test-results/e2e.json' } as const;

function run(command: string, args: readonly string[]): boolean {
  // No stdin: nothing in the tests may wait for a person.
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

const runNode = (...args: readonly string[]): boolean => run(process.execPath, args);

interface Stage {
  readonly name: string;
  readonly part: 'unit' | 'e2e';
  run(): Promise<boolean> | boolean;
}

let counts: Counts = noCounts;

function countFrom(path: string, read: (report: unknown) => Counts): void {
  counts = addCounts(counts, read(JSON.parse(readFileSync(path, 'utf8'))));
}

function runUnit(): boolean {
  const passed = runNode('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`);
  countFrom(reports.unit, readVitestReport);
  return passed;
}

/** Programs at the other end: without one, what needs it is skipped, and this line says so. */
function installPeers(): boolean {
  for (const name of findMissingPeers()) {
    if (!installPackage(name)) {
      process.stdout.write(`"${name}" is not here and could not be installed: tests against it are skipped. Debian and Ubuntu: sudo apt-get install ${name}\n`);
    }
  }
  return true;
}

/** As the specs decide it (`test/e2e/fixtures.ts`). */
const usesStandIn = (): boolean => electronBinary() === undefined;

/** Only the stand-in needs a Chromium of this machine. */
function findOrInstallBrowser(): boolean {
  if (!usesStandIn()) {
    process.stdout.write('Electron is here: no browser is needed.\n');
    return true;
  }
  const browser = ensureBrowser();
  // Only for speed: without it the tests run on the browser itself.
  if (findWindowlessBrowser() === browser && (process.env['LATCHKEY_CHROMIUM'] ?? '') === '') {
    installPackage(windowlessBrowser);
  }
  return true;
}

/** Real Electron needs a display where the stand-in needs none. */
function displayPrefix(): readonly string[] {
  const needsDisplay = process.platform === 'linux' && !usesStandIn() && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined;
  if (!needsDisplay) {
    return [];
  }
  const has = (): boolean => spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).status === 0;
  if (!has() && !(installPackage('xvfb') && installPackage('xauth') && has())) {
    throw new Error('Electron needs a display here. Install the packages "xvfb" and "xauth", or set LATCHKEY_STAND_IN=1.');
  }
  process.stdout.write('No display: running Electron under Xvfb.\n');
  return ['xvfb-run', '-a'];
}

function runEndToEnd(): boolean {
  const [command = '', ...args] = [...displayPrefix(), process.execPath, 'node_modules/playwright/cli.js', 'test'];
  const passed = run(command, args);
  countFrom(reports.e2e, readPlaywrightReport);
  return passed;
}

/** Pages are shown to a Chromium, whatever the application itself runs on. */
function runPages(): boolean {
  ensureBrowser();
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'test/pages/pages.ts'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  process.stdout.write(stdout);
  counts = addCounts(counts, readPagesOutput(stdout));
  return status === 0;
}

async function bundleAll(): Promise<boolean> {
  await bundleApplication();
  await bundleStandIn();
  await bundleVirtualKey();
  return true;
}

const stages: readonly Stage[] = [
  { name: 'find or install a browser', part: 'e2e', run: findOrInstallBrowser },
  { name: 'find or install programs to test against', part: 'unit', run: installPeers },
  { name: 'type check', part: 'unit', run: () => runNode('node_modules/tsx/dist/cli.mjs', 'build/typecheck.ts') },
  { name: 'unit, property, rule and security tests', part: 'unit', run: runUnit },
  { name: 'bundle', part: 'e2e', run: bundleAll },
  { name: 'pages shown to the extension', part: 'e2e', run: runPages },
  { name: 'end-to-end tests', part: 'e2e', run: runEndToEnd },
];

async function test(only: string | undefined): Promise<boolean> {
  rmSync('test-results', { recursive: true, force: true });
  mkdirSync('test-results', { recursive: true });
  for (const stage of stages.filter(({ part }) => only === undefined || part === only)) {
    process.stdout.write(`\n== ${stage.name}\n`);
    const passed = await Promise.resolve()
      .then(() => stage.run())
      .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return false;
      });
    if (!passed) {
      process.stdout.write(`\nFailed: ${stage.name}\n`);
      return false;
    }
  }
  return true;
}

const at = process.argv.indexOf('--only');
const only = at === -1 ? undefined : process.argv[at + 1];
if (at !== -1 && only !== 'unit' && only !== 'e2e') {
  process.stderr.write('Usage: npm test [-- --only unit|e2e]\n');
  process.exit(2);
}
const passed = await test(only);
process.stdout.write(`${sayCounts(counts)}\n`);
process.exit(passed && counts.failed === 0 ? 0 : 1);
