/** The reference implementation's own command (`argon2`, Debian's package of that name) at the cost all contestants have. */
import { spawnSync } from 'node:child_process';
import { benchCost, benchPassphrase } from './bench-desk.ts';
import { median } from './timing.ts';

function once(): number {
  const args = ['0123456789abcdef', '-id', '-t', `${benchCost.passes}`, '-k', `${benchCost.memoryKib}`, '-p', `${benchCost.lanes}`, '-l', '32', '-r'];
  const begun = performance.now();
  const { status } = spawnSync('argon2', args, { input: benchPassphrase, stdio: ['pipe', 'ignore', 'ignore'] });
  if (status !== 0) {
    throw new Error('the argon2 command failed');
  }
  return performance.now() - begun;
}

export function findArgon2(): boolean {
  // Without arguments it explains itself; that it could be started is enough.
  return spawnSync('argon2', [], { stdio: 'ignore' }).error === undefined;
}

/** Milliseconds, its start included; null where the command is absent. */
export async function measureArgon2(runs: number): Promise<number | null> {
  return findArgon2() ? median(Array.from({ length: runs }, once)) : null;
}
