import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerCall, type Handlers } from '../../../electron/ipc/answer-call.ts';
import { openSettingsFile } from '../../../electron/store/settings-file.ts';
import { appSettings, defaultSettings, settingsPatch, type AppSettings } from '../../../shared/settings.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();

/** Every setting another value than its default. */
const changed: AppSettings = {
  autoLockMinutes: 25,
  lockOnSleep: false,
  lockOnScreenLock: false,
  lockOnMinimise: true,
  clipboardClearSeconds: 90,
  theme: 'dark',
  keyWay: 'libfido2',
  hideWhenUnfocused: true,
  contentProtection: true,
  sidebarWidth: 300,
  listWidth: 400,
  quickShortcut: 'Control+Shift+F9',
  keepRunning: true,
  backupsOn: false,
  backupDays: 3,
  backupWeeks: 2,
  backupMonths: 1,
};

async function withFile(text: string): Promise<string> {
  const folder = await newFolder();
  await writeFile(join(folder, 'settings.json'), text);
  return folder;
}

describe('the settings of this computer', () => {
  it('a change of one leaves every other as it was, through the gate and in the file', async () => {
    const folder = await newFolder();
    const file = await openSettingsFile(folder);
    const send = (takes: unknown) =>
      answerCall(
        {
          handlers: { 'settings.change': file.change } as unknown as Handlers,
          isOurFrame: () => true,
          mayCall: () => true,
          isOpen: () => false,
          afterCall: () => undefined,
          report: () => undefined,
        },
        null,
        'settings.change',
        takes,
      );
    let expected: AppSettings = { ...defaultSettings };
    for (const [name, value] of Object.entries(changed)) {
      expected = { ...expected, [name]: value };
      expect(await send({ [name]: value })).toEqual({ ok: true, value: expected });
    }
    expect(await send({})).toEqual({ ok: true, value: changed });
    expect(file.settings()).toEqual(changed);
    expect((await openSettingsFile(folder)).settings()).toEqual(changed);
  });

  it('nothing is filled in by a schema that somebody changes settings through', () => {
    expect(settingsPatch.parse({})).toEqual({});
    expect(appSettings.safeParse({}).success).toBe(false);
    expect(settingsPatch.safeParse({ autoLock: 3 }).success).toBe(false);
  });

  it('a member of the file that is missing, unknown or senseless takes its default, and the others stay', async () => {
    const { listWidth: _missing, ...rest } = changed;
    const folder = await withFile(JSON.stringify({ ...rest, theme: 'purple', sidebarWidth: 9_000, fromTheFuture: true }));
    const aside: string[] = [];
    const file = await openSettingsFile(folder, { onSetAside: (path) => aside.push(path) });
    expect(file.settings()).toEqual({ ...changed, theme: defaultSettings.theme, sidebarWidth: defaultSettings.sidebarWidth, listWidth: defaultSettings.listWidth });
    expect(aside).toEqual([]);
  });

  it('a file that holds no settings at all is kept aside', async () => {
    const folder = await withFile('[1, 2]');
    expect((await openSettingsFile(folder)).settings()).toEqual(defaultSettings);
    expect(await readdir(folder)).toContain('settings.json.bad');
  });

  it('refuses a value out of bounds and keeps what was', async () => {
    const folder = await newFolder();
    const file = await openSettingsFile(folder);
    await file.change({ autoLockMinutes: 5 });
    await expect(file.change({ autoLockMinutes: -1 })).rejects.toThrow();
    expect(file.settings().autoLockMinutes).toBe(5);
    expect(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'))).toMatchObject({ autoLockMinutes: 5 });
  });
});
