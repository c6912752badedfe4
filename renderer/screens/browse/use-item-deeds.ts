/** What can be done with the chosen items: each deed with its question, its undo and its failure. Copying stands in `copied.ts`. */
import { assertNever } from '../../../shared/failure.ts';
import { limits } from '../../../shared/item.ts';
import type { Row } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { detailWords, trashWords } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { shareWords } from '../../text/share.ts';
import { actOnItems } from './act-on-items.ts';
import type { OpenDialog } from './browse-dialogs.tsx';
import type { BrowseStep } from './browse-state.ts';
import { copyUsername } from './copied.ts';
import type { ItemDeed } from './detail-head.tsx';
import { useAct } from './use-act.ts';
import type { Rows } from './use-rows.ts';

type DeedDeps = {
  readonly chosen: readonly string[];
  readonly leadIndex: number;
  readonly rows: Pick<Rows, 'rowAt' | 'total'>;
  /** Of the chosen item, where it is one. */
  readonly favourite: boolean;
  readonly take: (step: BrowseStep) => void;
  readonly openDialog: (dialog: OpenDialog) => void;
};

function sayFailure(error: unknown): void {
  showToast({ text: sentenceFor(error), tone: 'bad' });
}

/** The place in the list is kept: what stands next to what goes is chosen. */
function neighbourOf(rows: DeedDeps['rows'], leadIndex: number, leaving: ReadonlySet<string>): Row | undefined {
  for (const step of [1, -1]) {
    for (let index = leadIndex + step; index >= 0 && index < rows.total; index += step) {
      const row = rows.rowAt(index);
      if (row === undefined || !leaving.has(row.id)) {
        if (row) {
          return row;
        }
        break;
      }
    }
  }
  return undefined;
}

export type ItemDeeds = { readonly act: (deed: ItemDeed) => void; readonly failure: unknown; readonly forget: () => void };

export function useItemDeeds({ chosen, leadIndex, rows, favourite, take, openDialog }: DeedDeps): ItemDeeds {
  const { run, failure, forget } = useAct();
  const [only] = chosen;

  const removeOrRecover = async (call: 'item.remove' | 'item.recover'): Promise<void> => {
    const itemIds = [...chosen];
    const next = neighbourOf(rows, leadIndex, new Set(itemIds));
    if (!(await run(() => actOnItems(call, itemIds)))) {
      return;
    }
    take({ do: 'clear' });
    if (next) {
      take({ do: 'choose', id: next.id, index: leadIndex, open: false });
    }
    if (call === 'item.remove') {
      showToast({
        text: detailWords.removed(itemIds.length),
        action: { label: detailWords.undo, onPress: () => void actOnItems('item.recover', itemIds).catch(sayFailure) },
      });
    } else {
      showToast({ text: trashWords.recovered(itemIds.length) });
    }
  };

  const act = (deed: ItemDeed): void => {
    if (only === undefined) {
      return;
    }
    switch (deed) {
      case 'edit':
        take({ do: 'view', view: { as: 'edit' } });
        return;
      case 'history':
        take({ do: 'view', view: { as: 'history' } });
        return;
      case 'share':
        if (chosen.length > limits.sharedItems) {
          showToast({ text: shareWords.tooMany(limits.sharedItems), tone: 'bad' });
        } else {
          openDialog({ is: 'share', itemIds: chosen });
        }
        return;
      case 'purge':
        openDialog({ is: 'purge', itemIds: chosen, count: chosen.length });
        return;
      case 'favourite':
        void run(() => ask('item.setFavourite', { itemId: only, favourite: !favourite }));
        return;
      case 'copy-username':
        void run(() => copyUsername(only));
        return;
      case 'duplicate':
        void run(async () => {
          const { itemId } = await ask('item.duplicate', { itemId: only });
          take({ do: 'show-item', id: itemId });
          showToast({ text: detailWords.duplicated });
        });
        return;
      case 'remove':
        void removeOrRecover('item.remove');
        return;
      case 'recover':
        void removeOrRecover('item.recover');
        return;
      default:
        assertNever(deed);
    }
  };
  return { act, failure, forget };
}
