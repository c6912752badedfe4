/** Programs by others that the tests talk to, each of the package of the same name. Called by test.ts, which installs what is missing. */
import { spawnSync } from 'node:child_process';

const peers = ['age'] as const;

export function findMissingPeers(): readonly string[] {
  return peers.filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status !== 0);
}
