/** One step of making a vault: which of how many, its form, and the way back and on. Enter goes on. */
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Stage } from '../../app-stage.tsx';
import { Button } from '../../parts/button.tsx';
import { firstRunWords } from '../../text/first-run.ts';
import './first-run.css';

type StepFrameProps = {
  readonly step: number;
  readonly title: string;
  readonly sentence: string;
  readonly onBack?: () => void;
  readonly onNext?: () => void;
  /** Takes the focus when it comes: what had it before is gone. */
  readonly focusNext?: boolean;
  /** Stands left of "Continue". */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
};

export const stepCount = 4;

export function StepFrame({ step, title, sentence, onBack, onNext, focusNext = false, beside, children }: StepFrameProps) {
  return (
    <Stage wide title={title} sentence={sentence} lead={<p className="step-count">{firstRunWords.step(step, stepCount)}</p>}>
      <form
        className="step"
        onSubmit={(event) => {
          event.preventDefault();
          onNext?.();
        }}
      >
        {children}
        <div className="step__foot">
          {onBack ? (
            <Button size="l" variant="plain" onPress={onBack}>
              {firstRunWords.back}
            </Button>
          ) : (
            <span />
          )}
          {beside}
          {onNext ? (
            <Button size="l" variant="solid" type="submit" icon={ArrowRight} autoFocus={focusNext}>
              {firstRunWords.next}
            </Button>
          ) : null}
        </div>
      </form>
    </Stage>
  );
}
