/**
 * One copy of the vault: looked at, unlocked where it has another key, merged, and moved to the system's trash if the user wants. Nothing is
 * taken in before "Merge". Opened from the settings and from the notice about a copy beside the vault.
 */
import { useEffect, useId, useState } from 'react';
import { bringsNothing, type CopyLook, type MergeCounts, type OfferedCopy } from '../../../shared/merge-report.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { useJob } from '../../state/use-job.ts';
import { codeOf, sentenceFor } from '../../text/failures.ts';
import { mergeWords as words } from '../../text/merge.ts';
import type { PresentedSecret } from '../unlock/use-secret.ts';
import { CopyUnlock } from './copy-unlock.tsx';
import { MergeLines } from './merge-lines.tsx';
import './merge.css';

type MergeDialogProps = { readonly copy: OfferedCopy; readonly onClose: () => void };

const ourKey: PresentedSecret = { passphrase: null, useKey: false, recoveryWords: null };

export function MergeDialog({ copy, onClose }: MergeDialogProps) {
  const { copyToken, fileName, place } = copy;
  const job = useJob();
  const [look, setLook] = useState<CopyLook | null>(null);
  const [done, setDone] = useState<{ readonly counts: MergeCounts; readonly canTrash: boolean } | null>(null);
  const [trashFailure, setTrashFailure] = useState<unknown>(null);
  const formId = useId();

  const merge = async (): Promise<void> => {
    const merged = await job.run((jobId) => ask('copy.merge', { jobId, copyToken }));
    if (merged !== null) {
      setDone(merged);
    }
  };
  const lookWith = async (secret: PresentedSecret): Promise<void> => {
    const seen = await job.run((jobId) => ask('copy.look', { jobId, copyToken, ...secret }));
    if (seen?.is === 'open' && bringsNothing(seen.counts) && seen.tornBytes === 0) {
      // Nothing is written; it only proves that the copy can go.
      await merge();
    }
    if (seen !== null) {
      setLook(seen);
    }
  };
  useEffect(() => {
    // Later, so that a dialog that comes and goes at once begins nothing.
    const beginning = setTimeout(() => void lookWith(ourKey));
    return () => {
      clearTimeout(beginning);
      // What was opened of it is let go in the main process too.
      ask('copy.discard', { copyToken }).catch(() => undefined);
    };
  }, []);

  const trash = async (): Promise<void> => {
    try {
      await ask('copy.trash', { copyToken });
      showToast({ text: words.trashed(fileName) });
      onClose();
    } catch (error) {
      setTrashFailure(error);
    }
  };

  /** Merged and kept on purpose: it is not offered again as long as it stays as it is. */
  const keep = async (): Promise<void> => {
    await ask('copy.leave', { copyToken }).catch(() => undefined);
    onClose();
  };

  const failure = job.failure === null ? null : sentenceFor(job.failure);
  const isLocked = look?.is === 'locked';
  const isOpen = look?.is === 'open' && done === null;
  const brings = look?.is === 'open' && !bringsNothing(look.counts);
  const fraction = job.progress === null || job.progress.total === 0 ? null : job.progress.done / job.progress.total;
  const footer = (
    <>
      {done?.canTrash ? (
        <>
          <Button onPress={() => void trash()}>{words.trash}</Button>
          <Button key="keep" variant="solid" autoFocus onPress={() => void keep()}>
            {words.keep}
          </Button>
        </>
      ) : done !== null ? (
        <Button key="done" variant="solid" autoFocus onPress={onClose}>
          {words.done}
        </Button>
      ) : (
        <Button shortcut="Esc" onPress={job.running ? job.cancel : onClose}>
          {words.close}
        </Button>
      )}
      {isLocked ? (
        <Button key="unlock" variant="solid" type="submit" form={formId} isPending={job.running}>
          {words.unlockCopy}
        </Button>
      ) : null}
      {isOpen && brings ? (
        <Button key="merge" variant="solid" autoFocus isPending={job.running} onPress={() => void merge()}>
          {words.merge}
        </Button>
      ) : null}
    </>
  );
  return (
    <Dialog title={words.title} onClose={job.running ? job.cancel : done?.canTrash ? () => void keep() : onClose} footer={footer}>
      <div className="merge">
        <p className="soft merge__file">{words.copyOf(fileName, place)}</p>
        {look === null && job.running ? <ProgressLine label={words.looking} fraction={fraction} onCancel={job.cancel} /> : null}
        {look?.is === 'locked' ? (
          <CopyUnlock
            formId={formId}
            slotKinds={look.slotKinds}
            running={job.running}
            progress={job.progress}
            failure={failure}
            onUnlock={(secret) => void lookWith(secret)}
            onCancel={job.cancel}
          />
        ) : null}
        {isOpen ? <MergeLines counts={look.counts} tornBytes={look.tornBytes} isDone={false} /> : null}
        {isOpen && job.running ? <ProgressLine label={words.merging} fraction={fraction} onCancel={job.cancel} /> : null}
        {done === null ? null : <MergeLines counts={done.counts} tornBytes={0} isDone />}
        {done?.canTrash ? <Notice tone="good">{bringsNothing(done.counts) ? words.stillNeeded : words.trashQuestion}</Notice> : null}
        {failure !== null && !isLocked ? <Notice tone="bad">{failure}</Notice> : null}
        {trashFailure === null ? null : <Notice tone="bad">{codeOf(trashFailure) === 'unexpected' ? words.trashFailed : sentenceFor(trashFailure)}</Notice>}
      </div>
    </Dialog>
  );
}
