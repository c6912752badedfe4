/** The right pane: the chosen item, its history, one of its old versions, or the form that changes it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useEffect, type RefObject } from 'react';
import type { ItemView } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { Notice } from '../../parts/notice.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useNow } from '../../state/use-now.ts';
import { detailWords, emptyWords, shortcutSheet, trashWords } from '../../text/browse.ts';
import { daysBetween } from '../../text/dates.ts';
import { sentenceFor } from '../../text/failures.ts';
import { EditItem } from '../editor/edit-item.tsx';
import { ItemEditor } from '../editor/item-editor.tsx';
import type { DetailView } from './browse-state.ts';
import { DetailHead, type ItemDeed } from './detail-head.tsx';
import { ItemBody } from './item-body.tsx';
import { ItemHistory } from './item-history.tsx';
import { ManyChosen } from './many-chosen.tsx';
import { OldVersion } from './old-version.tsx';
import { TouchedLine } from './touched-line.tsx';
import { VersionLine } from './version-line.tsx';
import './detail.css';
import './field-line.css';

export type DetailPaneProps = {
  readonly chosen: readonly string[];
  /** Then the list says what to do, and nothing here does. */
  readonly isEmptyVault: boolean;
  readonly inTrash: boolean;
  readonly view: DetailView;
  readonly writable: boolean;
  readonly pane: RefObject<HTMLElement | null>;
  /** The chosen item, as it is, stands on the screen. */
  readonly onDrawn: () => void;
  readonly failure: unknown;
  readonly onView: (view: DetailView) => void;
  readonly onDo: (deed: ItemDeed, item: ItemView | null) => void;
  readonly onEdited: (itemId: string | null) => void;
  readonly onBack: (() => void) | null;
  readonly onTag: (tag: string) => void;
  readonly onShortcuts: () => void;
};

function TrashBanner({ item }: { readonly item: ItemView }) {
  const now = useNow(60_000);
  return item.purgeAt === null ? null : <Notice>{trashWords.banner(Math.max(0, daysBetween(now, item.purgeAt)))}</Notice>;
}

function OneItem({ itemId, props }: { readonly itemId: string; readonly props: DetailPaneProps }) {
  const { view, writable, onView, onDo, onEdited, onBack, onTag, onDrawn, failure } = props;
  // The item before stays until this one is there: nothing flashes, but nothing of it can be pressed.
  const { data: item, error, isPlaceholderData } = useQuery({ ...queryFor('item.read', { itemId, versionId: null }), placeholderData: keepPreviousData });
  useEffect(() => {
    if (item?.id === itemId && !isPlaceholderData && view.as === 'item') {
      onDrawn();
    }
  });
  // A form stays, whatever became of the item: what was typed is not to be lost.
  if (error && !(item && view.as === 'edit')) {
    return <Notice tone="bad">{sentenceFor(error)}</Notice>;
  }
  if (!item) {
    return null;
  }
  if (isPlaceholderData || view.as === 'item' || view.as === 'create') {
    return (
      <div className="detail__column" inert={isPlaceholderData}>
        <DetailHead item={item} writable={writable} onDo={(deed) => onDo(deed, item)} onBack={onBack} />
        <div className="item-body">
          {failure ? <Notice tone="bad">{sentenceFor(failure)}</Notice> : null}
          <TrashBanner item={item} />
          <TouchedLine item={item} />
        </div>
        <ItemBody item={item} isOld={false} onTag={onTag} />
        <VersionLine item={item} onHistory={() => onView({ as: 'history' })} />
      </div>
    );
  }
  switch (view.as) {
    case 'edit':
      return <EditItem key={item.id} item={item} onDone={onEdited} />;
    case 'history':
      return (
        <div className="detail__column">
          <ItemHistory item={item} onBack={() => onView({ as: 'item' })} onLook={({ versionId }) => onView({ as: 'version', versionId })} />
        </div>
      );
    case 'version':
      return (
        <div className="detail__column">
          <OldVersion
            item={item}
            versionId={view.versionId}
            canRestore={writable && item.deletedAt === null}
            onBack={() => onView({ as: 'history' })}
            onRestored={() => onView({ as: 'item' })}
            onTag={onTag}
          />
        </div>
      );
  }
}

export const DetailPane = memo(function DetailPane(props: DetailPaneProps) {
  const { chosen, isEmptyVault, inTrash, view, writable, onDo, onEdited, onShortcuts, pane, failure } = props;
  const [only] = chosen;
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
  }, [pane, only, view.as]);
  return (
    <main className="detail" aria-label={detailWords.label} ref={pane} tabIndex={-1} data-focus-home="3">
      {view.as === 'create' ? (
        <ItemEditor key={view.round} mode={{ create: view.kind }} onDone={onEdited} />
      ) : only === undefined ? (
        isEmptyVault ? null : <EmptyPlace
          title={emptyWords.chooseTitle}
          actions={
            <Button variant="plain" shortcut="?" onPress={onShortcuts}>
              {shortcutSheet.title}
            </Button>
          }
        >
          {emptyWords.choose}
        </EmptyPlace>
      ) : chosen.length > 1 ? (
        <>
          {failure ? <Notice tone="bad">{sentenceFor(failure)}</Notice> : null}
          <ManyChosen count={chosen.length} inTrash={inTrash} writable={writable} onBack={props.onBack} onDo={(deed) => onDo(deed, null)} />
        </>
      ) : (
        <OneItem itemId={only} props={props} />
      )}
    </main>
  );
});
