/** Adds a hardware key as a way to unlock: the three touches, then what it opens the vault with. */
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { RadioCards } from '../../parts/radio-cards.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { slotWords } from '../../text/slots.ts';
import { NewPassphraseFields } from '../first-run/new-passphrase-fields.tsx';
import { useNewPassphrase } from '../first-run/use-new-passphrase.ts';
import { UnlockProgress } from '../unlock/unlock-progress.tsx';
import { EnrolKey, type EnrolledKey } from './enrol-key.tsx';

type Mode = 'passphrase+key' | 'key';

const modes = [
  { value: 'passphrase+key', label: slotWords.modeBoth, description: slotWords.modeBothLine },
  { value: 'key', label: slotWords.modeKey, description: slotWords.modeKeyLine },
] as const;

export function AddKey({ proofToken, onClose }: { readonly proofToken: string; readonly onClose: () => void }) {
  const [enrolled, setEnrolled] = useState<EnrolledKey | null>(null);
  const [mode, setMode] = useState<Mode>('passphrase+key');
  const vault = useOpenVault();
  const form = useNewPassphrase(vault === null ? [] : [vault.name]);
  const job = useJob();
  const add = async (key: EnrolledKey): Promise<void> => {
    if (mode === 'passphrase+key' && !(await form.check())) {
      return;
    }
    const passphrase = mode === 'key' ? null : form.value.passphrase;
    const made = await job.run((jobId) => ask('slot.addKey', { jobId, proofToken, enrolmentToken: key.enrolmentToken, name: key.name, mode, passphrase }));
    if (made !== null) {
      showToast({ text: made.opensTouchItems === false ? slotWords.keyAddedNotReady(made.name) : slotWords.keyAdded(made.name) });
      onClose();
    }
  };
  return (
    <Dialog
      title={slotWords.addKeyTitle}
      onClose={job.running ? job.cancel : onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={job.running ? job.cancel : onClose}>
            {partWords.cancel}
          </Button>
          {enrolled === null ? null : (
            <Button variant="solid" autoFocus={mode === 'key'} onPress={() => void add(enrolled)} isPending={job.running}>
              {slotWords.addKey}
            </Button>
          )}
        </>
      }
    >
      <div className="slot-form">
        <RadioCards label={slotWords.mode} options={modes} value={mode} onChange={setMode} />
        <EnrolKey enrolled={enrolled} onEnrolled={setEnrolled} />
        {enrolled === null || mode === 'key' ? null : (
          <>
            <p className="soft">{slotWords.keyPassphrase}</p>
            <NewPassphraseFields autoFocus value={form.value} onChange={form.onChange} strength={form.strength} problem={form.problem} isReadOnly={job.running} />
          </>
        )}
        {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
        {job.running ? <UnlockProgress progress={job.progress} onCancel={job.cancel} /> : null}
      </div>
    </Dialog>
  );
}
