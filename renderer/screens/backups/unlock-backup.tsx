/** Opens a backup for reading, with the ways that its own header names: they may be others than the vault's of today. */
import { useState } from 'react';
import type { BackupView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PassphraseField } from '../../parts/passphrase-field.tsx';
import { useJob } from '../../state/use-job.ts';
import { backupWords as words } from '../../text/backups.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { unlockWords, wayLinks } from '../../text/unlock.ts';
import { RecoveryWordsField } from '../unlock/recovery-words-field.tsx';
import { emptyWords } from '../unlock/recovery-words.ts';
import { UnlockProgress } from '../unlock/unlock-progress.tsx';
import { takesKey, takesPassphrase, waysOf, type Way } from '../unlock/ways.ts';
import '../slots/slots.css';

type UnlockBackupProps = { readonly backup: BackupView; readonly moment: string; readonly onOpened: () => void; readonly onClose: () => void };

export function UnlockBackup({ backup, moment, onOpened, onClose }: UnlockBackupProps) {
  const ways = waysOf(backup.slotKinds);
  const [chosen, setChosen] = useState<Way | null>(null);
  const way = chosen ?? ways[0] ?? 'passphrase';
  const [passphrase, setPassphrase] = useState('');
  const [kitWords, setKitWords] = useState(emptyWords);
  const job = useJob();
  const open = async (): Promise<void> => {
    if ((takesPassphrase(way) && passphrase === '') || (way === 'recovery' && kitWords.includes(''))) {
      return;
    }
    const opened = await job.run((jobId) =>
      ask('backup.open', {
        jobId,
        backupId: backup.backupId,
        passphrase: takesPassphrase(way) ? passphrase : null,
        useKey: takesKey(way),
        recoveryWords: way === 'recovery' ? kitWords.join(' ') : null,
      }),
    );
    if (opened !== null) {
      onOpened();
    }
  };
  const failure = job.failure === null ? null : sentenceFor(job.failure);
  const leave = job.running ? job.cancel : onClose;
  return (
    <Dialog
      title={words.unlockTitle(moment)}
      size={way === 'recovery' ? 'm' : 's'}
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
        {takesPassphrase(way) ? (
          <PassphraseField
            label={unlockWords.passphrase}
            autoFocus
            value={passphrase}
            onChange={(text) => {
              setPassphrase(text);
              job.forgetFailure();
            }}
            isReadOnly={job.running}
            error={failure}
          />
        ) : null}
        {way === 'recovery' ? <RecoveryWordsField words={kitWords} onChange={setKitWords} onSubmit={() => void open()} isReadOnly={job.running} /> : null}
        {!takesPassphrase(way) && failure !== null ? <Notice tone="bad">{failure}</Notice> : null}
        {job.running ? <UnlockProgress progress={job.progress} onCancel={job.cancel} /> : null}
        {job.running
          ? null
          : ways
              .filter((other) => other !== way)
              .map((other) => (
                <Button key={other} variant="plain" className="link-button" onPress={() => setChosen(other)}>
                  {wayLinks[other]}
                </Button>
              ))}
      </form>
    </Dialog>
  );
}
