/**
 * A small JSON file with a parser: read whole, written whole in one atomic step. For what a computer remembers about
 * itself, never for secrets. A file that cannot be understood is kept aside and the fallback taken in its place.
 */
import { constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { z } from 'zod';
import { machineDisk, type Disk } from './disk.ts';
import { errnoOf, onDisk } from './disk-failure.ts';
import { openTempFile, syncFolder } from './temp-file.ts';
import { readFully } from './write-fully.ts';

/** No file of this kind comes near it; a larger one is not ours. */
const largestBytes = 16 * 1_048_576;

export interface JsonFile<T> {
  /** The last value read or written. */
  value(): T;
  /** Durable when it returns; when it fails, `value` is what the file says: mostly what it was. Calls run one after another. */
  change(next: (value: T) => T): Promise<T>;
}

export type OpenJsonFileOptions<T> = {
  readonly path: string;
  readonly parser: z.ZodType<T>;
  readonly fallback: T;
  readonly disk?: Disk;
  /** Told the new place of a file that could not be understood. */
  readonly onSetAside?: (path: string) => void;
};

async function readText(disk: Disk, path: string): Promise<string | 'absent' | null> {
  let handle;
  try {
    handle = await disk.open(path, constants.O_RDONLY);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') {
      return 'absent';
    }
    throw error;
  }
  try {
    const { size } = await disk.statHandle(handle);
    if (size > largestBytes) {
      return null;
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFully(handle, 0, size));
  } catch (error) {
    if (errnoOf(error) !== null) {
      throw error;
    }
    return null;
  } finally {
    await handle.close();
  }
}

function parse<T>(text: string, parser: z.ZodType<T>): { readonly value: T } | null {
  try {
    const parsed = parser.safeParse(JSON.parse(text));
    return parsed.success ? { value: parsed.data } : null;
  } catch {
    return null;
  }
}

/** A name that is not taken yet: `settings.json.bad`, `settings.json.bad-2`, … */
async function setAside(disk: Disk, path: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const place = count === 1 ? `${path}.bad` : `${path}.bad-${count}`;
    const taken = await disk.lstat(place).then(
      () => true,
      () => false,
    );
    if (!taken) {
      await disk.rename(path, place);
      return place;
    }
  }
}

/** Not durable until the folder was synced. */
async function putInPlace(disk: Disk, path: string, text: string): Promise<void> {
  const temp = await openTempFile(disk, path);
  try {
    await temp.write(new TextEncoder().encode(text));
    await temp.finish();
    await temp.handle.close();
    await disk.rename(temp.path, path);
  } catch (error) {
    await temp.discard();
    throw error;
  }
}

/** Reads the file, or starts with the fallback where there is none. The folder must exist. */
export async function openJsonFile<T>(options: OpenJsonFileOptions<T>): Promise<JsonFile<T>> {
  const disk = options.disk ?? machineDisk;
  const { path, parser } = options;
  const facts = { fileName: basename(path) };
  let current = options.fallback;
  await onDisk(facts, async () => {
    const text = await readText(disk, path);
    if (text === 'absent') {
      return;
    }
    const parsed = text === null ? null : parse(text, parser);
    if (parsed === null) {
      const place = await setAside(disk, path);
      options.onSetAside?.(place);
    } else {
      current = parsed.value;
    }
  });

  let last: Promise<unknown> = Promise.resolve();
  return {
    value: () => current,
    change(next) {
      const mine = last.then(async () => {
        // Parsed on the way out too: what is written can be read again.
        const value = parser.parse(next(current));
        await onDisk(facts, async () => {
          await putInPlace(disk, path, `${JSON.stringify(value, null, 2)}\n`);
          // From here on the file says so, even where the folder cannot be synced.
          current = value;
          await syncFolder(disk, dirname(path));
        });
        return value;
      });
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}
