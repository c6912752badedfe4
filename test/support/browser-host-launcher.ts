/**
 * The real native messaging host for a real browser in a test: bundled, with a launcher, and a manifest in the profile's own folder, where
 * Chromium looks when it is started with `--user-data-dir`.
 */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromiumExtensionIds, hostName } from '../../shared/browser-names.ts';

/** @returns the path of the host's one file. */
export async function bundleHost(folder: string): Promise<string> {
  const outfile = join(folder, 'browser-host.mjs');
  await build({ entryPoints: ['electron/browser-link/browser-host.ts'], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' });
  return outfile;
}

/** An executable that starts the host so that it finds the application which listens in `runtimeFolder`. */
export function writeLauncher(folder: string, hostFile: string, runtimeFolder: string): string {
  const launcher = join(folder, 'browser-host.sh');
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  writeFileSync(launcher, `#!/bin/sh\nXDG_RUNTIME_DIR=${quote(runtimeFolder)} exec ${quote(process.execPath)} ${quote(hostFile)}\n`);
  chmodSync(launcher, 0o700);
  return launcher;
}

/** `profileFolder` is what the browser is given as `--user-data-dir`. */
export function installHostInProfile(profileFolder: string, launcher: string, extensionIds: readonly string[] = chromiumExtensionIds): void {
  const folder = join(profileFolder, 'NativeMessagingHosts');
  mkdirSync(folder, { recursive: true });
  const manifest = { name: hostName, description: 'Latchkey', path: launcher, type: 'stdio', allowed_origins: extensionIds.map((id) => `chrome-extension://${id}/`) };
  writeFileSync(join(folder, `${hostName}.json`), JSON.stringify(manifest));
}
