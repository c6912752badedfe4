/** Programs and libraries by others that the tests talk to, each in the package of this name. Called by test.ts, which installs what is missing. */
import { spawnSync } from 'node:child_process';
import { makeLibraryLoader } from '../electron/hardware-key/fido-library.ts';

function isLibraryHere(): boolean {
  try {
    makeLibraryLoader()();
    return true;
  } catch {
    return false;
  }
}

const peers: readonly { readonly name: string; isHere(): boolean }[] = [
  { name: 'age', isHere: () => spawnSync('age', ['--version'], { stdio: 'ignore' }).status === 0 },
  { name: 'libfido2-1', isHere: isLibraryHere },
];

export function findMissingPeers(): readonly string[] {
  return peers.filter(({ isHere }) => !isHere()).map(({ name }) => name);
}
