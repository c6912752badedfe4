/**
 * Saving the form: making or changing the item, and what to do when somebody else changed it meanwhile. Whatever fails,
 * the form stays as it is. Called by `ItemEditor`.
 */
import { useRef, useState } from 'react';
import type { ItemView } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { VaultFailure } from '../../../shared/failure.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { editorWords } from '../../text/editor.ts';
import { codeOf } from '../../text/failures.ts';
import { tidyDraft } from './draft-problems.ts';
import { rebaseDraft, toItemDraft, type Draft } from './draft.ts';

export type SaveTrouble = { readonly is: 'conflict' } | { readonly is: 'gone' } | { readonly is: 'failure'; readonly failure: unknown };

export type Save = {
  readonly saving: boolean;
  readonly trouble: SaveTrouble | null;
  readonly save: Saving;
  /** After a conflict: on top of the version that came between. */
  readonly saveAnyway: Saving;
  /** After the item went: as a new one, without what only the old one held. */
  readonly saveAsNew: Saving;
};

/** True when it was saved; otherwise `trouble` says why not. */
export type Saving = (draft: Draft) => Promise<boolean>;

async function create(draft: Draft): Promise<string> {
  const { itemId } = await ask('item.create', toItemDraft(tidyDraft(draft)));
  return itemId;
}

async function update(item: Pick<ItemView, 'id' | 'versionId'>, draft: Draft): Promise<string> {
  const { olderSealed } = await ask('item.update', { itemId: item.id, baseVersionId: item.versionId, draft: toItemDraft(tidyDraft(draft)) });
  if (!olderSealed) {
    showToast({ text: editorWords.olderNotSealed, tone: 'bad' });
  }
  return item.id;
}

/** SECURITY: what is sealed has no fields to put the draft on top of; they would be gone from the new version. */
async function readOpened(itemId: string): Promise<ItemView> {
  const newer = await ask('item.read', { itemId, versionId: null });
  if (!newer.isSealed) {
    return newer;
  }
  await ask('item.touch', { jobId: crypto.randomUUID(), itemId });
  const opened = await ask('item.read', { itemId, versionId: null });
  if (opened.isSealed) {
    throw new VaultFailure('item.needs-touch');
  }
  return opened;
}

function troubleOf(error: unknown): SaveTrouble {
  switch (codeOf(error)) {
    case 'item.conflict':
      return { is: 'conflict' };
    case 'item.not-found':
      return { is: 'gone' };
    default:
      return { is: 'failure', failure: error };
  }
}

export function useSave(item: ItemView | null, onSaved: (itemId: string) => void): Save {
  const [saving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<SaveTrouble | null>(null);
  // The state comes a render late for two presses in one moment.
  const isBusy = useRef(false);

  const run = async (work: () => Promise<string>): Promise<boolean> => {
    if (isBusy.current) {
      return false;
    }
    isBusy.current = true;
    setSaving(true);
    setTrouble(null);
    try {
      onSaved(await work());
      return true;
    } catch (error) {
      setTrouble(troubleOf(error));
      return false;
    } finally {
      isBusy.current = false;
      setSaving(false);
    }
  };

  return {
    saving,
    trouble,
    save: (draft) => run(() => (item ? update(item, draft) : create(draft))),
    saveAnyway: (draft) =>
      run(async () => {
        if (!item) {
          return create(draft);
        }
        const newer = await readOpened(item.id);
        return update(newer, rebaseDraft(draft, newer));
      }),
    saveAsNew: (draft) =>
      run(() =>
        create({
          ...draft,
          fields: draft.fields.filter(({ value }) => value.is === 'set').map((field) => ({ ...field, id: null })),
          keptAttachments: [],
        }),
      ),
  };
}
