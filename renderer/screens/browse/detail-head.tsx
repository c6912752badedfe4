/** The head of the detail pane: which item it is, and what can be done with it. */
import { ArrowLeft, Copy, Ellipsis, History, Pencil, RefreshCw, Share, Star, Trash2 } from 'lucide-react';
import type { ItemView } from '../../../shared/views.ts';
import { kindOf } from '../../../shared/kinds/kinds.ts';
import { Button } from '../../parts/button.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Menu, type MenuEntry } from '../../parts/menu-button.tsx';
import { Tile } from '../../parts/tile.tsx';
import { useNow } from '../../state/use-now.ts';
import { detailWords as words, listWords, trashWords } from '../../text/browse.ts';
import { agoWords } from '../../text/dates.ts';
import { kindWords } from '../../text/kind-words.ts';

export type ItemDeed = 'edit' | 'share' | 'favourite' | 'duplicate' | 'history' | 'remove' | 'recover' | 'purge' | 'copy-username';

export type DetailHeadProps = {
  readonly item: ItemView;
  readonly writable: boolean;
  readonly onDo: (deed: ItemDeed) => void;
  /** Where the list is covered. */
  readonly onBack: (() => void) | null;
};

type MenuDeed = ItemDeed | 'new-password';

function entriesOf(item: ItemView, writable: boolean): MenuEntry<MenuDeed>[] {
  const hasPassword = kindOf(item.kind).fields.some(({ type }) => type === 'password');
  const hasUsername = item.fields.some(({ type, filled }) => filled && (type === 'username' || type === 'email'));
  return [
    ...(hasUsername ? [{ name: 'copy-username', label: words.copyUsername, icon: Copy, shortcut: 'Mod+B' } as const] : []),
    ...(hasPassword && writable ? [{ name: 'new-password', label: words.newPassword, icon: RefreshCw } as const] : []),
    ...(writable ? [{ name: 'duplicate', label: words.duplicate, icon: Copy } as const] : []),
    { name: 'history', label: words.history, icon: History } as const,
  ];
}

export function DetailHead({ item, writable, onDo, onBack }: DetailHeadProps) {
  const now = useNow(60_000);
  const inTrash = item.deletedAt !== null;
  const canChange = writable && !inTrash;
  const about = [kindWords[item.kind].one, item.collection, words.changed(agoWords(item.updatedAt, now))].filter((part) => part !== null);
  const groups = [
    { entries: entriesOf(item, canChange) },
    ...(canChange ? [{ entries: [{ name: 'remove', label: words.remove, icon: Trash2, shortcut: 'Del', isBad: true } as const] }] : []),
  ];
  return (
    <header className="detail-head">
      {onBack ? <IconButton icon={ArrowLeft} label={words.back} shortcut="Esc" size="l" onPress={onBack} /> : null}
      <Tile id={item.id} title={item.title} kind={item.kind} size="l" />
      <div className="detail-head__words">
        <h1 className="detail-head__title" title={item.title.length > 80 ? item.title : undefined} dir="auto">
          {item.title === '' ? listWords.untitled : item.title}
        </h1>
        <p className="detail-head__about">
          {about.map((part, place) => (
            <span key={part}>
              {place > 0 ? ' · ' : ''}
              <bdi>{part}</bdi>
            </span>
          ))}
        </p>
      </div>
      <div className="detail-head__acts">
        {inTrash && writable ? (
          <>
            <Button onPress={() => onDo('recover')}>{trashWords.recover}</Button>
            <IconButton icon={Trash2} label={trashWords.purge} shortcut="Del" variant="quiet" size="l" onPress={() => onDo('purge')} />
          </>
        ) : null}
        {canChange ? (
          <Button icon={Pencil} onPress={() => onDo('edit')} aria-keyshortcuts="Control+E">
            {words.edit}
          </Button>
        ) : null}
        {inTrash ? null : <IconButton icon={Share} label={words.share} shortcut="S" variant="quiet" size="l" onPress={() => onDo('share')} />}
        {canChange ? <IconButton icon={Star} label={words.favourite} shortcut="Mod+D" variant="quiet" size="l" isOn={item.favourite} onPress={() => onDo('favourite')} /> : null}
        <Menu
          label={words.more}
          groups={groups}
          onChoose={(deed) => onDo(deed === 'new-password' ? 'edit' : deed)}
          trigger={<IconButton icon={Ellipsis} label={words.more} variant="quiet" size="l" />}
        />
      </div>
    </header>
  );
}
