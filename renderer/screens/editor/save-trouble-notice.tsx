/** Why the form was not saved, above it, with the way on where there is one. */
import { assertNever } from '../../../shared/failure.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { sentenceFor } from '../../text/failures.ts';
import type { SaveTrouble } from './use-save.ts';

type SaveTroubleNoticeProps = { readonly trouble: SaveTrouble; readonly onSaveAnyway: () => void; readonly onSaveAsNew: () => void };

export function SaveTroubleNotice({ trouble, onSaveAnyway, onSaveAsNew }: SaveTroubleNoticeProps) {
  switch (trouble.is) {
    case 'conflict':
      return (
        <Notice tone="warn" title={words.conflictTitle} actions={<Button onPress={onSaveAnyway}>{words.saveAnyway}</Button>}>
          {words.conflictText}
        </Notice>
      );
    case 'gone':
      return (
        <Notice tone="warn" title={words.goneTitle} actions={<Button onPress={onSaveAsNew}>{words.saveAsNew}</Button>}>
          {words.goneText}
        </Notice>
      );
    case 'failure':
      return <Notice tone="bad">{sentenceFor(trouble.failure)}</Notice>;
    default:
      return assertNever(trouble);
  }
}
