/**
 * Whether bundles are newer than all they are made from, by file times alone. Called by start.ts, so that a second
 * start does not bundle again.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function newestTimeMs(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) {
    return 0;
  }
  if (!stats.isDirectory()) {
    return stats.mtimeMs;
  }
  // A folder's own time changes when a file in it is removed.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestTimeMs(join(path, name))), stats.mtimeMs);
}

export function isFresh(stamp: string, sources: readonly string[]): boolean {
  const made = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && sources.every((source) => newestTimeMs(source) <= made);
}

export function markFresh(stamp: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}
