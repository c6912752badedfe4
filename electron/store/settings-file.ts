/**
 * The settings of this computer (`shared/settings.ts`) in the user's application folder. Not here: settings that travel
 * with a vault. Called by `main.ts`.
 */
import { join } from 'node:path';
import { appSettings, defaultSettings, type AppSettings } from '../../shared/settings.ts';
import type { Disk } from './disk.ts';
import { openJsonFile } from './json-file.ts';

export interface SettingsFile {
  settings(): AppSettings;
  /** Durable when it returns. */
  change(settings: Partial<AppSettings>): Promise<AppSettings>;
}

export async function openSettingsFile(
  folder: string,
  options: { readonly disk?: Disk; readonly onSetAside?: (path: string) => void } = {},
): Promise<SettingsFile> {
  const file = await openJsonFile<AppSettings>({
    path: join(folder, 'settings.json'),
    parser: appSettings,
    fallback: defaultSettings,
    ...options,
  });
  return {
    settings: () => file.value(),
    change: (settings) => file.change((value) => ({ ...value, ...settings })),
  };
}
