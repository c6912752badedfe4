/** Whether backups are made without being asked for, and how long they are kept: settings of this computer that act at once. */
import type { AppSettings } from '../../../shared/settings.ts';
import { Card } from '../../parts/field-rows.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { backupWords as words } from '../../text/backups.ts';
import { SettingRow } from '../settings/setting-rows.tsx';

type BackupRuleProps = { readonly settings: AppSettings; readonly change: (patch: Partial<AppSettings>) => void };

const usualDays = [3, 7, 14, 30];
const usualWeeks = [0, 4, 8, 26];
const usualMonths = [0, 3, 6, 12, 24];

/** The usual choices, and the one in force where it is none of them. */
function choices(usual: readonly number[], now: number, say: (count: number) => string): { value: string; label: string }[] {
  return [...new Set([...usual, now])].sort((a, b) => a - b).map((count) => ({ value: String(count), label: say(count) }));
}

export function BackupRule({ settings, change }: BackupRuleProps) {
  const select = (label: string, usual: readonly number[], now: number, say: (count: number) => string, take: (count: number) => void) => (
    <SelectField label={label} labelHidden options={choices(usual, now, say)} value={String(now)} onChange={(value) => take(Number(value))} />
  );
  return (
    <Card>
      <div className="setting-row setting-row--whole">
        <SwitchField label={words.automatic} description={words.automaticLine} isSelected={settings.backupsOn} onChange={(backupsOn) => change({ backupsOn })} />
      </div>
      <SettingRow label={words.days} line={words.daysLine}>
        {select(words.days, usualDays, settings.backupDays, words.dayCount, (backupDays) => change({ backupDays }))}
      </SettingRow>
      <SettingRow label={words.weeks}>{select(words.weeks, usualWeeks, settings.backupWeeks, words.weekCount, (backupWeeks) => change({ backupWeeks }))}</SettingRow>
      <SettingRow label={words.months} line={words.thinned}>
        {select(words.months, usualMonths, settings.backupMonths, words.monthCount, (backupMonths) => change({ backupMonths }))}
      </SettingRow>
    </Card>
  );
}
