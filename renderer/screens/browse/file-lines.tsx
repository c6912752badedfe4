/** The item's files: name, size, and a button that saves one outside the vault. */
import { Download, Paperclip } from 'lucide-react';
import { useState } from 'react';
import type { AttachmentMeta } from '../../../shared/item.ts';
import { ask } from '../../client/client.ts';
import { FieldRow } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { showToast } from '../../parts/toast-region.tsx';
import { detailWords as words } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { sizeWords } from '../../text/sizes.ts';

function FileLine({ itemId, file }: { readonly itemId: string; readonly file: AttachmentMeta }) {
  const [failure, setFailure] = useState<unknown>(null);
  const save = (): void => {
    setFailure(null);
    ask('attachment.save', { itemId, attachmentId: file.id }).then(({ saved }) => {
      if (saved) {
        showToast({ text: words.saved(file.fileName) });
      }
    }, setFailure);
  };
  return (
    <FieldRow actions={<IconButton icon={Download} label={words.saveFile(file.fileName)} size="s" onPress={save} />}>
      <span className="file-line">
        <Paperclip size={16} strokeWidth={1.7} aria-hidden />
        <bdi className="file-line__name">{file.fileName}</bdi>
        <span className="soft small">{sizeWords(file.size)}</span>
      </span>
      {failure === null ? null : (
        <p className="value-row__trouble" role="alert">
          {sentenceFor(failure)}
        </p>
      )}
    </FieldRow>
  );
}

export function FileLines({ itemId, files }: { readonly itemId: string; readonly files: readonly AttachmentMeta[] }) {
  return files.map((file) => <FileLine key={file.id} itemId={itemId} file={file} />);
}
