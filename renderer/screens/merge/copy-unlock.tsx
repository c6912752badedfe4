/** Asks for a way to open a copy that the open vault's key does not open. What was typed goes to the caller and is kept nowhere else. */
import type { SlotKind } from '../../../shared/views.ts';
import type { JobProgress } from '../../state/use-job.ts';
import { mergeWords } from '../../text/merge.ts';
import { SecretFields } from '../unlock/secret-fields.tsx';
import { useSecret, type PresentedSecret } from '../unlock/use-secret.ts';

type CopyUnlockProps = {
  readonly formId: string;
  readonly slotKinds: readonly SlotKind[];
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly failure: string | null;
  readonly onUnlock: (secret: PresentedSecret) => void;
  readonly onCancel: () => void;
};

export function CopyUnlock({ formId, slotKinds, running, progress, failure, onUnlock, onCancel }: CopyUnlockProps) {
  const entry = useSecret(slotKinds);
  const submit = (): void => {
    const presented = entry.presented();
    if (presented !== null) {
      onUnlock(presented);
    }
  };
  return (
    <form
      id={formId}
      className="merge"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="soft">{mergeWords.lockedSentence}</p>
      <SecretFields entry={entry} running={running} progress={progress} failure={failure} onSubmit={submit} onCancel={onCancel} />
    </form>
  );
}
