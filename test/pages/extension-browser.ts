/**
 * A real Chromium with the real extension and the real native messaging host, which the browser starts itself by a manifest in its own
 * profile. Used by `npm run pages` and by the end-to-end journey.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { browserArguments, runsAsRoot } from '../../build/browser-arguments.ts';
import { extensionFolder } from '../../build/bundle-extension.ts';
import { ensureBrowser } from '../../build/ensure-browser.ts';
import { chromiumExtensionIds, hostName } from '../../shared/browser-names.ts';

export const extensionId = chromiumExtensionIds[0] ?? '';

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  /** One of the extension's own pages, in a tab. */
  openOwn(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** The host as the browser starts it: a small script, because a manifest names one program without arguments. */
async function installHost(profile: string, folder: string, written: string | undefined): Promise<void> {
  const hosts = join(profile, 'NativeMessagingHosts');
  mkdirSync(hosts, { recursive: true });
  if (written !== undefined) {
    // A browser with a profile of its own looks in it, and not in the user's.
    copyFileSync(written, join(hosts, `${hostName}.json`));
    return;
  }
  const script = join(folder, 'browser-host.mjs');
  await build({ entryPoints: ['electron/browser-link/browser-host.ts'], outfile: script, bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' });
  const launcher = join(folder, 'host.sh');
  writeFileSync(launcher, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(launcher, 0o700);
  const manifest = { name: hostName, description: 'Latchkey', path: launcher, type: 'stdio', allowed_origins: chromiumExtensionIds.map((id) => `chrome-extension://${id}/`) };
  writeFileSync(join(hosts, `${hostName}.json`), JSON.stringify(manifest));
}

interface LaunchOptions {
  readonly switches: readonly string[];
  /** What the browser, and by it the host, is told of the user's runtime folder. */
  readonly runtimeFolder: string;
  /** A manifest the application wrote; without one, the host is set up here. */
  readonly hostManifest?: string;
}

/** The later one of two switches of a name counts in Chromium. */
const withoutHostRules = browserArguments.filter((argument) => !argument.startsWith('--host-resolver-rules'));

export async function launchWithExtension({ switches, runtimeFolder, hostManifest }: LaunchOptions): Promise<ExtensionBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-browser-'));
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  await installHost(profile, folder, hostManifest);
  const extension = resolve(extensionFolder('chromium'));
  if (!existsSync(join(extension, 'manifest.json'))) {
    throw new Error('The extension is not bundled.');
  }
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    headless: true,
    viewport: { width: 1_000, height: 800 },
    chromiumSandbox: !runsAsRoot,
    ignoreDefaultArgs: ['--disable-extensions'],
    env: { ...process.env, XDG_RUNTIME_DIR: runtimeFolder },
    args: [...withoutHostRules, ...switches, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`],
  });
  return {
    context,
    async openOwn(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}
