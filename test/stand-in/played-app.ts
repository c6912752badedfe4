/**
 * Plays `app`: the life of the process from ready to quit, its folders, and the lock that keeps one instance to one
 * folder. Called by electron.ts.
 */
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder, type FolderClaim } from './folder-claim.ts';
import { closeAllWindows, windowEvents } from './played-window.ts';
import { cancellable, playing } from './playing.ts';
import { resetAll } from './reset.ts';
import { stage } from './stage.ts';

const manifest: unknown = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));

function manifestText(key: 'name' | 'productName' | 'version'): string | undefined {
  const value: unknown = typeof manifest === 'object' && manifest !== null ? Object.entries(manifest).find(([name]) => name === key)?.[1] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const switches = new Map(
  process.argv.flatMap((argument): [string, string][] => {
    const found = /^--([^=]+)(?:=(.*))?$/.exec(argument);
    return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
  }),
);

let name = manifestText('productName') ?? manifestText('name') ?? 'Electron';
const home = process.env['HOME'] ?? homedir();
const appData = (): string => {
  if (process.platform === 'win32') {
    return process.env['APPDATA'] ?? join(home, 'AppData/Roaming');
  }
  return process.platform === 'darwin' ? join(home, 'Library/Application Support') : (process.env['XDG_CONFIG_HOME'] ?? join(home, '.config'));
};

const chosenPaths = new Map<string, string>();
const userDataSwitch = switches.get('user-data-dir');
if (userDataSwitch !== undefined && userDataSwitch !== '') {
  chosenPaths.set('userData', userDataSwitch);
}

function pathOf(key: string): string {
  const chosen = chosenPaths.get(key);
  if (chosen !== undefined) {
    return chosen;
  }
  const places: Record<string, () => string> = {
    home: () => home,
    appData,
    userData: () => join(appData(), name),
    sessionData: () => pathOf('userData'),
    temp: tmpdir,
    exe: () => process.execPath,
    desktop: () => join(home, 'Desktop'),
    documents: () => join(home, 'Documents'),
    downloads: () => join(home, 'Downloads'),
    music: () => join(home, 'Music'),
    pictures: () => join(home, 'Pictures'),
    videos: () => join(home, 'Videos'),
    logs: () => join(pathOf('userData'), 'logs'),
    crashDumps: () => join(pathOf('userData'), 'Crashpad'),
  };
  const place = places[key];
  if (place === undefined) {
    throw new Error(`Failed to get '${key}' path`);
  }
  return place();
}

const events = new EventEmitter();
let isReady = false;
let quitting = false;
let claim: FolderClaim | undefined;

function becomeReady(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => {
      mkdirSync(pathOf('userData'), { recursive: true });
      isReady = true;
      events.emit('ready', {}, {});
      resolve();
    });
  });
}
let whenReady = becomeReady();

async function leave(exitCode: number): Promise<void> {
  await claim?.release();
  await stage.end().catch(() => undefined);
  events.emit('quit', {}, exitCode);
  process.exit(exitCode);
}

/** Set while tests restart in place: what to do instead of ending the process. */
let insteadOfLeaving: (() => void) | undefined;

/** Everything of quitting but the end of the process; false when a window or a listener refused. */
async function closeDown(): Promise<boolean> {
  const before = cancellable({});
  events.emit('before-quit', before);
  if (before.defaultPrevented || !(await closeAllWindows(insteadOfLeaving !== undefined))) {
    return false;
  }
  const will = cancellable({});
  events.emit('will-quit', will);
  return !will.defaultPrevented;
}

async function quit(): Promise<void> {
  if (quitting) {
    return;
  }
  quitting = true;
  if (!(await closeDown())) {
    // As in Electron: whoever refused may ask again, when it is ready.
    quitting = false;
  } else if (insteadOfLeaving === undefined) {
    await leave(0);
  } else {
    insteadOfLeaving();
  }
}

/**
 * For tests that need a virtual security key to outlive a restart: quits, forgets everything a process would forget,
 * and is ready for the application to be loaded anew on the same page. The process stays.
 */
export async function quitInPlace(): Promise<void> {
  await new Promise<void>((resolve) => {
    insteadOfLeaving = resolve;
    void quit();
  });
  insteadOfLeaving = undefined;
  await claim?.release();
  claim = undefined;
  events.emit('quit', {}, 0);
  events.removeAllListeners();
  resetAll();
  quitting = false;
  isReady = false;
  whenReady = becomeReady();
}

windowEvents.on('all-closed', () => {
  if (quitting) {
    return;
  }
  // As in Electron: with nobody listening, the last window takes the application with it.
  if (events.listenerCount('window-all-closed') === 0) {
    void quit();
  } else {
    events.emit('window-all-closed');
  }
});
windowEvents.on('created', (window: Electron.BrowserWindow) => {
  events.emit('web-contents-created', {}, window.webContents);
  window.webContents.on('render-process-gone', (event, details) => events.emit('render-process-gone', event, window.webContents, details));
  events.emit('browser-window-created', {}, window);
});
windowEvents.on('focus', (window: Electron.BrowserWindow) => events.emit('browser-window-focus', {}, window));
windowEvents.on('blur', (window: Electron.BrowserWindow) => events.emit('browser-window-blur', {}, window));

process.on('SIGTERM', () => void quit());
process.on('SIGINT', () => void quit());
// A test runner that is gone must not leave a Chromium behind.
process.on('disconnect', () => void leave(1));

export const app = playing<Electron.App>(
  {
    whenReady: () => whenReady,
    isReady: () => isReady,
    quit: () => void quit(),
    exit: (exitCode) => void leave(exitCode ?? 0),
    relaunch: () => process.stderr.write('stand-in: relaunch is not played; start again by hand\n'),
    focus: () => undefined,
    hide: () => undefined,
    show: () => undefined,
    isPackaged: false,
    getName: () => name,
    setName: (chosen) => {
      name = chosen;
    },
    name,
    getVersion: () => manifestText('version') ?? '0.0.0',
    getAppPath: () => process.cwd(),
    getLocale: () => 'en-GB',
    getSystemLocale: () => 'en-GB',
    getPreferredSystemLanguages: () => ['en-GB'],
    getPath: pathOf,
    setPath: (key, path) => {
      chosenPaths.set(key, path);
    },
    setAppLogsPath: () => undefined,
    setAppUserModelId: () => undefined,
    setDesktopName: () => undefined,
    setAboutPanelOptions: () => undefined,
    setLoginItemSettings: () => undefined,
    setAsDefaultProtocolClient: () => false,
    setSecureKeyboardEntryEnabled: () => undefined,
    configureWebAuthn: () => undefined,
    enableSandbox: () => undefined,
    disableHardwareAcceleration: () => undefined,
    requestSingleInstanceLock: (additionalData) => {
      mkdirSync(pathOf('userData'), { recursive: true });
      claim ??= claimFolder(pathOf('userData'), additionalData, (argv, workingDirectory, data) =>
        events.emit('second-instance', {}, argv, workingDirectory, data),
      );
      return claim.isOurs;
    },
    hasSingleInstanceLock: () => claim?.isOurs === true,
    releaseSingleInstanceLock: () => {
      void claim?.release();
      claim = undefined;
    },
    commandLine: playing<Electron.CommandLine>({
      appendSwitch: (the_switch, value) => {
        switches.set(the_switch, value ?? '');
        stage.chromiumSwitches.set(the_switch, value ?? '');
      },
      appendArgument: () => undefined,
      hasSwitch: (the_switch) => switches.has(the_switch),
      getSwitchValue: (the_switch) => switches.get(the_switch) ?? '',
      removeSwitch: (the_switch) => {
        switches.delete(the_switch);
        stage.chromiumSwitches.delete(the_switch);
      },
    }),
  },
  events,
);
