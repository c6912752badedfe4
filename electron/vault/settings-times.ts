/**
 * When each of the vault's settings was chosen, so that two copies that diverged agree on them: of each setting the later choice holds.
 * Not when they were written down: a rewrite of the file writes old choices anew. Used where settings are saved, read and merged.
 */
import type { VaultSettings } from './vault-types.ts';

export const settingNames = ['name', 'retentionDays', 'sharingItemId'] as const satisfies readonly (keyof VaultSettings)[];

export type SettingsTimes = { readonly [Name in keyof VaultSettings]: number };
export type SaidSettings = { readonly settings: VaultSettings; readonly settingsAt: SettingsTimes };

export function settingsSince(at: number): SettingsTimes {
  return { name: at, retentionDays: at, sharingItemId: at };
}

/** The time given for what changes, later than the choice before whatever the clock says; the time it had for what stays. */
export function stampSettings(before: SaidSettings, after: VaultSettings, at: number): SettingsTimes {
  const stamp = (name: keyof VaultSettings): number =>
    before.settings[name] === after[name] ? before.settingsAt[name] : Math.max(at, before.settingsAt[name] + 1);
  return { name: stamp('name'), retentionDays: stamp('retentionDays'), sharingItemId: stamp('sharingItemId') };
}

/** What holds after one more commit. Without times of its own, what it changes was chosen when it was written. */
export function settingsAfter(
  before: SaidSettings | null,
  { settings, settingsAt, at }: { readonly settings: VaultSettings | null; readonly settingsAt?: SettingsTimes | null; readonly at: number },
): SaidSettings | null {
  if (!settings) {
    return before;
  }
  return { settings, settingsAt: settingsAt ?? (before ? stampSettings(before, settings, at) : settingsSince(at)) };
}

/** The same whichever comes first. At one time the greater value holds, as text, so that both copies choose the same. */
export function uniteSettings(left: SaidSettings, right: SaidSettings): SaidSettings {
  const wins = (name: keyof VaultSettings): SaidSettings => {
    const [a, b] = [left.settingsAt[name], right.settingsAt[name]];
    if (a !== b) {
      return a > b ? left : right;
    }
    return String(left.settings[name]) >= String(right.settings[name]) ? left : right;
  };
  const [name, days, sharing] = [wins('name'), wins('retentionDays'), wins('sharingItemId')];
  return {
    settings: { name: name.settings.name, retentionDays: days.settings.retentionDays, sharingItemId: sharing.settings.sharingItemId },
    settingsAt: { name: name.settingsAt.name, retentionDays: days.settingsAt.retentionDays, sharingItemId: sharing.settingsAt.sharingItemId },
  };
}

export function sameSettings(left: SaidSettings, right: SaidSettings): boolean {
  return settingNames.every((name) => left.settings[name] === right.settings[name] && left.settingsAt[name] === right.settingsAt[name]);
}
