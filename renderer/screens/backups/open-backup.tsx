/** One backup, from its unlocking to its items to the question whether it shall take the vault's place. Closed, it is locked again. */
import { useState } from 'react';
import { assertNever } from '../../../shared/failure.ts';
import type { BackupView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { useJob } from '../../state/use-job.ts';
import { useNow } from '../../state/use-now.ts';
import { backupWords as words } from '../../text/backups.ts';
import { momentWords } from '../../text/dates.ts';
import { sentenceBehindBackup } from '../../text/failures.ts';
import { BackupItems } from './backup-items.tsx';
import { UnlockBackup } from './unlock-backup.tsx';

type Stage = 'unlock' | 'items' | 'whole';

function RestoreWhole({ moment, onClose }: { readonly moment: string; readonly onClose: () => void }) {
  const job = useJob();
  const { progress } = job;
  return (
    <ConfirmDialog
      title={words.wholeTitle}
      confirm={words.wholeConfirm}
      isPending={job.running}
      // The page is loaded anew when it is done: nothing is left to say here.
      onConfirm={() => void job.run((jobId) => ask('backup.restoreAll', { jobId }))}
      onClose={job.running ? job.cancel : onClose}
    >
      <div className="backup-whole">
        <p>{words.wholeSentence(moment)}</p>
        <Notice tone="warn">{words.wholeLock}</Notice>
        {job.failure === null ? null : <Notice tone="bad">{sentenceBehindBackup(job.failure)}</Notice>}
        {job.running ? <ProgressLine label={words.checking} fraction={progress === null || progress.total === 0 ? null : progress.done / progress.total} /> : null}
      </div>
    </ConfirmDialog>
  );
}

export function OpenBackup({ backup, onClose }: { readonly backup: BackupView; readonly onClose: () => void }) {
  const [stage, setStage] = useState<Stage>('unlock');
  const moment = momentWords(backup.at, useNow(60_000));
  const close = (): void => {
    // It goes with the next lock in any case.
    ask('backup.close', {}).catch(() => undefined);
    onClose();
  };
  switch (stage) {
    case 'unlock':
      return <UnlockBackup backup={backup} moment={moment} onOpened={() => setStage('items')} onClose={onClose} />;
    case 'items':
      return <BackupItems backupId={backup.backupId} moment={moment} onWhole={() => setStage('whole')} onClose={close} />;
    case 'whole':
      return <RestoreWhole moment={moment} onClose={() => setStage('items')} />;
    default:
      return assertNever(stage);
  }
}
