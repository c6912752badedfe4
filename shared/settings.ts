/**
 * Settings of this computer (not of the vault): kept in the user's application folder, never secret.
 */
import { z } from 'zod';

export const themeChoice = z.enum(['system', 'light', 'dark']);
export type ThemeChoice = z.infer<typeof themeChoice>;

export const appSettings = z.object({
  /** Minutes without input until the vault locks; 0 means never. */
  autoLockMinutes: z.number().int().min(0).max(1_440).default(10),
  lockOnSleep: z.boolean().default(true),
  lockOnScreenLock: z.boolean().default(true),
  /** Lock when the window is minimised. */
  lockOnMinimise: z.boolean().default(false),
  /** Seconds until a copied value is taken off the clipboard; 0 means never. */
  clipboardClearSeconds: z.number().int().min(0).max(600).default(30),
  theme: themeChoice.default('system'),
  /** Cover the window while another program has the focus. */
  hideWhenUnfocused: z.boolean().default(false),
  /** Keep screen recorders and screenshots out, where the platform can. */
  contentProtection: z.boolean().default(false),
  /** Widths in CSS pixels. */
  sidebarWidth: z.number().int().min(160).max(360).default(208),
  listWidth: z.number().int().min(260).max(640).default(344),
});
export type AppSettings = z.infer<typeof appSettings>;

export const defaultSettings: AppSettings = appSettings.parse({});
