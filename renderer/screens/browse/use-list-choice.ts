/** Choosing rows with mouse and keyboard: one, a range with Shift, several with Ctrl, all. A deed asked for meanwhile waits for all of them. */
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { isModHeld } from '../../parts/shortcut-words.ts';
import type { BrowseState, BrowseStep } from './browse-state.ts';
import type { ItemDeed } from './detail-head.tsx';
import { rowAfterKey } from './list-keys.ts';
import type { Rows } from './use-rows.ts';

type ListChoiceDeps = {
  readonly state: BrowseState;
  readonly rows: Rows;
  readonly leadIndex: number;
  readonly take: (step: BrowseStep) => void;
  /** Asks first where something typed would be lost. */
  readonly guarded: (act: () => void) => void;
  readonly focusList: () => void;
  readonly focusDetail: () => void;
  /** Does something with what is chosen. */
  readonly act: (deed: ItemDeed) => void;
};

export type ListChoice = {
  readonly onPress: (event: MouseEvent, index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onListKey: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** Many rows are being chosen, and not all of them are known yet. */
  readonly isChoosing: boolean;
  /** A row was asked for by key that is not there yet. */
  readonly isRowAwaited: boolean;
  /** Does something with what is chosen; while rows are being chosen, with all of them as soon as they are. */
  readonly onDeed: (deed: ItemDeed) => void;
};

export function useListChoice({ state, rows, leadIndex, take, guarded, focusList, focusDetail, act }: ListChoiceDeps): ListChoice {
  const [isChoosing, setChoosing] = useState(false);
  const newest = useRef(0);
  const held = useRef<ItemDeed | null>(null);
  const [ready, setReady] = useState<{ readonly deed: ItemDeed; readonly ids: readonly string[] } | null>(null);
  /** The ids of rows that may have to be fetched first; the newest choice counts. */
  const chooseMany = async (first: number, last: number, leadOf: (ids: readonly string[]) => BrowseState['lead']): Promise<void> => {
    newest.current += 1;
    const round = newest.current;
    setChoosing(true);
    // The list itself says what is wrong.
    const ids = await rows.idsBetween(first, last).catch(() => []);
    if (round === newest.current) {
      const lead = leadOf(ids);
      if (lead) {
        take({ do: 'range', ids, lead });
        setReady(held.current && { deed: held.current, ids });
      }
      held.current = null;
      setChoosing(false);
    }
  };
  const chooseRange = (to: number): void => {
    const [first, last] = [Math.min(state.anchor, to), Math.max(state.anchor, to)];
    void chooseMany(first, last, (ids) => {
      const id = to === first ? ids[0] : ids.at(-1);
      return id === undefined ? null : { id, index: to };
    });
  };
  const chooseAll = (): void =>
    void chooseMany(0, rows.total - 1, ([id]) => (id === undefined ? null : (state.lead ?? { id, index: 0 })));
  // Whatever else is chosen meanwhile is what is meant.
  const { chosen } = state;
  useEffect(() => {
    newest.current += 1;
    held.current = null;
    setChoosing(false);
  }, [chosen, state.scope, state.text]);
  useEffect(() => {
    if (ready) {
      setReady(null);
      if (ready.ids.join() === chosen.join()) {
        act(ready.deed);
      }
    }
  }, [ready, chosen, act]);
  // Where rows of the list before are still in view, a key means the list that is coming, a press the row that it hit.
  const isByKey = useRef(false);
  const isRowAwaited = state.wish !== null && isByKey.current;
  const choose = (index: number, open: boolean, of: 'coming' | 'shown'): void => {
    const row = of === 'coming' && rows.isOld ? undefined : rows.rowAt(index);
    isByKey.current = of === 'coming';
    take(row ? { do: 'choose', id: row.id, index, open } : { do: 'wish', index });
  };

  // A row wished for (the best match, the one after a removed one, one not loaded yet) is chosen when it is there.
  const { wish } = state;
  // Enter was pressed before the answer came: it is meant for what comes.
  const isEnterMeant = useRef(false);
  const wished = wish === null || rows.isOld || rows.total === 0 ? undefined : rows.rowAt(Math.min(wish, rows.total - 1));
  useEffect(() => {
    if (wish === null || rows.isOld) {
      return;
    }
    if (wished) {
      take({ do: 'choose', id: wished.id, index: Math.min(wish, rows.total - 1), open: isEnterMeant.current });
      setReady(held.current && { deed: held.current, ids: [wished.id] });
      held.current = null;
      if (isEnterMeant.current) {
        isEnterMeant.current = false;
        focusDetail();
      }
    } else if (rows.total === 0 && !rows.isFirst) {
      isEnterMeant.current = false;
      take({ do: 'clear' });
    }
  }, [wish, wished, rows.isOld, rows.isFirst, rows.total, take]);

  useEffect(() => {
    isEnterMeant.current = false;
    isByKey.current = false;
  }, [state.text, state.scope]);

  const moveByKey = (event: KeyboardEvent<HTMLElement>, isInSearch: boolean): void => {
    if (isInSearch && (event.key === 'Home' || event.key === 'End')) {
      return;
    }
    const next = rowAfterKey(event.key, leadIndex, rows.total);
    if (next !== null && !event.altKey && !isModHeld(event)) {
      event.preventDefault();
      guarded(() => (event.shiftKey && !isInSearch ? chooseRange(next) : choose(next, false, 'coming')));
    } else if (event.key === 'Enter' && wish !== null && !event.nativeEvent.isComposing) {
      event.preventDefault();
      isEnterMeant.current = true;
    } else if (event.key === 'Enter' && leadIndex >= 0 && !event.nativeEvent.isComposing) {
      event.preventDefault();
      choose(leadIndex, true, 'shown');
      focusDetail();
    }
  };

  return {
    onPress: (event, index) => {
      if (event.button !== 0) {
        return;
      }
      const row = rows.rowAt(index);
      // The list box keeps the focus; a press on a row must not send it elsewhere.
      event.preventDefault();
      focusList();
      guarded(() => {
        if (event.shiftKey) {
          chooseRange(index);
        } else if (isModHeld(event) && row) {
          take({ do: 'toggle', id: row.id, index });
        } else {
          choose(index, true, 'shown');
        }
      });
    },
    onOpen: (index) => {
      choose(index, true, 'shown');
      focusDetail();
    },
    onListKey: (event) => {
      if (isModHeld(event) && event.key.toLowerCase() === 'a') {
        event.preventDefault();
        guarded(chooseAll);
        return;
      }
      if (event.key === ' ' && leadIndex >= 0) {
        event.preventDefault();
        const row = rows.rowAt(leadIndex);
        if (row) {
          take(isModHeld(event) ? { do: 'toggle', id: row.id, index: leadIndex } : { do: 'choose', id: row.id, index: leadIndex, open: false });
        }
        return;
      }
      moveByKey(event, false);
    },
    onSearchKey: (event) => moveByKey(event, true),
    isChoosing,
    isRowAwaited,
    onDeed: (deed) => {
      if (isChoosing || isRowAwaited) {
        held.current = deed;
      } else {
        act(deed);
      }
    },
  };
}
