/**
 * Copies of the vault that lie beside it, and what is the matter with the vault's own file. Stands in the sidebar, or under the list where the
 * sidebar is folded.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfferedCopy } from '../../../shared/merge-report.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { sentenceFor } from '../../text/failures.ts';
import { copyNoticeWords as words, fileTroubleWords } from '../../text/merge.ts';
import { MergeDialog } from './merge-dialog.tsx';
import './merge.css';

export function CopyNotices() {
  const client = useQueryClient();
  const writable = useOpenVault()?.writable ?? false;
  const { data } = useQuery(queryFor('copy.beside', {}));
  const [looking, setLooking] = useState<OfferedCopy | null>(null);
  const again = (): void => void client.invalidateQueries({ queryKey: ['copy.beside'] });
  const leave = (copyToken: string): void => {
    ask('copy.leave', { copyToken }).then(again, (error: unknown) => showToast({ text: sentenceFor(error), tone: 'bad' }));
  };
  const trouble = data?.trouble ?? null;
  // One at a time: the next one shows when this one is done with.
  const copy = trouble === null && writable ? data?.copies[0] : undefined;
  return (
    <>
      {trouble === null && copy === undefined ? null : (
        <div className="copy-notices">
          {trouble === null ? null : (
            <div className="copy-notice copy-notice--warn" role="status">
              <p className="copy-notice__title">{fileTroubleWords[trouble.why].title}</p>
              <p>{fileTroubleWords[trouble.why].line(trouble.keptAs)}</p>
            </div>
          )}
          {copy === undefined ? null : (
            <div className="copy-notice" role="status">
              <p className="copy-notice__title">{words.title}</p>
              <p className="copy-notice__file" title={copy.fileName}>
                {copy.fileName}
              </p>
              <div className="copy-notice__acts">
                <Button onPress={() => setLooking(copy)}>{words.look}</Button>
                <Button variant="plain" onPress={() => leave(copy.copyToken)}>
                  {words.leave}
                </Button>
              </div>
            </div>
          )}
        </div>
      )}
      {looking === null ? null : (
        <MergeDialog
          copy={looking}
          onClose={() => {
            setLooking(null);
            again();
          }}
        />
      )}
    </>
  );
}
