/**
 * `npm run torture -- --kills 500 [--seed N]`: crashes and faults of a simulated disk first, then kills of real writers, and one last
 * line that says what was lost. See docs/durability.md.
 */
import { parseArgs } from 'node:util';
import { killWriters } from './kill-writers.ts';
import { simulate } from './simulate.ts';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '500' }, seed: { type: 'string' } } });
const kills = Number(values.kills);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Usage: npm run torture -- [--kills 500] [--seed N]\n');
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const secondsSince = (began: number): string => ((performance.now() - began) / 1_000).toFixed(1);

say(`seed ${seed}`);
let began = performance.now();
// In proportion: few kills are for a quick look.
const { problems } = await simulate({ stories: Math.ceil(kills / 10), faultsOneIn: Math.max(1, Math.round(500 / kills)), seed, say });
problems.forEach(say);
say(`simulated in ${secondsSince(began)} s, ${problems.length} problems`);

began = performance.now();
const { lost, unreadable, acknowledged, inAct } = await killWriters({ kills, seed, say });
const where = [...inAct].sort(([, left], [, right]) => right - left).map(([act, count]) => `${act} ${count}`);
say(`${acknowledged} acts acknowledged in ${secondsSince(began)} s; under way when killed: ${where.join(', ') || 'none'}`);
say(`kills ${kills} lost ${lost} unreadable ${unreadable}`);
process.exit(lost + unreadable + problems.length === 0 ? 0 : 1);
