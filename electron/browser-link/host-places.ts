/**
 * Where each browser looks for the manifests of native messaging hosts, on each system, and which browsers live in a box from which they
 * cannot start our host. Pure: folders and what stands in them are passed in. Used by `host-install.ts`.
 */
import { posix, win32 } from 'node:path';
import type { BrowserName } from '../../shared/browser-contract.ts';
import { hostName } from '../../shared/browser-names.ts';

export type SystemFolders = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** `XDG_CONFIG_HOME`, where it is set. */
  readonly config: string | undefined;
  /** `%LOCALAPPDATA%` and `%APPDATA%`. */
  readonly localAppData: string;
  readonly appData: string;
};

export type HostPlace = {
  readonly browser: BrowserName;
  /** `snap` and `flatpak` browsers have folders of their own, and walls around them. */
  readonly packaging: 'usual' | 'snap' | 'flatpak';
  /** There when the browser was used by this user. */
  readonly trace: string;
  /** Null where the browser can start no program outside its box, whatever we write. */
  readonly target: { readonly in: 'folder'; readonly manifest: string } | { readonly in: 'registry'; readonly key: string } | null;
  readonly family: 'chromium' | 'firefox';
};

const chromiums = ['chrome', 'chromium', 'edge', 'brave', 'vivaldi'] as const;
type Chromium = (typeof chromiums)[number];
const all = [...chromiums, 'firefox'] as const;

const folders: Readonly<Record<'linux' | 'darwin' | 'win32', Readonly<Record<Chromium, string>>>> = {
  linux: { chrome: 'google-chrome', chromium: 'chromium', edge: 'microsoft-edge', brave: 'BraveSoftware/Brave-Browser', vivaldi: 'vivaldi' },
  darwin: { chrome: 'Google/Chrome', chromium: 'Chromium', edge: 'Microsoft Edge', brave: 'BraveSoftware/Brave-Browser', vivaldi: 'Vivaldi' },
  win32: { chrome: 'Google\\Chrome', chromium: 'Chromium', edge: 'Microsoft\\Edge', brave: 'BraveSoftware\\Brave-Browser', vivaldi: 'Vivaldi' },
};

/** Names of the packages: of snaps where there is one, and of flatpaks. */
const snaps: Partial<Record<BrowserName, string>> = { chromium: 'chromium', brave: 'brave', firefox: 'firefox' };
const flatpaks: Readonly<Record<BrowserName, string>> = {
  chrome: 'com.google.Chrome',
  chromium: 'org.chromium.Chromium',
  edge: 'com.microsoft.Edge',
  brave: 'com.brave.Browser',
  vivaldi: 'com.vivaldi.Vivaldi',
  firefox: 'org.mozilla.firefox',
};

const fileName = `${hostName}.json`;

function onLinux({ home, config }: SystemFolders): readonly HostPlace[] {
  const base = config?.startsWith('/') ? config : posix.join(home, '.config');
  const firefoxManifest = posix.join(home, '.mozilla/native-messaging-hosts', fileName);
  const usual = chromiums.map((browser): HostPlace => {
    const trace = posix.join(base, folders.linux[browser]);
    return { browser, packaging: 'usual', trace, family: 'chromium', target: { in: 'folder', manifest: posix.join(trace, 'NativeMessagingHosts', fileName) } };
  });
  const firefox: HostPlace = { browser: 'firefox', packaging: 'usual', trace: posix.join(home, '.mozilla/firefox'), family: 'firefox', target: { in: 'folder', manifest: firefoxManifest } };
  const boxed = all.flatMap((browser): readonly HostPlace[] => {
    const family = browser === 'firefox' ? 'firefox' : 'chromium';
    const snap = snaps[browser];
    // The snap of Firefox asks the desktop's portal, outside the box, which reads the usual folder. Other boxes start nothing outside.
    const snapTarget: HostPlace['target'] = browser === 'firefox' ? { in: 'folder', manifest: firefoxManifest } : null;
    const flatpak: HostPlace = { browser, packaging: 'flatpak', trace: posix.join(home, '.var/app', flatpaks[browser]), family, target: null };
    return snap === undefined ? [flatpak] : [{ browser, packaging: 'snap', trace: posix.join(home, 'snap', snap), family, target: snapTarget }, flatpak];
  });
  return [...usual, firefox, ...boxed];
}

function onMac({ home }: SystemFolders): readonly HostPlace[] {
  const support = posix.join(home, 'Library/Application Support');
  const usual = chromiums.map((browser): HostPlace => {
    const trace = posix.join(support, folders.darwin[browser]);
    return { browser, packaging: 'usual', trace, family: 'chromium', target: { in: 'folder', manifest: posix.join(trace, 'NativeMessagingHosts', fileName) } };
  });
  const firefox: HostPlace = {
    browser: 'firefox',
    packaging: 'usual',
    trace: posix.join(support, 'Firefox'),
    family: 'firefox',
    target: { in: 'folder', manifest: posix.join(support, 'Mozilla/NativeMessagingHosts', fileName) },
  };
  return [...usual, firefox];
}

function onWindows({ localAppData, appData }: SystemFolders): readonly HostPlace[] {
  const usual = chromiums.map(
    (browser): HostPlace => ({
      browser,
      packaging: 'usual',
      trace: win32.join(localAppData, folders.win32[browser], 'User Data'),
      family: 'chromium',
      target: { in: 'registry', key: `HKCU\\Software\\${folders.win32[browser]}\\NativeMessagingHosts\\${hostName}` },
    }),
  );
  const firefox: HostPlace = {
    browser: 'firefox',
    packaging: 'usual',
    trace: win32.join(appData, 'Mozilla\\Firefox'),
    family: 'firefox',
    target: { in: 'registry', key: `HKCU\\Software\\Mozilla\\NativeMessagingHosts\\${hostName}` },
  };
  return [...usual, firefox];
}

export function hostPlaces(system: SystemFolders): readonly HostPlace[] {
  switch (system.platform) {
    case 'darwin':
      return onMac(system);
    case 'win32':
      return onWindows(system);
    default:
      return onLinux(system);
  }
}
