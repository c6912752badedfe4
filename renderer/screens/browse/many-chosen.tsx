/** In place of the detail when several items are chosen: how many, and what can be done with all of them. */
import { ArrowLeft, RotateCcw, Share, Trash2 } from 'lucide-react';
import { Button } from '../../parts/button.tsx';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { chosenWords as words, detailWords, trashWords } from '../../text/browse.ts';

export type ManyChosenProps = {
  readonly count: number;
  readonly inTrash: boolean;
  readonly writable: boolean;
  /** Where the list is covered. */
  readonly onBack: (() => void) | null;
  readonly onDo: (deed: 'share' | 'remove' | 'recover' | 'purge') => void;
};

export function ManyChosen({ count, inTrash, writable, onBack, onDo }: ManyChosenProps) {
  const acts = inTrash ? (
    <>
      <Button icon={RotateCcw} isDisabled={!writable} onPress={() => onDo('recover')}>
        {trashWords.recover}
      </Button>
      <Button icon={Trash2} isDisabled={!writable} onPress={() => onDo('purge')} shortcut="Del">
        {trashWords.purge}
      </Button>
    </>
  ) : (
    <>
      <Button icon={Share} onPress={() => onDo('share')} shortcut="S">
        {detailWords.share}
      </Button>
      <Button icon={Trash2} isDisabled={!writable} onPress={() => onDo('remove')} shortcut="Del">
        {detailWords.remove}
      </Button>
    </>
  );
  return (
    <>
      {onBack ? (
        <div className="detail__back">
          <IconButton icon={ArrowLeft} label={detailWords.back} shortcut="Esc" size="l" onPress={onBack} />
        </div>
      ) : null}
      <EmptyPlace title={words.title(count)} actions={acts}>
        {words.hint}
      </EmptyPlace>
    </>
  );
}
