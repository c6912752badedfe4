/** The windows over the browse screen, one at a time: import, share, receive, the questions before deleting, the shortcuts. */
import { assertNever } from '../../../shared/failure.ts';
import { ask } from '../../client/client.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { trashWords as words } from '../../text/browse.ts';
import { editorWords } from '../../text/editor.ts';
import { sentenceFor } from '../../text/failures.ts';
import { ImportDialog } from '../exchange/import-dialog.tsx';
import { ReceiveDialog, type ReceiveDialogProps } from '../share/receive-dialog.tsx';
import { ShareDialog } from '../share/share-dialog.tsx';
import { LockDialog } from './lock-dialog.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { actOnItems } from './act-on-items.ts';
import { useAct } from './use-act.ts';

export type OpenDialog =
  | { readonly is: 'import' }
  | { readonly is: 'shortcuts' }
  | { readonly is: 'receive'; readonly offer: ReceiveDialogProps['offer'] | null }
  | { readonly is: 'share'; readonly itemIds: readonly string[] }
  /** `all`: the whole trash, whose ids are found out on the way. */
  | { readonly is: 'purge'; readonly itemIds: readonly string[] | 'all'; readonly count: number }
  /** Something typed would be lost. */
  | { readonly is: 'leave'; readonly then: () => void }
  | { readonly is: 'lock' };

const longestPage = 500;

async function idsInTrash(): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const { rows, total } = await ask('item.search', { text: '', scope: { in: 'trash' }, sort: 'title', from: ids.length, count: longestPage });
    ids.push(...rows.map(({ id }) => id));
    if (rows.length === 0 || ids.length >= total) {
      return ids;
    }
  }
}

async function purge(itemIds: readonly string[] | 'all'): Promise<void> {
  await actOnItems('item.purge', itemIds === 'all' ? await idsInTrash() : itemIds);
}

type PurgeDialogProps = { readonly itemIds: readonly string[] | 'all'; readonly count: number; readonly onClose: () => void; readonly onPurged: () => void };

function PurgeDialog({ itemIds, count, onClose, onPurged }: PurgeDialogProps) {
  const { run, isRunning, failure } = useAct();
  const confirm = async (): Promise<void> => {
    if (await run(() => purge(itemIds))) {
      onPurged();
    }
  };
  const isAll = itemIds === 'all';
  return (
    <ConfirmDialog
      title={isAll ? words.emptyTitle : words.purgeTitle(count)}
      confirm={words.purge}
      isPending={isRunning}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{isAll ? words.emptyText(count) : count === 1 ? words.purgeText : words.purgeManyText}</p>
      {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
    </ConfirmDialog>
  );
}

export type BrowseDialogsProps = {
  readonly open: OpenDialog | null;
  readonly onClose: () => void;
  readonly onPurged: () => void;
  readonly onReceived: (itemIds: readonly string[]) => void;
  readonly onLock: () => void;
};

export function BrowseDialogs({ open, onClose, onPurged, onReceived, onLock }: BrowseDialogsProps) {
  switch (open?.is) {
    case undefined:
      return null;
    case 'import':
      return <ImportDialog onClose={onClose} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={onClose} />;
    case 'receive':
      return <ReceiveDialog onClose={onClose} onTaken={onReceived} {...(open.offer ? { offer: open.offer } : {})} />;
    case 'share':
      return <ShareDialog itemIds={open.itemIds} onClose={onClose} />;
    case 'purge':
      return <PurgeDialog itemIds={open.itemIds} count={open.count} onClose={onClose} onPurged={onPurged} />;
    case 'lock':
      return <LockDialog onLock={onLock} onClose={onClose} />;
    case 'leave':
      return (
        <ConfirmDialog
          title={editorWords.leaveTitle}
          confirm={editorWords.leave}
          onConfirm={() => {
            onClose();
            open.then();
          }}
          onClose={onClose}
        >
          {editorWords.leaveText}
        </ConfirmDialog>
      );
    default:
      return assertNever(open);
  }
}
