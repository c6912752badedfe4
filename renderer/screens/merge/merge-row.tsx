/** The row of Settings > Vault that merges a copy chosen in the system's dialog. */
import { useState } from 'react';
import type { OfferedCopy } from '../../../shared/merge-report.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { mergeWords as words } from '../../text/merge.ts';
import { SettingRow } from '../settings/setting-rows.tsx';
import { MergeDialog } from './merge-dialog.tsx';

export function MergeRow() {
  const [copy, setCopy] = useState<OfferedCopy | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const choose = async (): Promise<void> => {
    setFailure(null);
    try {
      setCopy(await ask('copy.choose', {}));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <SettingRow label={words.rowTitle} line={words.rowLine}>
        <Button onPress={() => void choose()}>{words.choose}</Button>
      </SettingRow>
      {failure === null ? null : <Notice tone="bad">{sentenceFor(failure)}</Notice>}
      {copy === null ? null : <MergeDialog copy={copy} onClose={() => setCopy(null)} />}
    </>
  );
}
