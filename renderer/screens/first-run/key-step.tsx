/** Step 3 of a new vault: a hardware key, or a plain word about going without. */
import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { firstRunWords } from '../../text/first-run.ts';
import { EnrolKey, type EnrolledKey } from '../slots/enrol-key.tsx';
import { StepFrame } from './step-frame.tsx';

type KeyStepProps = {
  readonly enrolled: EnrolledKey | null;
  readonly onEnrolled: (key: EnrolledKey) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
};

export function KeyStep({ enrolled, onEnrolled, onBack, onNext }: KeyStepProps) {
  const [skipping, setSkipping] = useState(false);
  return (
    <StepFrame
      step={3}
      title={firstRunWords.keyTitle}
      sentence={firstRunWords.keySentence}
      onBack={onBack}
      focusNext
      {...(enrolled === null ? {} : { onNext })}
      beside={
        enrolled === null ? (
          <Button size="l" variant="plain" onPress={() => setSkipping(true)}>
            {firstRunWords.skip}
          </Button>
        ) : null
      }
    >
      <EnrolKey enrolled={enrolled} onEnrolled={onEnrolled} />
      {skipping ? (
        <ConfirmDialog title={firstRunWords.skipTitle} confirm={firstRunWords.skipConfirm} tone="solid" onConfirm={onNext} onClose={() => setSkipping(false)}>
          {firstRunWords.skipWarning}
        </ConfirmDialog>
      ) : null}
    </StepFrame>
  );
}
