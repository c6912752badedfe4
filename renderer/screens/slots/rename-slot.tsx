/** Gives a way to unlock another name. */
import { useState } from 'react';
import type { SlotView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { partWords } from '../../text/parts.ts';
import { slotWords } from '../../text/slots.ts';

export function RenameSlot({ slot, onClose }: { readonly slot: SlotView; readonly onClose: () => void }) {
  const [name, setName] = useState(slot.name);
  const [missing, setMissing] = useState(false);
  const job = useJob();
  const save = async (): Promise<void> => {
    setMissing(name.trim() === '');
    if (name.trim() !== '' && (await job.run(async () => ({ done: await ask('slot.rename', { slotId: slot.slotId, name: name.trim() }) }))) !== null) {
      onClose();
    }
  };
  return (
    <Dialog
      title={slotWords.renameTitle}
      size="s"
      onClose={onClose}
      footer={
        <>
          <Button shortcut="Esc" onPress={onClose}>
            {partWords.cancel}
          </Button>
          <Button variant="solid" onPress={() => void save()} isPending={job.running}>
            {slotWords.save}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={slotWords.name}
          autoFocus
          maxLength={100}
          value={name}
          onChange={setName}
          error={missing ? slotWords.nameMissing : job.failure === null ? null : sentenceFor(job.failure)}
        />
      </form>
    </Dialog>
  );
}
