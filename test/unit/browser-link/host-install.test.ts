import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launcherText, makeHostInstall } from '../../../electron/browser-link/host-install.ts';
import { hostPlaces, type SystemFolders } from '../../../electron/browser-link/host-places.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

async function linuxHome() {
  const root = await newFolder();
  const [home, folder] = [join(root, 'home'), join(root, 'data')];
  [join(home, '.config/chromium'), join(home, '.mozilla/firefox'), join(home, 'snap/chromium'), join(home, 'snap/firefox'), join(home, '.var/app/com.brave.Browser'), folder].forEach((path) => mkdirSync(path, { recursive: true }));
  const system: SystemFolders = { platform: 'linux', home, config: undefined, localAppData: '', appData: '' };
  return { home, folder, system, install: (command: readonly string[]) => makeHostInstall({ system, folder, command }) };
}

describe('letting a browser find us', () => {
  it('lists the browsers that are there, tells boxes apart, and writes a manifest where the browser looks', async () => {
    const { home, folder, install } = await linuxHome();
    const host = install(['/bin/echo', "it's here"]);
    expect((await host.places()).map(({ placeId, standing }) => [placeId, standing])).toEqual([
      ['chromium-usual', 'not-set-up'],
      ['firefox-usual', 'not-set-up'],
      ['chromium-snap', 'walled-off'],
      ['brave-flatpak', 'walled-off'],
      ['firefox-snap', 'not-set-up'],
    ]);
    await host.setUp('chromium-usual');
    await host.setUp('firefox-snap');
    const chromium = join(home, '.config/chromium/NativeMessagingHosts/internal.latchkey.browser.json');
    const manifest: unknown = JSON.parse(readFileSync(chromium, 'utf8'));
    expect(manifest).toMatchObject({ name: 'internal.latchkey.browser', type: 'stdio', path: join(folder, 'browser-host.sh'), allowed_origins: [expect.stringMatching(/^chrome-extension:\/\/[a-p]{32}\/$/u)] });
    expect(JSON.parse(readFileSync(join(home, '.mozilla/native-messaging-hosts/internal.latchkey.browser.json'), 'utf8'))).toMatchObject({ allowed_extensions: ['browser@latchkey.internal'] });
    expect(statSync(join(folder, 'browser-host.sh')).mode & 0o777).toBe(0o700);
    // What the browser passes on is not.
    expect(execFileSync(join(folder, 'browser-host.sh'), ['chrome-extension://x/']).toString()).toBe("it's here\n");
    expect((await host.places()).filter(({ standing }) => standing === 'set-up').map(({ placeId }) => placeId)).toEqual(['chromium-usual', 'firefox-usual', 'firefox-snap']);
    await host.takeAway('chromium-usual');
    expect(existsSync(chromium)).toBe(false);
    await expect(host.setUp('chromium-snap')).rejects.toThrow('no such place');
    await expect(host.setUp('../../etc')).rejects.toThrow('no such place');
  });

  it('leaves another Latchkey’s manifest where it is, until the user puts ours there', async () => {
    const { home, install } = await linuxHome();
    const path = join(home, '.config/chromium/NativeMessagingHosts/internal.latchkey.browser.json');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '{"path":"/opt/other"}');
    const host = install(['/bin/true']);
    const chromium = async () => (await host.places()).find(({ placeId }) => placeId === 'chromium-usual')?.standing;
    expect(await chromium()).toBe('another');
    await host.takeAway('chromium-usual');
    expect(readFileSync(path, 'utf8')).toBe('{"path":"/opt/other"}');
    writeFileSync(path, 'no manifest');
    expect(await chromium()).toBe('another');
    await host.setUp('chromium-usual');
    expect(await chromium()).toBe('set-up');
  });

  it('writes the launcher anew when the program stands elsewhere, and none that nobody asked for', async () => {
    const { folder, install } = await linuxHome();
    await install(['/bin/true']).refresh();
    expect(existsSync(join(folder, 'browser-host.sh'))).toBe(false);
    await install(['/bin/true']).setUp('chromium-usual');
    await install(['/bin/false']).refresh();
    expect(readFileSync(join(folder, 'browser-host.sh'), 'utf8')).toBe("#!/bin/sh\nexec '/bin/false'\n");
  });

  it('goes by the registry on Windows, where a batch file starts the host', async () => {
    const root = await newFolder();
    const folder = join(root, 'data');
    mkdirSync(folder);
    const keys = new Map<string, string>();
    const registry = { read: async (key: string) => keys.get(key) ?? null, write: async (key: string, value: string) => void keys.set(key, value), remove: async (key: string) => void keys.delete(key) };
    const host = makeHostInstall({ system: { platform: 'win32', home: root, config: undefined, localAppData: root, appData: root }, folder, command: ['C:\\a b\\latchkey.exe', '--browser-host'], registry });
    await host.setUp('edge-usual');
    expect([...keys]).toEqual([['HKCU\\Software\\Microsoft\\Edge\\NativeMessagingHosts\\internal.latchkey.browser', join(folder, 'browser-host-chromium.json')]]);
    expect(readFileSync(join(folder, 'browser-host.bat'), 'utf8')).toBe('@echo off\r\n"C:\\a b\\latchkey.exe" "--browser-host"\r\n');
    expect((await host.places()).map(({ placeId, standing }) => [placeId, standing])).toEqual([['edge-usual', 'set-up']]);
    await host.takeAway('edge-usual');
    expect(keys.size).toBe(0);
  });

  it('knows the six browsers on each system', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const places = hostPlaces({ platform, home: '/home/ada', config: undefined, localAppData: 'C:\\L', appData: 'C:\\A' });
      expect(places.filter(({ packaging }) => packaging === 'usual').map(({ browser }) => browser)).toEqual(['chrome', 'chromium', 'edge', 'brave', 'vivaldi', 'firefox']);
    }
    expect(launcherText(["/a'b", '$(x)'], 'linux')).toBe("#!/bin/sh\nexec '/a'\\''b' '$(x)'\n");
  });
});
