/** A new passphrase for the vault: as a further way to unlock, or in place of the one a way has. */
import { useState } from 'react';
import type { SlotView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { slotWords } from '../../text/slots.ts';
import { NewPassphraseFields } from '../first-run/new-passphrase-fields.tsx';
import { useNewPassphrase } from '../first-run/use-new-passphrase.ts';
import { UnlockProgress } from '../unlock/unlock-progress.tsx';

type SlotPassphraseProps = {
  /** The way whose passphrase changes; null adds one. */
  readonly slot: SlotView | null;
  readonly proofToken: string;
  readonly onClose: () => void;
};

export function SlotPassphrase({ slot, proofToken, onClose }: SlotPassphraseProps) {
  const [name, setName] = useState<string>(slotWords.usualPassphraseName);
  const vault = useOpenVault();
  const form = useNewPassphrase(vault === null ? [] : [vault.name]);
  const job = useJob();
  const save = async (): Promise<void> => {
    if (!(await form.check())) {
      return;
    }
    const { passphrase } = form.value;
    const given = name.trim() === '' ? slotWords.usualPassphraseName : name.trim();
    const saved = await job.run((jobId) =>
      slot === null
        ? ask('slot.addPassphrase', { jobId, proofToken, name: given, passphrase })
        : ask('slot.changePassphrase', { jobId, proofToken, slotId: slot.slotId, passphrase }),
    );
    if (saved !== null) {
      showToast({ text: slot === null ? slotWords.keyAdded(saved.name) : slotWords.changed });
      onClose();
    }
  };
  return (
    <Dialog
      title={slot === null ? slotWords.addPassphraseTitle : slotWords.changeTitle}
      onClose={job.running ? job.cancel : onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={job.running ? job.cancel : onClose}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" onPress={() => void save()} isPending={job.running}>
            {slotWords.save}
          </Button>
        </>
      }
    >
      <form
        className="slot-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p className="soft">{slot === null ? slotWords.addPassphraseNote : slotWords.changeNote(slot.name)}</p>
        {slot === null ? <TextField label={slotWords.name} maxLength={100} value={name} onChange={setName} isReadOnly={job.running} /> : null}
        <NewPassphraseFields autoFocus value={form.value} onChange={form.onChange} strength={form.strength} problem={form.problem} isReadOnly={job.running} />
        {slot === null ? null : <Notice tone="warn">{slotWords.changeOlder}</Notice>}
        {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
        {job.running ? <UnlockProgress progress={job.progress} onCancel={job.cancel} /> : null}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
