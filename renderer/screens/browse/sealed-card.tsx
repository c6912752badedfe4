/** Stands where an item's content would, while that is sealed: a press, or R, asks for the touch. Used by the detail, old versions, the form and sharing. */
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../../client/client.ts';
import { Card, FieldRow } from '../../parts/field-rows.tsx';
import { TouchIcon } from '../../parts/touch-icon.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { useJob } from '../../state/use-job.ts';
import { detailWords as words } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { isOfItem } from './touched-item.ts';

export type SealedCardProps = {
  readonly itemId: string;
  /** One of several: R would not say which. */
  readonly hasShortcut?: boolean;
};

export function SealedCard({ itemId, hasShortcut = true }: SealedCardProps) {
  const client = useQueryClient();
  const job = useJob();
  const touch = async (): Promise<void> => {
    if (await job.run((jobId) => ask('item.touch', { jobId, itemId }))) {
      await client.invalidateQueries({ predicate: isOfItem(itemId) });
    }
  };
  useShortcut('r', () => void touch(), { when: hasShortcut });
  return (
    <Card>
      <FieldRow
        label={words.sealedLabel}
        pressLabel={words.showSealed}
        onPress={() => void touch()}
        actions={
          <span className="touch-pill" aria-hidden="true">
            <TouchIcon size={14} /> {words.needsTouch}
          </span>
        }
      >
        <span className="soft">{words.sealed}</span>
        {job.failure === null ? null : (
          <p className="value-row__trouble" role="alert">
            {sentenceFor(job.failure)}
          </p>
        )}
      </FieldRow>
    </Card>
  );
}
