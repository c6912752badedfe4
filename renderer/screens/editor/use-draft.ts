/** The form's state: what is typed, whether it differs from what is saved, and which hidden values were shown. */
import { useReducer, useState, type Dispatch } from 'react';
import type { KindName } from '../../../shared/kinds/kinds.ts';
import type { ItemView } from '../../../shared/views.ts';
import { changeDraft, type DraftStep } from './change-draft.ts';
import { blankDraft, draftOf, foldRevealed, saysTheSame, type Draft } from './draft.ts';

export type EditorMode = { readonly create: KindName } | { readonly edit: ItemView };

export type DraftState = {
  readonly draft: Draft;
  readonly item: ItemView | null;
  readonly take: Dispatch<DraftStep>;
  readonly isChanged: boolean;
  /** What is to be saved: values that were shown and left alone are kept, not sent. */
  readonly toSave: Draft;
  readonly noteRevealed: (key: string, value: string) => void;
};

function startOf(mode: EditorMode): Draft {
  return 'create' in mode ? blankDraft(mode.create) : draftOf(mode.edit);
}

export function useDraft(mode: EditorMode): DraftState {
  // The form starts from what it was opened with; a newer version that arrives meanwhile is met when saving.
  const [opened] = useState(() => ({ item: 'edit' in mode ? mode.edit : null, draft: startOf(mode) }));
  const [draft, take] = useReducer(changeDraft, opened.draft);
  const [revealed, setRevealed] = useState<ReadonlyMap<string, string>>(new Map());
  const toSave = foldRevealed(draft, revealed);
  const isChanged = !saysTheSame(opened.draft, toSave);

  const noteRevealed = (key: string, value: string): void => {
    setRevealed((before) => new Map(before).set(key, value));
    take({ do: 'write-field', key, to: value });
  };
  return { draft, item: opened.item, take, isChanged, toSave, noteRevealed };
}
