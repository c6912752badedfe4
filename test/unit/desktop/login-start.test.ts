/** Starting at login, by the system's own setting or by the file that Linux desktops read. */
import { describe, expect, it } from 'vitest';
import { loginCommand, makeLoginStart } from '../../../electron/desktop/login-start.ts';

function on(platform: NodeJS.Platform, isPackaged = true) {
  const kept = { system: [] as unknown[], openAtLogin: false, file: false };
  const start = makeLoginStart({
    platform,
    isPackaged,
    app: {
      getLoginItemSettings: (options) => {
        kept.system.push(options);
        return { openAtLogin: kept.openAtLogin };
      },
      setLoginItemSettings: (settings) => {
        kept.system.push(settings);
        kept.openAtLogin = settings.openAtLogin;
      },
    },
    file: { isOn: async () => kept.file, set: async (isOn) => void (kept.file = isOn) },
  });
  return { start, kept };
}

describe('the start at login', () => {
  it('is the system’s on macOS and Windows, asked for by the same words by which it is set', async () => {
    for (const platform of ['darwin', 'win32'] as const) {
      const { start, kept } = on(platform);
      expect(await start.state()).toBe('off');
      await start.set(true);
      expect([await start.state(), kept.file, kept.system]).toEqual(['on', false, [{ args: ['--background'] }, { openAtLogin: true, args: ['--background'] }, { args: ['--background'] }]]);
    }
  });

  it('is a file on Linux, which the system’s setting knows nothing of', async () => {
    const { start, kept } = on('linux');
    await start.set(true);
    expect([await start.state(), kept.system]).toEqual(['on', []]);
    await start.set(false);
    expect(await start.state()).toBe('off');
  });

  it('is not to be had for a program that is not installed', async () => {
    const { start, kept } = on('linux', false);
    expect(await start.state()).toBe('unavailable');
    await expect(start.set(true)).rejects.toMatchObject({ code: 'request.refused' });
    expect(kept.file).toBe(false);
  });

  it('starts an AppImage by its own file', () => {
    expect(loginCommand({ APPIMAGE: '/apps/Latchkey.AppImage' }, '/tmp/.mount/latchkey')).toEqual(['/apps/Latchkey.AppImage', '--background']);
    expect(loginCommand({}, '/opt/Latchkey/latchkey')).toEqual(['/opt/Latchkey/latchkey', '--background']);
  });
});
