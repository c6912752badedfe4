/**
 * The peer keepassxc-cli, from outside: one command a process, as a script would use it, and its own shell (`keepassxc-cli open`), in which a
 * database stays open. Linux only, as its memory is read from /proc.
 */
import { spawn, spawnSync } from 'node:child_process';
import { memoryOf, type MemoryOf } from './process-memory.ts';
import { timed } from './timing.ts';

const program = 'keepassxc-cli';
const patienceMs = 300_000;
// Its command line starts no window, but Qt wants to be told.
const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen', LC_ALL: 'C.UTF-8' };

export function findKeepassxc(): boolean {
  return spawnSync(program, ['--version'], { env, stdio: 'ignore' }).status === 0;
}

/** Runs one command to its end. @returns milliseconds from start to end. */
export async function runKeepassxc(args: readonly string[], input: string): Promise<number> {
  const { ms } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn(program, [...args], { env, stdio: ['pipe', 'ignore', 'pipe'] });
        let trouble = '';
        child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
        child.once('error', reject);
        child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${args[0] ?? ''}: ${trouble.trim()}`))));
        child.stdin.end(input);
      }),
  );
  return ms;
}

export type KeepassxcShell = {
  /** What it holds while the database is open. */
  memory(): MemoryOf;
  /** @returns milliseconds until it asks for the next command, and what it answered. */
  ask(command: string): Promise<{ readonly ms: number; readonly answer: string }>;
  close(): Promise<void>;
};

export async function openKeepassxc(path: string, passphrase: string): Promise<KeepassxcShell> {
  const child = spawn(program, ['open', path], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Where the database has a name, that; else the file's.
  let prompt = '> ';
  let said = '';
  let trouble = '';
  let wake = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    wake();
  });
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString('utf8')));
  void ended.then(() => wake());
  const prompted = async (): Promise<void> => {
    const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    while (!said.endsWith(prompt)) {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`${program} open ended: ${trouble.trim()} ${said.slice(-200)}`);
      }
      await new Promise<void>((resolve) => (wake = resolve));
    }
    clearTimeout(late);
  };
  child.stdin.write(`${passphrase}\n`);
  await prompted();
  prompt = said.trimStart();
  return {
    memory: () => memoryOf(child.pid ?? 0),
    async ask(command) {
      said = '';
      const { ms } = await timed(() => {
        child.stdin.write(`${command}\n`);
        return prompted();
      });
      return { ms, answer: said.slice(0, -prompt.length) };
    },
    async close() {
      child.stdin.end('quit\n');
      await ended;
    },
  };
}
