/** Settings of this computer: locking, clipboard, appearance. Each acts at once. */
import { useQuery } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import type { AppSettings, ThemeChoice } from '../../../shared/settings.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { RadioCards } from '../../parts/radio-cards.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { sentenceFor } from '../../text/failures.ts';
import { settingsWords as words } from '../../text/settings-words.ts';
import { SettingRow } from './setting-rows.tsx';

type SectionProps = { readonly settings: AppSettings; readonly change: (patch: Partial<AppSettings>) => void };

const lockMinutes = [1, 2, 5, 10, 15, 30, 60, 240, 0];
const clearSeconds = [10, 20, 30, 45, 60, 120, 300, 0];

/** The usual choices, and the one in force where it is none of them. */
function choices(usual: readonly number[], now: number, words_: (value: number) => string): { value: string; label: string }[] {
  const all = usual.includes(now) ? usual : [...usual.filter((value) => value !== 0), now].sort((a, b) => a - b).concat(0);
  return all.map((value) => ({ value: String(value), label: value === 0 ? words.never : words_(value) }));
}

export function LockingSection({ settings, change }: SectionProps) {
  const { data: about } = useQuery(queryFor('app.version', {}));
  const screenLine = about?.platform === 'linux' ? { description: words.lockOnScreenLockLinux } : {};
  return (
    <>
      <p className="soft">{words.lockingSentence}</p>
      <Card>
        <SettingRow label={words.autoLock} line={words.autoLockLine}>
          <SelectField
            label={words.autoLock}
            labelHidden
            options={choices(lockMinutes, settings.autoLockMinutes, words.minutes)}
            value={String(settings.autoLockMinutes)}
            onChange={(value) => change({ autoLockMinutes: Number(value) })}
          />
        </SettingRow>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.lockOnSleep} isSelected={settings.lockOnSleep} onChange={(lockOnSleep) => change({ lockOnSleep })} />
        </div>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.lockOnScreenLock} {...screenLine} isSelected={settings.lockOnScreenLock} onChange={(lockOnScreenLock) => change({ lockOnScreenLock })} />
        </div>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.lockOnMinimise} isSelected={settings.lockOnMinimise} onChange={(lockOnMinimise) => change({ lockOnMinimise })} />
        </div>
      </Card>
      <Button icon={Lock} shortcut="Mod+L" onPress={() => void ask('vault.lock', {}).catch((error: unknown) => showToast({ text: sentenceFor(error), tone: 'bad' }))}>
        {words.lockNow}
      </Button>
    </>
  );
}

export function ClipboardSection({ settings, change }: SectionProps) {
  return (
    <Card>
      <SettingRow label={words.clipboardClear} line={words.clipboardLine}>
        <SelectField
          label={words.clipboardClear}
          labelHidden
          options={choices(clearSeconds, settings.clipboardClearSeconds, words.seconds)}
          value={String(settings.clipboardClearSeconds)}
          onChange={(value) => change({ clipboardClearSeconds: Number(value) })}
        />
      </SettingRow>
    </Card>
  );
}

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark'];

export function AppearanceSection({ settings, change }: SectionProps) {
  return (
    <>
      <RadioCards
        label={words.theme}
        inRow
        options={themes.map((value) => ({ value, label: words.themes[value] }))}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
      />
      <Card>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.hide} description={words.hideLine} isSelected={settings.hideWhenUnfocused} onChange={(hideWhenUnfocused) => change({ hideWhenUnfocused })} />
        </div>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.protect} description={words.protectLine} isSelected={settings.contentProtection} onChange={(contentProtection) => change({ contentProtection })} />
        </div>
      </Card>
    </>
  );
}
