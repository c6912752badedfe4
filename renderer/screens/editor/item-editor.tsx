/**
 * The form in the detail pane, for every kind of item: drawn from the kind's schema, so that a new kind needs nothing here.
 * Mounted by the browse screen; `unsaved.ts` tells it whether leaving would lose something.
 */
import { useEffect, useRef, useState } from 'react';
import { limits } from '../../../shared/item.ts';
import { kindOf } from '../../../shared/kinds/kinds.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useShortcut } from '../../state/shortcuts.ts';
import { editorWords as words, sentenceForProblem } from '../../text/editor.ts';
import { fieldLabel, inSentence, kindWords } from '../../text/kind-words.ts';
import { AttachmentRows } from './attachment-rows.tsx';
import { problemsOf } from './draft-problems.ts';
import type { DraftField } from './draft.ts';
import { EditorHead } from './editor-head.tsx';
import { FieldInput } from './field-input.tsx';
import { LockSoon } from './lock-soon.tsx';
import { OrganiseRows } from './organise-rows.tsx';
import { OwnFields } from './own-fields.tsx';
import { ProtectionRows } from './protection-rows.tsx';
import { SaveTroubleNotice } from './save-trouble-notice.tsx';
import { useDraft, type EditorMode } from './use-draft.ts';
import { unsavedForm } from './unsaved.ts';
import { useSave, type Saving } from './use-save.ts';
import { WebsiteRows } from './website-rows.tsx';
import './editor.css';

export type ItemEditorProps = {
  readonly mode: EditorMode;
  /** With the item that was saved; with null when the form was left. */
  readonly onDone: (itemId: string | null) => void;
};

const noProblems = new Map<string, never>();

/** Another item, or another kind of new one, is another form: nothing typed into one shows in the other. */
export function ItemEditor(props: ItemEditorProps) {
  const { mode } = props;
  return <EditorForm key={'create' in mode ? `new:${mode.create}` : mode.edit.id} {...props} />;
}

function EditorForm({ mode, onDone }: ItemEditorProps) {
  const form = useRef<HTMLFormElement>(null);
  const { draft, item, take, isChanged, toSave, noteRevealed } = useDraft(mode);
  const { saving, trouble, save, saveAnyway, saveAsNew } = useSave(item, onDone);
  const [tries, setTries] = useState(0);
  const [isLeaving, setLeaving] = useState(false);
  const found = problemsOf(draft);
  // Nothing is marked while it is being written for the first time.
  const problems = tries === 0 ? noProblems : found;

  useEffect(() => {
    if (tries > 0) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    }
  }, [tries]);

  const trySave = async (how: Saving): Promise<boolean> => {
    if (found.size > 0) {
      setTries(tries + 1);
      return false;
    }
    return how(toSave);
  };
  const newestSave = useRef(() => trySave(save));
  useEffect(() => {
    newestSave.current = () => trySave(save);
  });
  useEffect(() => {
    unsavedForm.set(isChanged ? { save: () => newestSave.current() } : null);
    return () => unsavedForm.set(null);
  }, [isChanged]);
  const leave = (): void => {
    if (isChanged) {
      setLeaving(true);
    } else {
      onDone(null);
    }
  };
  useShortcut('mod+s', () => void trySave(save));
  useShortcut('mod+enter', () => void trySave(save));
  useShortcut('escape', leave);

  const kind = kindWords[draft.kind].one;
  const errorAt = (place: string): string | null => {
    const problem = problems.get(place);
    return problem ? sentenceForProblem(problem) : null;
  };
  const userInputs = [draft.title, ...draft.fields.flatMap(({ type, value }) => (type === 'username' && value.is === 'set' ? [value.to] : []))];
  const inputFor = (field: DraftField, isOwn: boolean) => (
    <FieldInput
      key={field.key}
      field={field}
      label={fieldLabel(draft.kind, field)}
      labelHidden={isOwn}
      error={errorAt(`field:${field.key}`)}
      item={item}
      userInputs={userInputs}
      title={draft.title}
      onWrite={(to) => take({ do: 'write-field', key: field.key, to })}
      onKeep={() => take({ do: 'keep-field', key: field.key })}
      onReveal={(value) => noteRevealed(field.key, value)}
    />
  );
  const kindFields = draft.fields.filter(({ name }) => name !== null);
  const ownFields = draft.fields.filter(({ name }) => name === null);
  const notes = (
    <TextField label={words.notes} multiline rows={5} value={draft.notes} onChange={(text) => take({ do: 'set', to: { notes: text } })} error={errorAt('notes')} />
  );
  return (
    <form
      ref={form}
      className="editor"
      aria-label={words.formLabel(kind)}
      noValidate
      autoComplete="off"
      onSubmit={(event) => event.preventDefault()}
    >
      <EditorHead
        heading={item ? words.editTitle(inSentence(kind)) : words.newTitle(inSentence(kind))}
        favourite={draft.favourite}
        saving={saving}
        onFavourite={(favourite) => take({ do: 'set', to: { favourite } })}
        onSave={() => void trySave(save)}
        onCancel={leave}
      />
      <div className="editor__column">
        {isChanged ? <LockSoon /> : null}
        {trouble ? <SaveTroubleNotice trouble={trouble} onSaveAnyway={() => void trySave(saveAnyway)} onSaveAsNew={() => void trySave(saveAsNew)} /> : null}
        {problems.size > 0 ? <Notice tone="bad">{words.mendFirst(problems.size)}</Notice> : null}
        <section className="editor__section" aria-label={words.details}>
          <TextField
            label={words.title}
            size="l"
            placeholder={words.titleExample}
            value={draft.title}
            maxLength={limits.titleLength}
            onChange={(title) => take({ do: 'set', to: { title } })}
            error={errorAt('title')}
            autoFocus
          />
          {kindFields.map((field) => inputFor(field, false))}
          {notes}
        </section>
        {kindOf(draft.kind).hasUrls || draft.urls.length > 0 ? <WebsiteRows urls={draft.urls} problems={problems} take={take} /> : null}
        <OwnFields fields={ownFields} count={draft.fields.length} problems={problems} take={take} inputFor={(field) => inputFor(field, true)} />
        <OrganiseRows draft={draft} problems={problems} take={take} />
        <AttachmentRows draft={draft} error={errorAt('files')} take={take} />
        <ProtectionRows draft={draft} problems={problems} take={take} />
      </div>
      {isLeaving ? (
        <ConfirmDialog title={words.leaveTitle} confirm={words.leave} onConfirm={() => onDone(null)} onClose={() => setLeaving(false)}>
          {words.leaveText}
        </ConfirmDialog>
      ) : null}
    </form>
  );
}
