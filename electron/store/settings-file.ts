/**
 * The settings of this computer (`shared/settings.ts`) in the user's application folder. Not here: settings that travel
 * with a vault. Called by `main.ts`.
 */
import { join } from 'node:path';
import { appSettings, defaultSettings, settingsInFile, type AppSettings, type SettingsPatch } from '../../shared/settings.ts';
import type { Disk } from './disk.ts';
import { openJsonFile } from './json-file.ts';

export interface SettingsFile {
  settings(): AppSettings;
  /** Durable when it returns. */
  change(settings: SettingsPatch): Promise<AppSettings>;
}

function given(settings: SettingsPatch): SettingsPatch {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

export async function openSettingsFile(
  folder: string,
  options: { readonly disk?: Disk; readonly onSetAside?: (path: string) => void } = {},
): Promise<SettingsFile> {
  const file = await openJsonFile<AppSettings>({
    path: join(folder, 'settings.json'),
    parser: settingsInFile,
    fallback: defaultSettings,
    ...options,
  });
  return {
    settings: () => file.value(),
    // Checked here as well: the file's parser would take a default for what is out of bounds, and nobody would know.
    change: (settings) => file.change((value) => appSettings.parse({ ...value, ...given(settings) })),
  };
}
