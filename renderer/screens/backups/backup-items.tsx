/** The items of an opened backup: found by typing, each with how it stands in the vault now, and brought back one by one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupRow } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Tile } from '../../parts/tile.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useJob } from '../../state/use-job.ts';
import { backupWords as words, standingWords } from '../../text/backups.ts';
import { sentenceFor } from '../../text/failures.ts';
import { kindWords } from '../../text/kind-words.ts';

type BackupItemsProps = { readonly backupId: string; readonly moment: string; readonly onWhole: () => void; readonly onClose: () => void };

const shownAtFirst = 100;
/** The most that one call gives. */
const shownAtMost = 500;

type BackupItemProps = { readonly row: BackupRow; readonly isWritable: boolean; readonly isBusy: boolean; readonly onRestore: () => void };

function BackupItem({ row, isWritable, isBusy, onRestore }: BackupItemProps) {
  const title = row.title === '' ? words.untitled : row.title;
  return (
    <li className="backup-item">
      <Tile id={row.id} title={row.title} kind={row.kind} />
      <div className="backup-item__words">
        <p className="backup-item__title">
          <bdi>{title}</bdi>
        </p>
        <p className="small soft">
          {row.subtitle === '' ? kindWords[row.kind].one : row.subtitle} · {standingWords[row.standing]}
        </p>
      </div>
      {row.standing === 'same' || !isWritable ? null : (
        <Button aria-label={words.restoreOf(title)} onPress={onRestore} isPending={isBusy}>
          {words.restore}
        </Button>
      )}
    </li>
  );
}

export function BackupItems({ backupId, moment, onWhole, onClose }: BackupItemsProps) {
  const writable = useOpenVault()?.writable ?? false;
  const [text, setText] = useState('');
  const [count, setCount] = useState(shownAtFirst);
  // The id keeps the answers of two backups apart in the cache; the call itself is about the one that is open.
  const { queryKey, queryFn } = queryFor('backup.search', { text, from: 0, count });
  const { data, error } = useQuery({ queryKey: [...queryKey, backupId], queryFn, staleTime: 0, gcTime: 0, placeholderData: (before) => before });
  const job = useJob();
  const [restoring, setRestoring] = useState<string | null>(null);
  const restore = async (row: BackupRow): Promise<void> => {
    setRestoring(row.id);
    const restored = await job.run(() => ask('backup.restoreItem', { itemId: row.id }));
    setRestoring(null);
    if (restored !== null) {
      showToast({ text: words.restored[restored.as](row.title === '' ? words.untitled : row.title) });
    }
  };
  const rows = data?.rows ?? [];
  const more = Math.min((data?.total ?? 0) - rows.length, shownAtMost - rows.length, shownAtFirst);
  const failure = job.failure ?? error;
  return (
    <Dialog
      title={words.itemsTitle(moment)}
      size="l"
      onClose={onClose}
      footer={
        <>
          {writable ? (
            <Button className="backup-items__whole" onPress={onWhole}>
              {words.whole}
            </Button>
          ) : null}
          <Button shortcut="Esc" onPress={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <div className="backup-items">
        <TextField
          label={words.search}
          autoFocus
          value={text}
          maxLength={500}
          onChange={(typed) => {
            setText(typed);
            setCount(shownAtFirst);
          }}
        />
        {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
        {data === undefined ? null : (
          <p className="small soft" role="status">
            {data.total === 0 ? (text === '' ? words.noItems : words.noMatch) : words.itemCount(data.total)}
          </p>
        )}
        {/* It scrolls, and may hold nothing that takes the focus. */}
        <ul className="backup-items__list" aria-label={words.items} tabIndex={0}>
          {rows.map((row) => (
            <BackupItem key={row.id} row={row} isWritable={writable} isBusy={restoring === row.id} onRestore={() => void restore(row)} />
          ))}
        </ul>
        {more > 0 ? (
          <Button className="backup-items__more" onPress={() => setCount(rows.length + more)}>
            {words.more(more)}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}
