/** Above the list: the search box, the way to a new item, how many there are and in which order. */
import { PanelLeft, Plus, Search } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { Button } from 'react-aria-components';
import { kinds, type KindName } from '../../../shared/kinds/kinds.ts';
import type { SortOrder } from '../../../shared/views.ts';
import { IconButton } from '../../parts/icon-button.tsx';
import { Kbd } from '../../parts/kbd.tsx';
import { kindIcons } from '../../parts/kind-icons.ts';
import { Menu } from '../../parts/menu-button.tsx';
import { listWords as words, sidebarWords, sortWords } from '../../text/browse.ts';
import { kindWords } from '../../text/kind-words.ts';

export type ListHeadProps = {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSearchKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly searchBox: RefObject<HTMLInputElement | null>;
  /** Null while there is no row. */
  readonly listId: string | null;
  readonly summary: string;
  readonly sort: SortOrder;
  readonly onSort: (sort: SortOrder) => void;
  readonly canCreate: boolean;
  /** Something else in view is the one to press. */
  readonly isNewQuiet: boolean;
  readonly isNewOpen: boolean;
  readonly onNewOpen: (isOpen: boolean) => void;
  readonly onCreate: (kind: KindName) => void;
  /** Where the sidebar is folded. */
  readonly onShowSidebar: (() => void) | null;
  /** In the trash. */
  readonly onEmptyTrash: (() => void) | null;
};

const newGroups = [{ entries: kinds.map(({ kind }) => ({ name: kind, label: kindWords[kind].one, icon: kindIcons[kind] })) }];

export function ListHead(props: ListHeadProps) {
  const orders: SortOrder[] = props.text === '' ? ['title', 'updated', 'created'] : ['relevance', 'title', 'updated', 'created'];
  return (
    <div className="list-head">
      <div className="list-head__row">
        {props.onShowSidebar ? <IconButton icon={PanelLeft} label={sidebarWords.show} size="l" onPress={props.onShowSidebar} /> : null}
        <label className="search-box" data-focus-home="2">
          <Search size={16} strokeWidth={1.7} aria-hidden />
          <input
            ref={props.searchBox}
            className="search-box__input"
            type="text"
            role="searchbox"
            aria-label={words.search}
            {...(props.listId === null ? {} : { 'aria-controls': props.listId })}
            aria-keyshortcuts="Control+K F"
            placeholder={words.search}
            value={props.text}
            maxLength={500}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            dir="auto"
            onChange={(event) => props.onText(event.target.value)}
            onKeyDown={props.onSearchKey}
          />
          <Kbd keys={props.text === '' ? 'Mod+K' : 'Esc'} />
        </label>
        {props.canCreate ? (
          <Menu
            label={words.newKinds}
            groups={newGroups}
            onChoose={props.onCreate}
            isOpen={props.isNewOpen}
            onOpenChange={props.onNewOpen}
            trigger={<IconButton icon={Plus} label={words.newItem} shortcut="Mod+N" variant={props.isNewQuiet ? 'quiet' : 'solid'} size="l" />}
          />
        ) : null}
      </div>
      <div className="list-head__line">
        <span className="list-head__count" role="status">
          {props.summary}
        </span>
        {props.onEmptyTrash ? (
          <button type="button" className="text-link list-head__empty" onClick={props.onEmptyTrash}>
            {words.emptyTrash}
          </button>
        ) : null}
        <Menu
          label={words.sort}
          groups={[{ entries: orders.map((name) => ({ name, label: sortWords[name] })) }]}
          chosen={props.sort}
          onChoose={props.onSort}
          trigger={
            <Button className="list-head__sort" aria-label={`${words.sort}: ${sortWords[props.sort]}`}>
              {sortWords[props.sort]}
            </Button>
          }
        />
      </div>
    </div>
  );
}
