/** What stands under the field while a vault is being opened: the derivation as a slim line, or the ring that asks for the touch. */
import { useCurrentAsk } from '../../hardware-key/current-ask.ts';
import { TouchPrompt } from '../../hardware-key/touch-prompt.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import type { JobProgress } from '../../state/use-job.ts';
import { unlockWords } from '../../text/unlock.ts';

export function UnlockProgress({ progress, onCancel }: { readonly progress: JobProgress | null; readonly onCancel: () => void }) {
  const asked = useCurrentAsk() !== null;
  if (asked) {
    return <TouchPrompt onCancel={onCancel} />;
  }
  if (progress === null || progress.stage === 'touch') {
    return null;
  }
  return (
    <ProgressLine
      labelHidden
      label={progress.stage === 'deriving' ? unlockWords.deriving : unlockWords.opening}
      fraction={progress.total > 0 ? progress.done / progress.total : null}
    />
  );
}
