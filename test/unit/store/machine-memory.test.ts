import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMachineMemory } from '../../../electron/store/machine-memory.ts';
import { openSettingsFile } from '../../../electron/store/settings-file.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { changedDisk, errnoError } from '../../support/failing-disk.ts';
import { tempFolders } from '../../support/temp-folder.ts';

const newFolder = tempFolders();
const vaultId = '0198a000-0000-7000-8000-000000000001';
const head = { vaultId, epoch: 1, generation: 2, frameCount: 30, headTag: 'dGFn', mac: 'bWFj' };

describe('what a computer remembers', () => {
  it('is there after a restart', async () => {
    const folder = await newFolder();
    const memory = await openMachineMemory(folder);
    expect(memory.seenHead(vaultId)).toBeNull();
    await memory.rememberHead(head);
    await memory.rememberSlotUse(vaultId, 'slot', 1_000);
    await memory.rememberSlotUse(vaultId, 'slot', 2_000);
    await memory.rememberCredentialCounter(vaultId, '__proto__', 7);
    const again = await openMachineMemory(folder);
    expect(again.seenHead(vaultId)).toEqual(head);
    expect(again.slotLastUsedAt(vaultId, 'slot')).toBe(2_000);
    expect(again.slotLastUsedAt(vaultId, 'other')).toBeNull();
    expect(again.credentialCounter(vaultId, '__proto__')).toBe(7);
    expect(again.credentialCounter('constructor', 'toString')).toBeNull();
  });

  it('lists vaults with the last opened first, each once', async () => {
    const memory = await openMachineMemory(await newFolder());
    await memory.rememberVault({ path: '/a', vaultId: null, lastOpenedAt: 1 });
    await memory.rememberVault({ path: '/b', vaultId, lastOpenedAt: 2 });
    await memory.rememberVault({ path: '/a', vaultId: null, lastOpenedAt: 3 });
    expect(memory.recentVaults().map((vault) => vault.path)).toEqual(['/a', '/b']);
    await memory.forgetVault('/a');
    expect(memory.recentVaults()).toEqual([{ path: '/b', vaultId, lastOpenedAt: 2 }]);
  });

  it('keeps all of many changes asked for at once', async () => {
    const folder = await newFolder();
    const memory = await openMachineMemory(folder);
    await Promise.all(Array.from({ length: 20 }, (_, at) => memory.rememberSlotUse(vaultId, `slot-${at}`, at)));
    const again = await openMachineMemory(folder);
    for (let at = 0; at < 20; at += 1) {
      expect(again.slotLastUsedAt(vaultId, `slot-${at}`)).toBe(at);
    }
  });

  it('is for the owner alone to read', async () => {
    const folder = await newFolder();
    await (await openMachineMemory(folder)).rememberHead(head);
    expect((await stat(join(folder, 'machine.json'))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['machine.json']);
  });

  it.each(['{"version":1', '', '[]', '{"version":1,"vaults":[{"vaultId":"x"}],"recentVaults":[]}', '\u0000'])(
    'when it cannot be understood (%j) is kept aside and begun anew',
    async (content) => {
      const folder = await newFolder();
      await writeFile(join(folder, 'machine.json'), content);
      await writeFile(join(folder, 'machine.json.bad'), 'an earlier one');
      const told: string[] = [];
      const memory = await openMachineMemory(folder, { onSetAside: (path) => told.push(path) });
      expect(memory.recentVaults()).toEqual([]);
      expect(told).toEqual([join(folder, 'machine.json.bad-2')]);
      expect(await readFile(join(folder, 'machine.json.bad-2'), 'utf8')).toBe(content);
      await memory.rememberHead(head);
      expect((await openMachineMemory(folder)).seenHead(vaultId)).toEqual(head);
    },
  );

  it('stays as it was when the disk refuses', async () => {
    const folder = await newFolder();
    await (await openMachineMemory(folder)).rememberHead(head);
    const before = await readFile(join(folder, 'machine.json'), 'utf8');
    const disk = changedDisk({}, (path) => (path.endsWith('.latchkey-tmp') ? { sync: () => Promise.reject(errnoError('ENOSPC')) } : {}));
    const memory = await openMachineMemory(folder, { disk });
    await expect(memory.rememberHead({ ...head, frameCount: 31 })).rejects.toMatchObject({ code: 'disk.full' });
    expect(memory.seenHead(vaultId)).toEqual(head);
    expect(await readFile(join(folder, 'machine.json'), 'utf8')).toBe(before);
    expect(await readdir(folder)).toEqual(['machine.json']);
  });
});

describe('the settings file', () => {
  it('starts with the defaults and keeps a change', async () => {
    const folder = await newFolder();
    const file = await openSettingsFile(folder);
    expect(file.settings()).toEqual(defaultSettings);
    await file.change({ autoLockMinutes: 3 });
    expect((await openSettingsFile(folder)).settings()).toEqual({ ...defaultSettings, autoLockMinutes: 3 });
  });

  it('written by an older version takes the defaults for what it does not say', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'settings.json'), '{"autoLockMinutes":5}');
    expect((await openSettingsFile(folder)).settings()).toEqual({ ...defaultSettings, autoLockMinutes: 5 });
  });
});
