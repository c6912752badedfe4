/**
 * Where application and host meet: a Unix socket in the user's own runtime folder, on Windows a named pipe. Both find it by the same
 * rule, without a word from the other. Used by the listener and the host. Not here: listening or connecting.
 */
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { sha256 } from '../crypto/digest.ts';

export type PlaceDeps = { readonly platform: NodeJS.Platform; readonly runtimeFolder: string | undefined; readonly userId: number; readonly userName: string; readonly tempFolder: string };

export function placeOfThisUser(): PlaceDeps {
  const { uid, username } = userInfo();
  return { platform: process.platform, runtimeFolder: process.env['XDG_RUNTIME_DIR'], userId: uid, userName: username, tempFolder: tmpdir() };
}

/** A socket's path has room for so many bytes (macOS 103, Linux 107). */
const longestPath = 103;

/** The first is where the application listens; a browser started with another environment looks in the others, too. */
export function linkPlaces({ platform, runtimeFolder, userId, userName, tempFolder }: PlaceDeps): readonly string[] {
  if (platform === 'win32') {
    // The name is public anyway; hashed, since a user's name may hold what a pipe's may not.
    return [`\\\\.\\pipe\\latchkey-browser-${sha256(Buffer.from(userName, 'utf8')).toString('hex').slice(0, 16)}`];
  }
  const folders = [
    ...(runtimeFolder?.startsWith('/') ? [join(runtimeFolder, 'latchkey')] : []),
    ...(platform === 'linux' ? [`/run/user/${userId}/latchkey`] : []),
    join(tempFolder, `latchkey-${userId}`),
  ];
  const places = [...new Set(folders)].map((folder) => join(folder, 'browser.sock'));
  return places.filter((place) => Buffer.byteLength(place) <= longestPath);
}

/**
 * SECURITY: the folder of the socket is the user's alone: made so where it is not there, refused where it is another's, a link, or open to
 * others. Without it somebody else could put a socket of his own in the place.
 */
export function isOwnFolder(folder: string, userId: number): boolean {
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && found.uid === userId && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

/** False where no folder of the user's own can be had there. */
export function makeOwnFolder(place: string, userId: number): boolean {
  const folder = dirname(place);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // There already, or not to be made: the next line tells.
  }
  return isOwnFolder(folder, userId);
}
