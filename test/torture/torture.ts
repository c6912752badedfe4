/** `npm run torture -- --kills 500 [--seed N]`: kills writers, and ends with one line that says what was lost. See docs/durability.md. */
import { parseArgs } from 'node:util';
import { killWriters } from './kill-writers.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '500' }, seed: { type: 'string' } } });
const kills = Number(values.kills);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Usage: npm run torture -- [--kills 500] [--seed N]\n');
  process.exit(2);
}

process.stdout.write(`seed ${seed}\n`);
const began = performance.now();
const { lost, unreadable, acknowledged, inAct } = await killWriters({ kills, seed, say: (text) => process.stdout.write(`${text}\n`) });
const seconds = ((performance.now() - began) / 1_000).toFixed(1);
const where = [...inAct].sort(([, left], [, right]) => right - left).map(([act, count]) => `${act} ${count}`);
process.stdout.write(`${acknowledged} acts acknowledged in ${seconds} s; under way when killed: ${where.join(', ') || 'none'}\n`);
process.stdout.write(`kills ${kills} lost ${lost} unreadable ${unreadable}\n`);
process.exit(lost + unreadable === 0 ? 0 : 1);
