/** Quick copy and running in the background: the shortcut, what becomes of the program with its window closed, start at login. */
import { useQueryClient } from '@tanstack/react-query';
import type { AppSettings } from '../../../shared/settings.ts';
import { ask } from '../../client/client.ts';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { SwitchField } from '../../parts/switch-field.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { sentenceFor } from '../../text/failures.ts';
import { quickSettings as words, shortcutTrouble, trayTrouble } from '../../text/quick-words.ts';
import { useDesktopState } from '../quick-copy/use-desktop-state.ts';
import { SettingRow } from './setting-rows.tsx';
import { ShortcutRecorder } from './shortcut-recorder.tsx';

export function QuickSection({ settings, change }: { readonly settings: AppSettings; readonly change: (patch: Partial<AppSettings>) => void }) {
  const client = useQueryClient();
  const desktop = useDesktopState();
  const canStart = desktop !== undefined && desktop.startAtLogin !== 'unavailable';
  const shortcutWrong = desktop === undefined ? null : shortcutTrouble[desktop.shortcut];
  const trayWrong = desktop === undefined ? null : trayTrouble[desktop.tray];

  const setStart = async (on: boolean): Promise<void> => {
    try {
      client.setQueryData(queryFor('desktop.state', {}).queryKey, await ask('desktop.setStartAtLogin', { on }));
    } catch (failure) {
      showToast({ text: sentenceFor(failure), tone: 'bad' });
    }
  };

  return (
    <>
      <Card>
        <SettingRow label={words.shortcut} line={words.shortcutLine}>
          <ShortcutRecorder accelerator={settings.quickShortcut} onChange={(quickShortcut) => change({ quickShortcut })} />
        </SettingRow>
      </Card>
      {shortcutWrong === null ? null : <Notice tone={desktop?.shortcut === 'taken' ? 'bad' : 'plain'}>{shortcutWrong}</Notice>}
      <Card>
        <div className="setting-row setting-row--whole">
          <SwitchField label={words.keepRunning} description={words.keepRunningLine} isSelected={settings.keepRunning} onChange={(keepRunning) => change({ keepRunning })} />
        </div>
        <div className="setting-row setting-row--whole">
          <SwitchField
            label={words.startAtLogin}
            description={desktop === undefined || canStart ? words.startAtLoginLine : words.startAtLoginMissing}
            isSelected={desktop?.startAtLogin === 'on'}
            isDisabled={!canStart}
            onChange={(on) => void setStart(on)}
          />
        </div>
      </Card>
      {trayWrong === null ? null : <Notice>{trayWrong}</Notice>}
    </>
  );
}
