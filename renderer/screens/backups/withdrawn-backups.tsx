/**
 * Says that backups can still be opened with a way that was removed or changed, and offers to remove them. Nothing where there are
 * none. Stands among the ways to unlock, where a removal has just been made, and among the backups.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProgressLine } from '../../parts/progress-line.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useJob } from '../../state/use-job.ts';
import { backupWords as words } from '../../text/backups.ts';
import { sentenceFor } from '../../text/failures.ts';

function RemoveThem({ count, onClose }: { readonly count: number; readonly onClose: () => void }) {
  const client = useQueryClient();
  const job = useJob();
  const remove = async (): Promise<void> => {
    const done = await job.run((jobId) => ask('backup.removeWithdrawn', { jobId }));
    await client.invalidateQueries({ queryKey: ['backup.list'] });
    if (done !== null) {
      showToast({ text: words.removed(done.removed) });
      onClose();
    }
  };
  return (
    <ConfirmDialog title={words.removeTitle(count)} confirm={words.remove} isPending={job.running} onConfirm={() => void remove()} onClose={job.running ? job.cancel : onClose}>
      <p>{words.removeSentence}</p>
      {job.failure === null ? null : <Notice tone="bad">{sentenceFor(job.failure)}</Notice>}
      {job.running ? <ProgressLine label={words.removing} fraction={null} /> : null}
    </ConfirmDialog>
  );
}

export function WithdrawnBackups() {
  const { data } = useQuery({ ...queryFor('backup.list', {}), staleTime: 0 });
  const [isAsking, setAsking] = useState(false);
  const concerned = (data?.backups ?? []).filter(({ withdrawn }) => withdrawn.length > 0);
  const names = [...new Set(concerned.flatMap(({ withdrawn }) => withdrawn))];
  if (concerned.length === 0) {
    return null;
  }
  return (
    <>
      <Notice tone="warn" actions={<Button onPress={() => setAsking(true)}>{words.removeWithdrawn(concerned.length)}</Button>}>
        {words.withdrawn(names, concerned.length)}
      </Notice>
      {isAsking ? <RemoveThem count={concerned.length} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
