/** Backups of the open vault: the rule, the list, one made by hand; opening one goes on in a dialog. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { useState } from 'react';
import type { AppSettings } from '../../../shared/settings.ts';
import type { BackupView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/field-rows.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useJob } from '../../state/use-job.ts';
import { useNow } from '../../state/use-now.ts';
import { backupReasons, backupWords as words } from '../../text/backups.ts';
import { momentWords } from '../../text/dates.ts';
import { codeOf, sentenceFor, sentenceForBackup, sentenceForCode } from '../../text/failures.ts';
import { sizeWords } from '../../text/sizes.ts';
import { SettingRow } from '../settings/setting-rows.tsx';
import { BackupRule } from './backup-rule.tsx';
import { OpenBackup } from './open-backup.tsx';
import { WithdrawnBackups } from './withdrawn-backups.tsx';
import './backups.css';

type BackupsSectionProps = { readonly settings: AppSettings; readonly change: (patch: Partial<AppSettings>) => void };

const aboutBackups = (failure: unknown): string => sentenceForBackup(codeOf(failure), sentenceFor(failure));

function BackupLine({ backup, now, onOpen }: { readonly backup: BackupView; readonly now: number; readonly onOpen: () => void }) {
  const moment = momentWords(backup.at, now);
  return (
    <li className="backup-line">
      <Archive size={18} strokeWidth={1.7} aria-hidden />
      <div className="backup-line__words">
        <p className="backup-line__moment">{moment}</p>
        <p className="small soft">
          {backup.isReadable ? `${backupReasons[backup.why]} · ${sizeWords(backup.sizeBytes)}` : words.unreadable}
        </p>
      </div>
      {backup.isReadable ? (
        <Button aria-label={words.openOf(moment, backup.why)} onPress={onOpen}>
          {words.open}
        </Button>
      ) : null}
    </li>
  );
}

export function BackupsSection({ settings, change }: BackupsSectionProps) {
  const client = useQueryClient();
  const now = useNow(60_000);
  const { data, error } = useQuery({ ...queryFor('backup.list', {}), staleTime: 0 });
  const job = useJob();
  const [opened, setOpened] = useState<BackupView | null>(null);
  const backups = data?.backups ?? [];
  const make = async (): Promise<void> => {
    const made = await job.run((jobId) => ask('backup.make', { jobId }));
    await client.invalidateQueries({ queryKey: ['backup.list'] });
    if (made !== null) {
      showToast({ text: made.isNew ? words.made : words.alreadyMade });
    }
  };
  return (
    <>
      <p className="soft">{words.sentence}</p>
      {error === null || job.failure !== null ? null : <Notice tone="bad">{aboutBackups(error)}</Notice>}
      {data === undefined || data.unmade === null || job.failure !== null ? null : (
        <Notice tone="warn" title={words.unmade}>
          {sentenceForBackup(data.unmade, sentenceForCode(data.unmade))}
        </Notice>
      )}
      <WithdrawnBackups />
      <div className="backups__head">
        <p className="soft">{backups.length === 0 ? (data === undefined ? '' : words.none) : words.total(backups.length, backups.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))}</p>
        <Button onPress={() => void make()} isPending={job.running}>
          {words.now}
        </Button>
      </div>
      {job.running ? <ProgressLine label={words.making} fraction={null} onCancel={job.cancel} /> : null}
      {job.failure === null ? null : <Notice tone="bad">{aboutBackups(job.failure)}</Notice>}
      {backups.length === 0 ? null : (
        <Card label={words.list}>
          <ul>
            {backups.map((backup) => (
              <BackupLine key={backup.backupId} backup={backup} now={now} onOpen={() => setOpened(backup)} />
            ))}
          </ul>
          <SettingRow label={words.place} line={data?.place ?? ''}>
            <Button onPress={() => void ask('backup.showInFolder', {}).catch((failed: unknown) => showToast({ text: sentenceFor(failed), tone: 'bad' }))}>{words.show}</Button>
          </SettingRow>
        </Card>
      )}
      <BackupRule settings={settings} change={change} />
      {opened === null ? null : <OpenBackup backup={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
