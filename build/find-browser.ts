/**
 * Where a Chromium stands on this machine, if one does. Installs nothing (ensure-browser.ts does); called by the
 * stand-in, the tests and the start script.
 */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const namesOnPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge', 'brave-browser', 'brave'];

/** On the path, and Debian's name for the package. */
export const windowlessBrowser = 'chromium-headless-shell';

const fixedPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
  ],
  win32: [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].flatMap((root) =>
    root === undefined
      ? []
      : [
          join(root, 'Google/Chrome/Application/chrome.exe'),
          join(root, 'Chromium/Application/chrome.exe'),
          join(root, 'Microsoft/Edge/Application/msedge.exe'),
          join(root, 'BraveSoftware/Brave-Browser/Application/brave.exe'),
        ],
  ),
};

/** Ubuntu's `chromium-browser` package is a small script that only asks for the snap. */
function isSnapStub(path: string): boolean {
  if (statSync(path).size > 20_000) {
    return false;
  }
  const script = readFileSync(path, 'latin1');
  return /snap install chromium|requires the chromium snap/.test(script);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() && !isSnapStub(path);
  } catch {
    return false;
  }
}

function onPath(names: readonly string[], env: NodeJS.ProcessEnv): readonly string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['LATCHKEY_CHROMIUM'];
  if (named !== undefined && named !== '') {
    return isRunnable(named) ? named : undefined;
  }
  return [...onPath(namesOnPath, env), ...(fixedPlaces[process.platform] ?? [])].find(isRunnable);
}

/** The same engine without its windows, which starts two to three times as fast; else whatever Chromium there is. For pages that nobody sees. */
export function findWindowlessBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const isNamed = (env['LATCHKEY_CHROMIUM'] ?? '') !== '';
  return (isNamed ? undefined : onPath([windowlessBrowser], env).find(isRunnable)) ?? findBrowser(env);
}
