/**
 * Measuring happens in processes of their own, from bundles made as the application's are: what is opened is opened cold, and one measurement's
 * memory is not another's. `askChild` for bench.ts, `answerParent` for the children.
 */
import { fork } from 'node:child_process';
import { build } from 'esbuild';
import { nativePackages } from '../../build/native-packages.ts';

const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

export async function bundleBench(): Promise<void> {
  await build({
    entryPoints: ['test/bench/ours-child.ts', 'test/bench/kdbx-child.ts'],
    outdir: 'dist/bench',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: [...nativePackages],
    banner: { js: requireBanner },
    logLevel: 'warning',
  });
}

type Said = { readonly result: unknown } | { readonly trouble: string };

export function askChild<T>(child: 'ours-child' | 'kdbx-child', task: { readonly task: string; readonly [more: string]: unknown }): Promise<T> {
  return new Promise((resolve, reject) => {
    // kdbxweb needs more than Node gives by itself for a hundred thousand entries.
    const execArgv = ['--expose-gc', ...(child === 'kdbx-child' ? ['--max-old-space-size=8192'] : [])];
    const running = fork(`dist/bench/${child}.js`, [JSON.stringify(task)], { execArgv, stdio: ['ignore', 2, 2, 'ipc'] });
    let said: Said | undefined;
    running.once('message', (message: Said) => (said = message));
    running.once('error', reject);
    running.once('exit', (code, signal) => {
      if (said === undefined || 'trouble' in said) {
        reject(new Error(`${child} ${task.task}: ${said?.trouble ?? `ended without a word (${signal ?? code})`}`));
      } else {
        // The child answers what its task is said to answer; both stand in this folder.
        resolve(said.result as T);
      }
    });
  });
}

export async function answerParent(act: (task: { readonly task: string; readonly [more: string]: unknown }) => Promise<unknown>): Promise<void> {
  const tell = (said: Said): void => {
    process.send?.(said, undefined, undefined, () => process.exit());
  };
  try {
    tell({ result: await act(JSON.parse(process.argv[2] ?? '{}')) });
  } catch (error) {
    tell({ trouble: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
