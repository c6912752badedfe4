/** One version of the past: to look at, and to bring back. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, RotateCcw } from 'lucide-react';
import type { ItemView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useNow } from '../../state/use-now.ts';
import { historyWords as words, detailWords } from '../../text/browse.ts';
import { momentWords } from '../../text/dates.ts';
import { sentenceFor } from '../../text/failures.ts';
import { ItemBody } from './item-body.tsx';
import { TouchedLine } from './touched-line.tsx';
import { useAct } from './use-act.ts';

export type OldVersionProps = {
  readonly item: ItemView;
  readonly versionId: string;
  readonly canRestore: boolean;
  readonly onBack: () => void;
  readonly onRestored: () => void;
  readonly onTag: (tag: string) => void;
};

export function OldVersion({ item, versionId, canRestore, onBack, onRestored, onTag }: OldVersionProps) {
  const now = useNow(60_000);
  const { data: old, error } = useQuery(queryFor('item.read', { itemId: item.id, versionId }));
  const { run, failure, isRunning } = useAct();
  const restore = async (): Promise<void> => {
    if (await run(() => ask('item.restore', { itemId: item.id, versionId }))) {
      showToast({ text: words.restored });
      onRestored();
    }
  };
  const trouble = error ?? failure;
  return (
    <>
      <header className="detail-head detail-head--slim">
        <IconButton icon={ArrowLeft} label={words.backToHistory} shortcut="Esc" size="l" onPress={onBack} autoFocus />
        <div className="detail-head__words">
          <h1 className="detail-head__title" dir="auto">
            {old?.title ?? item.title}
          </h1>
          <p className="detail-head__about">
            {old ? `${detailWords.version(old.versionNumber)} ${detailWords.ofVersions(old.versionCount)}` : ' '}
          </p>
        </div>
        {canRestore && old ? (
          <Button icon={RotateCcw} isPending={isRunning} onPress={() => void restore()}>
            {words.restore}
          </Button>
        ) : null}
      </header>
      <div className="item-body">
        {trouble ? <Notice tone="bad">{sentenceFor(trouble)}</Notice> : null}
        {old ? <TouchedLine item={old} /> : null}
        {old ? <Notice>{words.oldVersion(momentWords(old.updatedAt, now), old.device)}</Notice> : null}
      </div>
      {old ? <ItemBody item={old} isOld onTag={onTag} /> : null}
    </>
  );
}
