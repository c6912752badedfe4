/**
 * Settings of this computer (not of the vault): kept in the user's application folder, never secret.
 * The schema fills nothing in: a change of one setting says nothing about the others. `settingsInFile` does, for reading the file.
 */
import { z } from 'zod';
import { isAccelerator } from './accelerator.ts';

export const themeChoice = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.infer<typeof themeChoice>;

/** How hardware keys are spoken to: as the platform wants it, through the page, or by the main process itself. */
export const keyWayChoice = z.enum(['automatic', 'webauthn', 'libfido2']);
export type KeyWayChoice = z.infer<typeof keyWayChoice>;

export const appSettings = z.object({
  /** Minutes without input until the vault locks; 0 means never. */
  autoLockMinutes: z.number().int().min(0).max(1_440),
  lockOnSleep: z.boolean(),
  lockOnScreenLock: z.boolean(),
  /** Lock when the window is minimised. */
  lockOnMinimise: z.boolean(),
  /** Seconds until a copied value is taken off the clipboard; 0 means never. */
  clipboardClearSeconds: z.number().int().min(0).max(600),
  theme: themeChoice,
  keyWay: keyWayChoice,
  /** Cover the window while another program has the focus. */
  hideWhenUnfocused: z.boolean(),
  /** Keep screen recorders and screenshots out, where the platform can. */
  contentProtection: z.boolean(),
  /** The global shortcut of quick copy, as Electron writes it; empty for none. */
  quickShortcut: z.string().max(80).refine((text) => text === '' || isAccelerator(text)),
  /** Stay in the tray when the window is closed. */
  keepRunning: z.boolean(),
  /** Make backups of vaults without being asked. */
  backupsOn: z.boolean(),
  /** How far back one backup is kept of each day, then of each week, then of each month. */
  backupDays: z.number().int().min(1).max(90),
  backupWeeks: z.number().int().min(0).max(104),
  backupMonths: z.number().int().min(0).max(120),
  /** Widths in CSS pixels. */
  sidebarWidth: z.number().int().min(160).max(360),
  listWidth: z.number().int().min(260).max(640),
});
export type AppSettings = z.infer<typeof appSettings>;

/** Some settings to be changed; those not named stay as they are. */
export const settingsPatch = z.strictObject(appSettings.shape).partial();
export type SettingsPatch = z.infer<typeof settingsPatch>;

export const defaultSettings: AppSettings = {
  autoLockMinutes: 10,
  lockOnSleep: true,
  lockOnScreenLock: true,
  lockOnMinimise: false,
  clipboardClearSeconds: 30,
  theme: 'system',
  keyWay: 'automatic',
  hideWhenUnfocused: false,
  contentProtection: false,
  // Three keys held and the bar: two held and the bar are other vaults', Excel's and most editors'.
  quickShortcut: 'CommandOrControl+Alt+Shift+Space',
  keepRunning: false,
  backupsOn: true,
  backupDays: 7,
  backupWeeks: 4,
  backupMonths: 6,
  sidebarWidth: 208,
  listWidth: 344,
};

/** For the file, which an older or newer Latchkey or a person may have written: a member that is missing or makes no sense takes its default, alone. */
export const settingsInFile = z.record(z.string(), z.unknown()).transform((found): AppSettings => {
  const read = Object.entries(appSettings.shape).flatMap(([name, member]) => {
    const parsed = member.safeParse(found[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return appSettings.parse({ ...defaultSettings, ...Object.fromEntries(read) });
});
