/**
 * Tells when something happens to the vault's file or to copies beside it. Says only that it is worth a look: our own writes are heard too. Where
 * a folder tells nothing, as on some network disks, the file is looked at now and then. Called by the desk through a port.
 */
import { realpathSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fingerprintOf } from './find-copies.ts';

/** Sync programs write, rename and set times in a burst. */
const quietMilliseconds = 400;
const lookEveryMilliseconds = 10_000;

export type Heard = 'vault' | 'copies';

/** @returns what ends it. */
export function watchVaultFile(vaultPath: string, heard: (what: Heard) => void): () => void {
  const path = realPath(vaultPath);
  const waiting = new Map<Heard, NodeJS.Timeout>();
  const soon = (what: Heard): void => {
    clearTimeout(waiting.get(what));
    waiting.set(what, setTimeout(() => heard(what), quietMilliseconds));
  };

  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === null || name === basename(path)) {
        soon('vault');
      }
      if (name === null || (name !== basename(path) && name.toLowerCase().endsWith('.latchkey'))) {
        soon('copies');
      }
    });
    // The folder went away; looking now and then goes on.
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = null;
  }

  let known: string | null = null;
  const look = async (): Promise<void> => {
    const found = await fingerprintOf(path).catch(() => 'gone');
    if (known !== null && known !== found) {
      soon('vault');
      soon('copies');
    }
    known = found;
  };
  void look();
  const looking = setInterval(() => void look(), lookEveryMilliseconds);
  looking.unref();

  return () => {
    watcher?.close();
    clearInterval(looking);
    waiting.forEach((timer) => clearTimeout(timer));
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
