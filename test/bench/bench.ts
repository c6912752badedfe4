/**
 * `npm run bench`: measures Latchkey beside keepassxc-cli and kdbxweb on the same logins and prints a table, or with `--json` one object a line.
 * `--size N` (repeatable), `--only name,name`, `--runs N`, `--alone`, `--limits`. Progress goes to stderr. docs/performance.md says what is compared.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleStandIn } from '../../build/bundle-stand-in.ts';
import { bundleApplication } from '../../build/bundle.ts';
import { findBrowser } from '../../build/find-browser.ts';
import { bundleBench } from './bench-child.ts';
import { tableOf, type BenchLine } from './bench-line.ts';
import { parseBenchOptions, rowNames } from './bench-options.ts';
import { makeBenchRun } from './bench-run.ts';
import { findKeepassxc } from './keepassxc-command.ts';
import { findArgon2 } from './measure-argon2.ts';
import { measureLimits } from './measure-limits.ts';
import { measureLongWork, measureShortWork, type SavedAt } from './measure-rows.ts';
import { measureWindow } from './measure-window.ts';

const options = parseBenchOptions(process.argv.slice(2));
const lines: BenchLine[] = [];
const begun = performance.now();

function progress(text: string): void {
  process.stderr.write(`${((performance.now() - begun) / 1_000).toFixed(0).padStart(4)} s  ${text}\n`);
}

function tell(line: BenchLine): void {
  lines.push(line);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

// Beside the code, not in the system's folder for temporary files: that may lie in memory, where nothing has to be made durable.
await mkdir('.cache', { recursive: true });
const root = await mkdtemp(join('.cache', 'bench-'));
try {
  const hasKeepassxc = !options.alone && findKeepassxc();
  if (!hasKeepassxc && !options.alone) {
    process.stderr.write('keepassxc-cli is not installed; its rows are left out. Debian and Ubuntu: apt-get install keepassxc\n');
  }
  if (options.wants('unlock-kdf') && !findArgon2()) {
    process.stderr.write('The argon2 command is not installed; its row is left out. Debian and Ubuntu: apt-get install argon2\n');
  }
  const wantsWindow = rowNames.some((name) => name.startsWith('window-') && options.wants(name));
  const hasWindow = wantsWindow && findBrowser() !== undefined;
  if (wantsWindow && !hasWindow) {
    process.stderr.write('There is no Chromium for the window; its rows are left out. Debian: apt-get install chromium\n');
  }
  await bundleBench();
  if (hasWindow) {
    progress('the application is bundled');
    await bundleApplication();
    await bundleStandIn();
  }
  if (options.limits) {
    progress('what this computer can do');
    await measureLimits(root, tell);
  }
  const savedAt: SavedAt = new Map();
  for (const size of options.sizes) {
    const folder = join(root, `${size}`);
    await mkdir(folder);
    const run = makeBenchRun(size, { folder, options, hasKeepassxc, progress, tell });
    await measureShortWork(run, savedAt);
    await measureLongWork(run);
    if (hasWindow) {
      await measureWindow(run);
    }
    await rm(folder, { recursive: true, force: true });
  }
} finally {
  await rm(root, { recursive: true, force: true });
}
if (!options.json) {
  process.stdout.write(`${tableOf(lines)}\n`);
}
