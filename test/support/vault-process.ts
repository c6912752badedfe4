/**
 * Starts `vault-file-process.ts` and reads its first line. Used by tests that need a second process.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const script = fileURLToPath(new URL('./vault-file-process.ts', import.meta.url));

const said = z.object({
  said: z.string(),
  code: z.string().optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
  writable: z.boolean().optional(),
  content: z.string().optional(),
  wrote: z.string().optional(),
});

export type VaultProcess = {
  readonly pid: number;
  readonly said: z.infer<typeof said>;
  /** Kills it the hard way and waits until it is gone. */
  kill(): Promise<void>;
};

/** `uid` runs it as another user; only root may. Rejects where the process cannot start. */
export async function startVaultProcess(
  path: string,
  act: 'hold' | 'replace' | 'try-write',
  options: { readonly uid?: number } = {},
): Promise<VaultProcess> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script, path, act], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const firstLine = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    void ended.then(() => reject(new Error('the process ended without a word')));
    if (child.stdout) {
      createInterface({ input: child.stdout }).once('line', resolve);
    }
  });
  return {
    pid: child.pid ?? 0,
    said: said.parse(JSON.parse(firstLine)),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
