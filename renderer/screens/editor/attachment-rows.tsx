/** The files of an item: kept ones, new ones, and the ways to add more. The content goes straight to the main process. */
import { Paperclip, Plus, X } from 'lucide-react';
import { useState, type Dispatch, type DragEvent } from 'react';
import { limits } from '../../../shared/item.ts';
import type { OfferedFile } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { Card, FieldRow } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { editorWords as words } from '../../text/editor.ts';
import { sentenceFor } from '../../text/failures.ts';
import { sizeWords } from '../../text/sizes.ts';
import type { DraftStep } from './change-draft.ts';
import type { Draft } from './draft.ts';

type AttachmentRowsProps = { readonly draft: Draft; readonly error: string | null; readonly take: Dispatch<DraftStep> };

async function offer(file: File): Promise<OfferedFile | string> {
  if (file.size > limits.attachmentBytes) {
    return words.fileTooLarge(file.name);
  }
  let content: Uint8Array<ArrayBuffer>;
  try {
    content = new Uint8Array(await file.arrayBuffer());
  } catch {
    return words.fileUnreadable(file.name);
  }
  try {
    return await ask('attachment.offer', { fileName: file.name, content });
  } catch (error) {
    return sentenceFor(error);
  } finally {
    content.fill(0);
  }
}

export function AttachmentRows({ draft, error, take }: AttachmentRowsProps) {
  const [problems, setProblems] = useState<readonly string[]>([]);
  const choose = (): void => {
    setProblems([]);
    ask('attachment.choose', {}).then(
      (files) => take({ do: 'add-files', files }),
      (failure: unknown) => setProblems([sentenceFor(failure)]),
    );
  };
  const drop = async (files: readonly File[]): Promise<void> => {
    setProblems([]);
    for (const file of files) {
      const answer = await offer(file);
      if (typeof answer === 'string') {
        setProblems((before) => [...before, answer]);
      } else {
        take({ do: 'add-files', files: [answer] });
      }
    }
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void drop([...event.dataTransfer.files]);
  };
  const rows = [
    ...draft.keptAttachments.map(({ id, fileName, size }) => ({ key: id, fileName, size, isNew: false })),
    ...draft.newAttachments.map(({ token, fileName, size }) => ({ key: token, fileName, size, isNew: true })),
  ];
  return (
    <section className="editor__section" aria-label={words.attachments} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <h2>{words.attachments}</h2>
      {rows.length === 0 ? null : (
        <Card>
          {rows.map(({ key, fileName, size, isNew }) => (
            <FieldRow
              key={key}
              className="attachment-row"
              actions={<IconButton icon={X} label={words.removeFile(fileName)} onPress={() => take({ do: 'remove-file', idOrToken: key })} />}
            >
              <span className="attachment-row__name">
                <Paperclip size={16} strokeWidth={1.7} aria-hidden />
                <span>{fileName}</span>
                <span className="soft small">{isNew ? `${sizeWords(size)} · ${words.newFile}` : sizeWords(size)}</span>
              </span>
            </FieldRow>
          ))}
        </Card>
      )}
      <div className="editor__add-file">
        <Button icon={Plus} isDisabled={rows.length >= limits.attachments} onPress={choose}>
          {words.addFile}
        </Button>
        <span className="soft small">{words.dropFiles}</span>
      </div>
      <p className="soft small">{words.fileLimit}</p>
      {[...problems, ...(error === null ? [] : [error])].map((problem) => (
        <p key={problem} className="field__error" role="alert">
          {problem}
        </p>
      ))}
    </section>
  );
}
