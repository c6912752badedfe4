/**
 * Writes what a browser needs to start our host: a launcher in the application's folder, and a manifest where that browser looks; takes
 * them away again; tells how things stand. Only when the user asks for it, in the settings. Not here: which places there are (`host-places.ts`).
 */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { BrowserPlace } from '../../shared/browser-contract.ts';
import { chromiumExtensionIds, firefoxExtensionId, hostName } from '../../shared/browser-names.ts';
import { hostPlaces, type HostPlace, type SystemFolders } from './host-places.ts';

export type HostInstallDeps = {
  readonly system: SystemFolders;
  /** The application's own folder: launcher and, on Windows, manifests stand there. */
  readonly folder: string;
  /** The host's program and its arguments. */
  readonly command: readonly string[];
  /** Windows keeps the places in its registry; tests have one of their own. */
  readonly registry?: Registry;
};

export type Registry = { read(key: string): Promise<string | null>; write(key: string, value: string): Promise<void>; remove(key: string): Promise<void> };

export type HostInstall = {
  places(): Promise<readonly BrowserPlace[]>;
  /** @throws an error of the disk's */
  setUp(placeId: string): Promise<void>;
  takeAway(placeId: string): Promise<void>;
  /** The program may stand elsewhere than when the launcher was written. */
  refresh(): Promise<void>;
};

const manifestOnDisk = z.object({ path: z.string() });

const idOf = ({ browser, packaging }: HostPlace): string => `${browser}-${packaging}`;

/** For `sh`: nothing within single quotes means anything. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * SECURITY: what the browser adds (the extension's address, on Windows a window's number) is not passed on: nothing of it is believed, and
 * on Windows Electron refuses to start with an argument behind an address.
 */
export function launcherText(command: readonly string[], platform: NodeJS.Platform): string {
  return platform === 'win32'
    ? `@echo off\r\n${command.map((word) => `"${word.replaceAll('%', '%%')}"`).join(' ')}\r\n`
    : `#!/bin/sh\nexec ${command.map(quoted).join(' ')}\n`;
}

export function manifestOf(family: HostPlace['family'], launcher: string): object {
  const common = { name: hostName, description: 'Latchkey fills from the vault that is open.', path: launcher, type: 'stdio' };
  return family === 'firefox'
    ? { ...common, allowed_extensions: [firefoxExtensionId] }
    : { ...common, allowed_origins: chromiumExtensionIds.map((extensionId) => `chrome-extension://${extensionId}/`) };
}

/** Whole or not at all: a browser may read at any moment. */
function writeWhole(path: string, text: string, mode: number): void {
  const temp = `${path}.new`;
  rmSync(temp, { force: true });
  writeFileSync(temp, text, { mode, flag: 'wx' });
  chmodSync(temp, mode);
  renameSync(temp, path);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export function makeHostInstall({ system, folder, command, registry = systemRegistry }: HostInstallDeps): HostInstall {
  const launcher = join(folder, system.platform === 'win32' ? 'browser-host.bat' : 'browser-host.sh');
  const places = hostPlaces(system);
  const manifestInFolder = (family: HostPlace['family']): string => join(folder, `browser-host-${family}.json`);

  async function manifestPath({ target }: HostPlace): Promise<string | null> {
    return target === null ? null : target.in === 'folder' ? target.manifest : registry.read(target.key);
  }

  async function standing(place: HostPlace): Promise<BrowserPlace['standing']> {
    if (place.target === null) {
      return 'walled-off';
    }
    const path = await manifestPath(place);
    const text = path === null ? null : readText(path);
    if (text === null) {
      return 'not-set-up';
    }
    try {
      const parsed = manifestOnDisk.safeParse(JSON.parse(text));
      return parsed.success && parsed.data.path === launcher && existsSync(launcher) ? 'set-up' : 'another';
    } catch {
      return 'another';
    }
  }

  function placeOf(placeId: string): HostPlace & { readonly target: NonNullable<HostPlace['target']> } {
    const place = places.find((one) => idOf(one) === placeId);
    const target = place?.target ?? null;
    if (place === undefined || target === null) {
      throw new RangeError('no such place');
    }
    return { ...place, target };
  }

  const writeLauncher = (): void => writeWhole(launcher, launcherText(command, system.platform), 0o700);

  return {
    async places() {
      const found = await Promise.all(places.map(async (place) => ({ place, isThere: existsSync(place.trace), how: await standing(place) })));
      return found
        .filter(({ isThere, how }) => isThere || how === 'set-up')
        .map(({ place, how }) => ({ placeId: idOf(place), browser: place.browser, packaging: place.packaging, standing: how }));
    },

    async setUp(placeId) {
      const { target, family } = placeOf(placeId);
      writeLauncher();
      const text = `${JSON.stringify(manifestOf(family, launcher), null, 2)}\n`;
      const path = target.in === 'folder' ? target.manifest : manifestInFolder(family);
      mkdirSync(dirname(path), { recursive: true });
      writeWhole(path, text, 0o644);
      if (target.in === 'registry') {
        await registry.write(target.key, path);
      }
    },

    async takeAway(placeId) {
      const place = placeOf(placeId);
      // Another Latchkey's stays.
      if ((await standing(place)) !== 'set-up') {
        return;
      }
      if (place.target.in === 'registry') {
        await registry.remove(place.target.key);
      } else {
        rmSync(place.target.manifest, { force: true });
      }
    },

    async refresh() {
      if (existsSync(launcher) && readText(launcher) !== launcherText(command, system.platform)) {
        writeLauncher();
      }
    },
  };
}

const run = promisify(execFile);

/** Windows' own `reg`, with each word an argument of its own. */
const systemRegistry: Registry = {
  async read(key) {
    try {
      const { stdout } = await run('reg', ['query', key, '/ve'], { windowsHide: true });
      return /REG_SZ\s+(.+?)\s*$/mu.exec(stdout)?.[1] ?? null;
    } catch {
      return null;
    }
  },
  async write(key, value) {
    await run('reg', ['add', key, '/ve', '/t', 'REG_SZ', '/d', value, '/f'], { windowsHide: true });
  },
  async remove(key) {
    await run('reg', ['delete', key, '/f'], { windowsHide: true });
  },
};
