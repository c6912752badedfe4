/** Step 4 of a new vault: the main process makes it. Begins by itself, says why not, and lets the person try again or step back. */
import { useEffect, useRef } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { useTakeAppState } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { sentenceFor } from '../../text/failures.ts';
import { firstRunWords } from '../../text/first-run.ts';
import type { EnrolledKey } from '../slots/enrol-key.tsx';
import type { VaultPlace } from './name-step.tsx';
import { StepFrame } from './step-frame.tsx';

type MakingStepProps = {
  readonly name: string;
  readonly place: VaultPlace | null;
  readonly passphrase: string;
  readonly enrolled: EnrolledKey | null;
  readonly onMade: () => void;
  readonly onBack: () => void;
};

export function MakingStep({ name, place, passphrase, enrolled, onMade, onBack }: MakingStepProps) {
  const job = useJob();
  const takeState = useTakeAppState();
  const begun = useRef(false);
  const make = async (): Promise<void> => {
    const state = await job.run((jobId) =>
      ask('vault.create', {
        jobId,
        name: name.trim(),
        placeToken: place?.token ?? null,
        passphrase,
        enrolmentToken: enrolled?.enrolmentToken ?? null,
        keyName: enrolled?.name ?? null,
      }),
    );
    if (state !== null) {
      takeState(state);
      onMade();
    }
  };
  useEffect(() => {
    // Once, even where React runs effects twice: a second vault would be a surprise.
    if (!begun.current) {
      begun.current = true;
      void make();
    }
  }, []);
  const { progress } = job;
  return (
    <StepFrame step={4} title={firstRunWords.makingTitle} sentence={firstRunWords.makingSentence} {...(job.failure === null ? {} : { onBack })}>
      {job.failure === null ? (
        <ProgressLine label={firstRunWords.making} fraction={progress === null || progress.total === 0 ? null : progress.done / progress.total} />
      ) : (
        <>
          <Notice tone="bad">{sentenceFor(job.failure)}</Notice>
          <Button size="l" variant="solid" autoFocus onPress={() => void make()}>
            {firstRunWords.tryAgain}
          </Button>
        </>
      )}
    </StepFrame>
  );
}
