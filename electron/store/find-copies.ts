/**
 * Copies of the vault beside it, as their names tell, and whether a file is still the one that was looked at. Looking opens none of
 * them. Called through the port of the calls about copies, which `main.ts` joins.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk } from './disk-failure.ts';
import { looksLikeCopy } from './copy-names.ts';
import { openVaultFile } from './vault-file.ts';

const mostCopies = 20;

/** Paths, in the order of their names; none where the folder cannot be read. */
export async function findCopies(vaultPath: string): Promise<readonly string[]> {
  const path = await realpath(vaultPath).catch(() => vaultPath);
  const names = await readdir(dirname(path)).catch(() => []);
  return names
    .filter((name) => looksLikeCopy(basename(path), name))
    .sort()
    .slice(0, mostCopies)
    .map((name) => join(dirname(path), name));
}

/** Another one when the file was changed, or another stands in its place. */
export async function fingerprintOf(path: string): Promise<string> {
  return onDisk({ fileName: basename(path) }, async () => {
    const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${dev}:${ino}:${size}:${mtimeNs}`;
  });
}

/** Whether two paths lead to one file, through links too. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => null)));
  return a !== null && b !== null && a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** All that the calls about copies need of the disk; the trash is the system's. */
export const copiesOnDisk = {
  beside: findCopies,
  fingerprint: fingerprintOf,
  isSame: isSameFile,
  openFile: (path: string) => openVaultFile(path, { readOnly: true }),
};
