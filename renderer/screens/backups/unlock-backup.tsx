/** Opens a backup for reading, with the ways that its own header names: they may be others than the vault's of today. */
import type { BackupView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { useJob } from '../../state/use-job.ts';
import { backupWords as words } from '../../text/backups.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { SecretFields } from '../unlock/secret-fields.tsx';
import { useSecret } from '../unlock/use-secret.ts';
import '../slots/slots.css';

type UnlockBackupProps = { readonly backup: BackupView; readonly moment: string; readonly onOpened: () => void; readonly onClose: () => void };

export function UnlockBackup({ backup, moment, onOpened, onClose }: UnlockBackupProps) {
  const entry = useSecret(backup.slotKinds);
  const job = useJob();
  const open = async (): Promise<void> => {
    const presented = entry.presented();
    if (presented === null) {
      return;
    }
    const opened = await job.run((jobId) => ask('backup.open', { jobId, backupId: backup.backupId, ...presented }));
    if (opened !== null) {
      onOpened();
    }
  };
  const failure = job.failure === null ? null : sentenceFor(job.failure);
  const leave = job.running ? job.cancel : onClose;
  return (
    <Dialog
      title={words.unlockTitle(moment)}
      size={entry.way === 'recovery' ? 'm' : 's'}
      onClose={leave}
      footer={
        <>
          <Button shortcut="Esc" onPress={leave}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" onPress={() => void open()} isPending={job.running}>
            {words.unlock}
          </Button>
        </>
      }
    >
      <form
        className="slot-form"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <p className="soft">{words.unlockSentence}</p>
        <SecretFields entry={entry} running={job.running} progress={job.progress} failure={failure} onSubmit={() => void open()} onCancel={job.cancel} onEdit={job.forgetFailure} />
      </form>
    </Dialog>
  );
}
