/**
 * The main window while a vault is open: sidebar, list, detail. Holds what is chosen and joins the panes; what they show and do stands
 * in their own files. Mounted by the app when the phase is `open`.
 */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useReducer, useRef, useState } from 'react';
import type { KindName } from '../../../shared/kinds/kinds.ts';
import type { Scope } from '../../../shared/views.ts';
import { ask } from '../../client/client.ts';
import { showToast } from '../../parts/toast-region.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { useStable } from '../../state/use-stable.ts';
import { wasCancelled } from '../../state/was-cancelled.ts';
import { detailWords, listWords, lockFailed, scopeWords } from '../../text/browse.ts';
import { sentenceFor } from '../../text/failures.ts';
import { unsavedForm } from '../editor/unsaved.ts';
import { GeneratorScreen } from '../generator/generator-screen.tsx';
import { CopyNotices } from '../merge/copy-notices.tsx';
import { useCaughtUp } from '../merge/use-caught-up.ts';
import { SettingsScreen } from '../settings/settings-screen.tsx';
import { useShareDrop } from '../share/use-share-drop.ts';
import { BrowseDialogs, type OpenDialog } from './browse-dialogs.tsx';
import { useBrowseKeys, type BrowseActs } from './browse-keys.ts';
import { firstState, likelyKind, takeStep, type BrowseStep, type DetailView, type Face } from './browse-state.ts';
import { copyPrimary, copyUsername, followClipboard } from './copied.ts';
import { DetailPane } from './detail-pane.tsx';
import { FacePane } from './face-pane.tsx';
import { FinishReminder } from './finish-reminder.tsx';
import { ListPane } from './list-pane.tsx';
import { SidebarPane } from './sidebar-pane.tsx';
import { useDetailFocus } from './use-detail-focus.ts';
import { useItemDeeds } from './use-item-deeds.ts';
import { useListChoice } from './use-list-choice.ts';
import { usePaneWidths } from './use-pane-widths.ts';
import { useRoom } from './use-room.ts';
import { useRows } from './use-rows.ts';
import './browse.css';

export function BrowseScreen() {
  const [state, take] = useReducer(takeStep, firstState);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isNewOpen, setNewOpen] = useState(false);
  const [visible, setVisible] = useState({ first: 0, last: 0 });
  const searchBox = useRef<HTMLInputElement>(null);
  const scrollBox = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const createRound = useRef(0);
  const { focusDetail, onDrawn } = useDetailFocus(detail);
  const listId = useId();
  const room = useRoom();
  const widths = usePaneWidths();
  const vault = useOpenVault();
  const writable = vault?.writable ?? false;

  const { scope, text, chosen, view, face } = state;
  const sort = text === '' ? state.sort : state.searchSort;
  const query = { text, scope, sort };
  const rows = useRows(query, visible, state.wish);
  const { data: counts } = useQuery(queryFor('item.counts', {}));
  const onVisible = useCallback((first: number, last: number) => setVisible({ first, last }), []);
  useEffect(() => followClipboard(), []);
  useCaughtUp();
  useShareDrop((offer) => setDialog({ is: 'receive', offer }));

  const leadAtHand = state.lead === null ? -1 : rows.indexOf(state.lead.id);
  const leadIndex = leadAtHand >= 0 ? leadAtHand : Math.min(state.lead?.index ?? -1, rows.total - 1);
  const leadRow = leadAtHand >= 0 ? rows.rowAt(leadAtHand) : undefined;
  const inTrash = scope.in === 'trash';
  const isForm = view.as === 'edit' || view.as === 'create';

  const guarded = (act: () => void): void => {
    if (unsavedForm.get()) {
      setDialog({ is: 'leave', then: act });
    } else {
      act();
    }
  };
  const takeGuarded = (step: BrowseStep): void => guarded(() => take(step));
  const focusList = (): void => (document.getElementById(listId) ?? searchBox.current)?.focus();
  const create = (kind: KindName): void =>
    guarded(() => {
      createRound.current += 1;
      take({ do: 'view', view: { as: 'create', kind, round: createRound.current } });
    });
  const deeds = useItemDeeds({ chosen, leadIndex, rows, favourite: leadRow?.favourite ?? false, take, openDialog: setDialog });
  const chosenKey = chosen.join();
  const { forget } = deeds;
  useEffect(forget, [chosenKey, forget]);
  const choice = useListChoice({ state, rows, leadIndex, take, guarded, focusList, focusDetail, act: deeds.act });

  const copyFrom = (copy: (itemId: string) => Promise<void>): void => {
    const [itemId] = chosen;
    if (itemId !== undefined && chosen.length === 1) {
      copy(itemId).then(
        () => (room === 'narrow' && !state.detailShown ? showToast({ text: detailWords.copied }) : undefined),
        (error: unknown) => (wasCancelled(error) ? undefined : showToast({ text: sentenceFor(error), tone: 'bad' })),
      );
    }
  };
  const lockNow = (): void => {
    ask('vault.lock', {}).catch(() => showToast({ text: lockFailed, tone: 'bad' }));
  };
  const lockUnsaved = (): void => (unsavedForm.get() ? setDialog({ is: 'lock' }) : undefined);
  const lock = (): void => (unsavedForm.get() ? lockUnsaved() : lockNow());
  const goFace = (to: Face): void => takeGuarded({ do: 'face', to });

  const stepBack = (): void => {
    if (state.sidebarShown) {
      take({ do: 'show-sidebar', shown: false });
    } else if (face !== 'items') {
      take({ do: 'face', to: 'items' });
    } else if (view.as === 'version') {
      take({ do: 'view', view: { as: 'history' } });
    } else if (view.as === 'history') {
      take({ do: 'view', view: { as: 'item' } });
    } else if (room === 'narrow' && state.detailShown) {
      take({ do: 'show-list' });
      requestAnimationFrame(focusList);
    } else if (detail.current?.contains(document.activeElement)) {
      focusList();
    } else if (text !== '') {
      take({ do: 'type', text: '' });
    } else if (chosen.length > 1 && state.lead) {
      take({ do: 'choose', id: state.lead.id, index: leadIndex, open: false });
    } else {
      take({ do: 'clear' });
    }
  };
  const acts: BrowseActs = {
    find: () =>
      guarded(() => {
        take({ do: 'face', to: 'items' });
        take({ do: 'show-list' });
        // At once where it is drawn already: what is typed right after the shortcut belongs in it.
        searchBox.current?.select();
        requestAnimationFrame(() => (document.activeElement === searchBox.current ? undefined : searchBox.current?.select()));
      }),
    create: () =>
      guarded(() => {
        take({ do: 'face', to: 'items' });
        take({ do: 'show-list' });
        // The list's head may only now be drawn; the menu hangs on its button.
        requestAnimationFrame(() => setNewOpen(true));
      }),
    lock,
    lockUnsaved,
    generator: () => goFace('generator'),
    settings: () => goFace('settings'),
    importFile: () => setDialog({ is: 'import' }),
    receive: () => setDialog({ is: 'receive', offer: null }),
    showShortcuts: () => setDialog({ is: 'shortcuts' }),
    stepBack,
    copyPrimary: () => copyFrom(copyPrimary),
    copyUsername: () => copyFrom(copyUsername),
    deed: choice.onDeed,
  };
  const showsItems = face === 'items';
  useBrowseKeys(acts, { hasItem: showsItems && chosen.length === 1 && view.as === 'item', hasChosen: showsItems && (chosen.length > 0 || choice.isChoosing || choice.isRowAwaited) && view.as === 'item', writable, inTrash });

  const onEdited = useStable((itemId: string | null): void => {
    if (itemId === null) {
      take({ do: 'view', view: { as: 'item' } });
      if (view.as === 'create' && chosen.length === 0) {
        take({ do: 'show-list' });
      }
    } else {
      take({ do: 'show-item', id: itemId });
    }
    requestAnimationFrame(focusList);
  });
  // What the panes are given, always the same: a keystroke in the search box then draws neither sidebar nor detail anew.
  const onGo = useStable((to: Scope) => takeGuarded({ do: 'go', to }));
  const onFace = useStable(goFace);
  const onImport = useStable(acts.importFile);
  const onReceive = useStable(acts.receive);
  const onLock = useStable(lock);
  const onShortcuts = useStable(acts.showShortcuts);
  const onView = useStable((next: DetailView) => take({ do: 'view', view: next }));
  const onTag = useStable((tag: string) => take({ do: 'go', to: { in: 'tag', tag } }));
  const onBack = useStable(() => take({ do: 'show-list' }));
  const onDeed = useStable(choice.onDeed);
  const onRowPress = useStable(choice.onPress);
  const onRowOpen = useStable(choice.onOpen);
  const onDetailDrawn = useStable(onDrawn);

  const isEmptyVault = counts?.all === 0 && counts.trash === 0;
  const showsDetail = room !== 'narrow' || state.detailShown;
  const showsList = room !== 'narrow' || !state.detailShown;
  const all = inTrash ? (counts?.trash ?? 0) : (counts?.all ?? 0);
  const summary =
    choice.isChoosing ? listWords.choosing : chosen.length > 1 ? listWords.chosen(chosen.length) : text !== '' || (scope.in !== 'all' && !inTrash) ? listWords.found(rows.total, all) : listWords.total(rows.total);
  const showSidebar = room === 'wide' ? null : () => take({ do: 'show-sidebar', shown: true });

  return (
    <div className={`browse browse--${room}`}>
      <SidebarPane
        room={room}
        isShown={state.sidebarShown}
        widths={widths}
        name={vault?.name ?? ''}
        onHide={() => take({ do: 'show-sidebar', shown: false })}
        face={face}
        scope={scope}
        onGo={onGo}
        onFace={onFace}
        onImport={onImport}
        onReceive={onReceive}
        onLock={onLock}
      />
      {showsItems ? (
        <>
          {showsList ? (
            <ListPane
              id="browse-list"
              label={scopeWords(scope)}
              widths={room === 'narrow' ? null : widths}
              failure={rows.failure}
              foot={room === 'wide' ? null : <><CopyNotices /><FinishReminder onSettings={() => goFace('settings')} /></>}
              head={{
                text,
                onText: (next) => takeGuarded({ do: 'type', text: next }),
                onSearchKey: choice.onSearchKey,
                searchBox,
                listId: rows.total === 0 ? null : listId,
                summary,
                sort,
                onSort: (by) => take({ do: 'sort', by }),
                canCreate: writable,
                isNewQuiet: isForm || isEmptyVault,
                isNewOpen,
                onNewOpen: setNewOpen,
                onCreate: create,
                onShowSidebar: showSidebar,
                onEmptyTrash: inTrash && writable && rows.total > 0 ? () => setDialog({ is: 'purge', itemIds: 'all', count: counts?.trash ?? rows.total }) : null,
              }}
              list={{
                listId,
                rows,
                chosen,
                leadIndex,
                box: scrollBox,
                queryKey: JSON.stringify(query),
                onVisible,
                onPress: onRowPress,
                onOpen: onRowOpen,
                onKeyDown: choice.onListKey,
              }}
              empty={{
                scope,
                text,
                canCreate: writable,
                onCreate: () => create(likelyKind(scope)),
                onImport: acts.importFile,
                onReceive: acts.receive,
                onSearchAll: () => {
                  take({ do: 'go', to: { in: 'all' } });
                  take({ do: 'type', text });
                },
                onClear: () => take({ do: 'type', text: '' }),
              }}
            />
          ) : null}
          {showsDetail ? (
            <DetailPane
              chosen={chosen}
              isEmptyVault={isEmptyVault}
              inTrash={inTrash}
              view={view}
              writable={writable}
              pane={detail}
              onDrawn={onDetailDrawn}
              failure={deeds.failure}
              onView={onView}
              onDo={onDeed}
              onEdited={onEdited}
              onBack={room === 'narrow' && !isForm ? onBack : null}
              onShortcuts={onShortcuts}
              onTag={onTag}
            />
          ) : null}
        </>
      ) : (
        <FacePane onShowSidebar={showSidebar}>
          {face === 'generator' ? <GeneratorScreen /> : <SettingsScreen onClose={() => take({ do: 'face', to: 'items' })} />}
        </FacePane>
      )}
      <BrowseDialogs
        open={dialog}
        onClose={() => setDialog(null)}
        onReceived={([first]) => (first !== undefined && !unsavedForm.get() ? take({ do: 'show-item', id: first }) : undefined)}
        onPurged={() => {
          setDialog(null);
          take({ do: 'clear' });
        }}
        onLock={lockNow}
      />
    </div>
  );
}
