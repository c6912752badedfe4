/** Removes a way to unlock, after saying what that does and what it cannot do. */
import type { SlotView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { TouchPrompt } from '../../hardware-key/touch-prompt.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { slotWords } from '../../text/slots.ts';

type RemoveSlotProps = { readonly slot: SlotView; readonly proofToken: string; readonly onClose: () => void };

export function RemoveSlot({ slot, proofToken, onClose }: RemoveSlotProps) {
  const job = useJob();
  const remove = async (): Promise<void> => {
    const done = await job.run(async (jobId) => ({ done: await ask('slot.remove', { jobId, proofToken, slotId: slot.slotId }) }));
    if (done !== null) {
      showToast({ text: slotWords.removed(slot.name) });
      onClose();
    }
  };
  const { progress } = job;
  return (
    <ConfirmDialog
      title={slotWords.removeTitle(slot.name)}
      confirm={slotWords.remove}
      isPending={job.running}
      onConfirm={() => void remove()}
      onClose={job.running ? job.cancel : onClose}
    >
      <div className="slot-form">
        <p>{slotWords.removeNow}</p>
        <Notice tone="warn">{slotWords.removeOlder}</Notice>
        {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
        <TouchPrompt onCancel={job.cancel} />
        {job.running ? <ProgressLine label={slotWords.removing} fraction={progress === null || progress.total === 0 ? null : progress.done / progress.total} /> : null}
      </div>
    </ConfirmDialog>
  );
}
