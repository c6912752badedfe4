/**
 * Starts writers, bundled once so that each costs a few hundredths of a second, gives them their order and kills them the hard way.
 * Called by `kill-writers.ts`.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { nativePackages } from '../../build/native-packages.ts';
import { encodeOrder, parseLine } from './writer-lines.ts';
import type { Order, WriterLine } from './writer-lines.ts';

/** Inside the project, so that the native packages are found; one a process, so that two runs do not disturb each other. */
const bundlePath = join('dist', 'torture', `writer-${process.pid}.js`);

export async function bundleWriter(): Promise<string> {
  await build({
    entryPoints: [new URL('./writer-process.ts', import.meta.url).pathname],
    outfile: bundlePath,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...nativePackages],
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  return bundlePath;
}

/** Counted in lines first, so that a slow machine does not always kill at the door. */
export type Death = { readonly afterLines: number; readonly milliseconds: number };

/** A writer that says nothing for so long is stuck. */
const longestMilliseconds = 60_000;

export type Writer = {
  /** Gives the order, and kills it some time after it has said so many lines: all it had said by then. */
  run(order: Order, death: Death): Promise<readonly WriterLine[]>;
  kill(): Promise<void>;
};

/** Loads, and waits for its order. */
export function startWriter(script: string): Writer {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let text = '';
  let lines = 0;
  const waiting: { readonly lines: number; readonly resolve: () => void }[] = [];
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    text += chunk;
    lines += chunk.split('\n').length - 1;
    waiting.filter((entry) => lines >= entry.lines).forEach(({ resolve }) => resolve());
  });
  const saidLines = (wanted: number) =>
    new Promise<void>((resolve) => {
      waiting.push({ lines: wanted, resolve });
      void ended.then(resolve);
      setTimeout(resolve, longestMilliseconds).unref();
    });
  const ready = saidLines(1);
  // It may be dead before it has read all.
  child.stdin.on('error', () => undefined);
  return {
    async run(order, { afterLines, milliseconds }) {
      await ready;
      child.stdin.write(encodeOrder(order));
      if (afterLines > 0) {
        await saidLines(1 + afterLines);
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, milliseconds)), ended]);
      child.kill('SIGKILL');
      await ended;
      // The last line may have been cut; what was not said whole was not said.
      return text.split('\n').slice(0, -1).map(parseLine);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
