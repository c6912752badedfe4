/**
 * A folder of its own for each test, removed afterwards. Used by tests that need a real disk.
 */
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** Call it once at the top of a test file; each call of what it returns makes a new folder. */
export function tempFolders(): () => Promise<string> {
  const made: string[] = [];
  afterEach(async () => {
    for (const folder of made.splice(0)) {
      await rm(folder, { recursive: true, force: true });
    }
  });
  return async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'latchkey-test-')));
    made.push(folder);
    return folder;
  };
}
