/** In place of rows where there are none: what belongs there, and the first step. */
import { KeyRound, SearchX, Star, Trash2, Folder } from 'lucide-react';
import { assertNever } from '../../../shared/failure.ts';
import type { Scope } from '../../../shared/views.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyPlace } from '../../parts/empty-place.tsx';
import { emptyWords as words, scopeWords } from '../../text/browse.ts';

export type EmptyListProps = {
  readonly scope: Scope;
  readonly text: string;
  readonly canCreate: boolean;
  readonly onCreate: () => void;
  readonly onImport: () => void;
  readonly onReceive: () => void;
  readonly onSearchAll: () => void;
  readonly onClear: () => void;
};

export function EmptyList({ scope, text, canCreate, onCreate, onImport, onReceive, onSearchAll, onClear }: EmptyListProps) {
  if (text.trim() !== '') {
    return (
      <EmptyPlace
        icon={SearchX}
        title={words.nothingFoundTitle}
        actions={
          <>
            <Button onPress={onClear} shortcut="Esc">
              {words.clearSearch}
            </Button>
            {scope.in === 'all' ? null : <Button onPress={onSearchAll}>{words.searchEverywhere}</Button>}
          </>
        }
      >
        {words.nothingFound(text.trim())}
      </EmptyPlace>
    );
  }
  switch (scope.in) {
    case 'all':
      return (
        <EmptyPlace
          icon={KeyRound}
          title={words.vaultTitle}
          actions={
            canCreate ? (
              <>
                <Button variant="solid" onPress={onCreate}>
                  {words.newLogin}
                </Button>
                <Button onPress={onImport}>{words.importFile}</Button>
                <Button onPress={onReceive}>{words.receive}</Button>
              </>
            ) : null
          }
        >
          {words.vault}
        </EmptyPlace>
      );
    case 'favourites':
      return (
        <EmptyPlace icon={Star} title={words.favouritesTitle}>
          {words.favourites}
        </EmptyPlace>
      );
    case 'trash':
      return (
        <EmptyPlace icon={Trash2} title={words.trashTitle}>
          {words.trash}
        </EmptyPlace>
      );
    case 'group':
    case 'collection':
    case 'tag':
      return (
        <EmptyPlace icon={Folder} title={words.scopeTitle(scopeWords(scope))} actions={canCreate ? <Button onPress={onCreate}>{words.newOfKind}</Button> : null}>
          {scope.in === 'group' ? words.scope : null}
        </EmptyPlace>
      );
    default:
      return assertNever(scope);
  }
}
