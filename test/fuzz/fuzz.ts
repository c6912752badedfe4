/** `npm run fuzz -- --executions 1000000 [--seed N]`: opens mutated vault files, and ends with one line. See docs/durability.md. */
import { parseArgs } from 'node:util';
import { fuzzReader } from './fuzz-reader.ts';

const { values } = parseArgs({ options: { executions: { type: 'string', default: '1000000' }, seed: { type: 'string' } } });
const executions = Number(values.executions);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
if (!Number.isInteger(executions) || executions < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Usage: npm run fuzz -- [--executions 1000000] [--seed N]\n');
  process.exit(2);
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
say(`seed ${seed}`);
const began = performance.now();
const { outcomes, mostMilliseconds, problems, executions: done } = await fuzzReader({ executions, seed, say });
const seconds = (performance.now() - began) / 1_000;
for (const [outcome, count] of [...outcomes].sort(([left], [right]) => (left < right ? -1 : 1))) {
  say(`  ${outcome} ${count}`);
}
problems.forEach(say);
say(`${Math.round(done / seconds)} a second; the longest took ${mostMilliseconds.toFixed(0)} ms of processor time`);
say(`executions ${done} problems ${problems.length}`);
process.exit(problems.length === 0 ? 0 : 1);
