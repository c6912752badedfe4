/** The entry by which Linux desktops start the program at login, on a real disk. */
import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { autostartText, openAutostartFile, quotedArgument } from '../../../electron/store/autostart-file.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const command = ['/opt/Latchkey/latchkey', '--background'];

describe('the entry for starting at login', () => {
  it('is written where desktops look, folder and all, and taken away again', async () => {
    const folder = join(await newFolder(), 'config');
    const file = openAutostartFile(folder, command);
    const path = join(folder, 'autostart', 'latchkey.desktop');
    expect(await file.isOn()).toBe(false);
    await file.set(false);
    await file.set(true);
    expect([await file.isOn(), await readFile(path, 'utf8')]).toEqual([true, autostartText(command)]);
    await file.set(true);
    await file.set(false);
    expect(await file.isOn()).toBe(false);
    await expect(lstat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is off where the desktop’s own settings have switched it off', async () => {
    const folder = await newFolder();
    const file = openAutostartFile(folder, command);
    await file.set(true);
    for (const line of ['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'Hidden = true ']) {
      await writeFile(join(folder, 'autostart', 'latchkey.desktop'), `[Desktop Entry]\n${line}\n`);
      expect([line, await file.isOn()]).toEqual([line, false]);
    }
    await file.set(true);
    expect(await file.isOn()).toBe(true);
  });

  it('quotes what it starts, so that no name of a folder starts something else', () => {
    expect(quotedArgument('/home/me/My Apps/Latchkey')).toBe('"/home/me/My Apps/Latchkey"');
    expect(quotedArgument('/a$b`c"d%e')).toBe('"/a\\\\$b\\\\`c\\\\"d%%e"');
    expect(quotedArgument('/a\\b')).toBe('"/a\\\\\\\\b"');
    expect(() => quotedArgument('/a\nExec=evil')).toThrow();
    expect(autostartText(command).split('\n').filter((line) => line.startsWith('Exec='))).toEqual(['Exec="/opt/Latchkey/latchkey" "--background"']);
  });

  it('does not write through a link that somebody laid there', async () => {
    const folder = await newFolder();
    const elsewhere = join(folder, 'precious');
    await writeFile(elsewhere, 'mine');
    await mkdir(join(folder, 'autostart'));
    await symlink(elsewhere, join(folder, 'autostart', 'latchkey.desktop'));
    await openAutostartFile(folder, command).set(true);
    expect(await readFile(elsewhere, 'utf8')).toBe('mine');
  });

  it('says so where it cannot be written', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'autostart'), 'a file where the folder should be');
    const file = openAutostartFile(folder, command);
    expect(await file.isOn()).toBe(false);
    await expect(file.set(true)).rejects.toMatchObject({ code: expect.stringMatching(/^disk\./u) });
  });
});
