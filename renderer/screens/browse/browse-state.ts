/**
 * What the main window is showing: which place, which query, what is chosen, which view of it. Pure; nothing of an item's
 * content is in here. Used by the browse screen alone, through `useReducer`.
 */
import { assertNever } from '../../../shared/failure.ts';
import type { KindGroup } from '../../../shared/kinds/kind.ts';
import type { KindName } from '../../../shared/kinds/kinds.ts';
import type { Scope, SortOrder } from '../../../shared/views.ts';

export type Face = 'items' | 'generator' | 'settings';

/** How the chosen item is shown. */
export type DetailView =
  | { readonly as: 'item' }
  | { readonly as: 'history' }
  | { readonly as: 'version'; readonly versionId: string }
  | { readonly as: 'edit' }
  | { readonly as: 'create'; readonly kind: KindName; readonly round: number };

export type BrowseState = {
  readonly face: Face;
  readonly scope: Scope;
  readonly text: string;
  readonly sort: SortOrder;
  /** The order while something is searched for. */
  readonly searchSort: SortOrder;
  readonly chosen: readonly string[];
  /** Where the keyboard stands; one of `chosen`, mostly. */
  readonly lead: { readonly id: string; readonly index: number } | null;
  /** The other end of a range made with Shift. */
  readonly anchor: number;
  /** Row to choose as soon as it is there. */
  readonly wish: number | null;
  readonly view: DetailView;
  /** Where there is no room for both: the detail covers the list. */
  readonly detailShown: boolean;
  /** Where the sidebar is folded: it lies over the rest. */
  readonly sidebarShown: boolean;
};

export type BrowseStep =
  | { readonly do: 'go'; readonly to: Scope }
  | { readonly do: 'face'; readonly to: Face }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'sort'; readonly by: SortOrder }
  | { readonly do: 'choose'; readonly id: string; readonly index: number; readonly open: boolean }
  | { readonly do: 'toggle'; readonly id: string; readonly index: number }
  | { readonly do: 'range'; readonly ids: readonly string[]; readonly lead: { readonly id: string; readonly index: number } }
  | { readonly do: 'wish'; readonly index: number | null }
  | { readonly do: 'clear' }
  | { readonly do: 'view'; readonly view: DetailView }
  | { readonly do: 'show-item'; readonly id: string }
  | { readonly do: 'show-list' }
  | { readonly do: 'show-sidebar'; readonly shown: boolean };

// One and the same, so that what shows it sees that nothing changed.
const itemView: DetailView = { as: 'item' };
const noIds: readonly string[] = [];

export const firstState: BrowseState = {
  face: 'items',
  scope: { in: 'all' },
  text: '',
  sort: 'title',
  searchSort: 'relevance',
  chosen: noIds,
  lead: null,
  anchor: 0,
  wish: null,
  view: itemView,
  detailShown: false,
  sidebarShown: false,
};

const nothingChosen = { chosen: noIds, lead: null, anchor: 0, view: itemView, detailShown: false } as const;

export function takeStep(state: BrowseState, step: BrowseStep): BrowseState {
  switch (step.do) {
    case 'go':
      return { ...state, ...nothingChosen, face: 'items', scope: step.to, text: '', wish: null, sidebarShown: false };
    case 'face':
      return { ...state, face: step.to, view: itemView, sidebarShown: false };
    case 'type':
      // What matches best stands first and is looked at first; an emptied box keeps what was chosen.
      return { ...state, face: 'items', text: step.text, wish: step.text === '' ? null : 0, view: itemView };
    case 'sort':
      return state.text === '' ? { ...state, sort: step.by } : { ...state, searchSort: step.by };
    case 'choose': {
      const same = state.chosen.length === 1 && state.chosen[0] === step.id;
      return {
        ...state,
        chosen: [step.id],
        lead: { id: step.id, index: step.index },
        anchor: step.index,
        wish: null,
        view: same && state.view.as !== 'create' ? state.view : itemView,
        detailShown: step.open || state.detailShown,
      };
    }
    case 'toggle': {
      const chosen = state.chosen.includes(step.id) ? state.chosen.filter((id) => id !== step.id) : [...state.chosen, step.id];
      return { ...state, chosen, lead: { id: step.id, index: step.index }, anchor: step.index, wish: null, view: itemView };
    }
    case 'range':
      return { ...state, chosen: step.ids, lead: step.lead, wish: null, view: itemView };
    case 'wish':
      return { ...state, wish: step.index };
    case 'clear':
      return { ...state, ...nothingChosen, wish: null };
    case 'view':
      return { ...state, face: 'items', view: step.view, detailShown: step.view.as === 'create' || state.detailShown };
    case 'show-item':
      return { ...state, face: 'items', chosen: [step.id], lead: { id: step.id, index: -1 }, view: itemView, detailShown: true, wish: null };
    case 'show-list':
      return { ...state, detailShown: false, view: itemView };
    case 'show-sidebar':
      return { ...state, sidebarShown: step.shown };
    default:
      return assertNever(step);
  }
}

const kindOfGroup: Record<KindGroup, KindName> = {
  logins: 'login',
  notes: 'note',
  cards: 'card',
  identities: 'identity',
  keys: 'api-credential',
  systems: 'server',
  certificates: 'certificate',
};

/** What "new item" most likely means in a place. */
export function likelyKind(scope: Scope): KindName {
  return scope.in === 'group' ? kindOfGroup[scope.group] : 'login';
}

export function sameScope(one: Scope, other: Scope): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
