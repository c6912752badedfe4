/** `npm run keys`: every situation of `key-situations.ts` through the libfido2 of this machine, one line each. Exits 1 when one failed. */
import { hasLibrary } from '../support/key-bench.ts';
import { keySituations } from './key-situations.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** Longer than every wait in them together. */
const patienceMs = 60_000;

async function withPatience(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('it hangs')), patienceMs)));
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}

if (!hasLibrary) {
  say('libfido2 is not on this machine: nothing was tried. Debian and Ubuntu: sudo apt-get install libfido2-1');
  say('0 passed, 0 failed');
  process.exit(0);
}

let passed = 0;
let failed = 0;
for (const { name, run } of keySituations) {
  try {
    await withPatience(run);
    passed += 1;
    say(`passed  ${name}`);
  } catch (error) {
    failed += 1;
    say(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
say(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
