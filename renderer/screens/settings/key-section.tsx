/** How security keys are spoken to, and the PIN of one that is plugged in. A part of the unlocking section. */
import { useQuery } from '@tanstack/react-query';
import type { AppSettings, KeyWayChoice } from '../../../shared/settings.ts';
import { ask } from '../../client/client.ts';
import { useCurrentAsk } from '../../hardware-key/current-ask.ts';
import { TouchPrompt } from '../../hardware-key/touch-prompt.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useShortcut } from '../../state/shortcuts.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor, sentenceForCode } from '../../text/failures.ts';
import { keyWords as words } from '../../text/key-words.ts';
import { SettingRow } from './setting-rows.tsx';

type KeySectionProps = { readonly settings: AppSettings; readonly change: (patch: Partial<AppSettings>) => void };

const choices = ['automatic', 'libfido2', 'webauthn'] as const satisfies readonly KeyWayChoice[];

export function KeySection({ settings, change }: KeySectionProps) {
  // Looked at anew with each visit: the library may have been installed meanwhile.
  const { data: found } = useQuery({ ...queryFor('key.way', {}), staleTime: 0 });
  const job = useJob();
  const asking = useCurrentAsk() !== null;
  useShortcut('escape', job.cancel, { when: job.running, inDialogs: true });
  const speaksItself = found?.way === 'libfido2';
  const changePin = async (): Promise<void> => {
    if ((await job.run(async (jobId) => (await ask('key.changePin', { jobId })) === null)) === true) {
      showToast({ text: words.pinChanged });
    }
  };
  return (
    <>
      <h2>{words.sectionTitle}</h2>
      {speaksItself && found.library !== 'found' ? <Notice tone="warn">{sentenceForCode(found.library === 'missing' ? 'key.library-missing' : 'key.library-too-old')}</Notice> : null}
      <Card label={words.sectionTitle}>
        <SettingRow label={words.way} line={words.wayLine}>
          <SelectField
            label={words.way}
            labelHidden
            options={choices.map((value) => ({ value, label: words.ways[value] }))}
            value={settings.keyWay}
            onChange={(value) => change({ keyWay: choices.find((choice) => choice === value) ?? 'automatic' })}
          />
        </SettingRow>
        <SettingRow label={words.pinRow} line={speaksItself || found === undefined ? words.pinRowLine : words.pinRowElsewhere}>
          {speaksItself ? (
            <Button isPending={job.running} onPress={() => void changePin()}>
              {words.changePin}
            </Button>
          ) : null}
        </SettingRow>
      </Card>
      {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
      {job.running && asking ? <TouchPrompt onCancel={job.cancel} /> : null}
      {job.running && !asking ? <ProgressLine fraction={null} label={words.waiting} /> : null}
    </>
  );
}
