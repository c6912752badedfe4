/** The places of the vault with what they hold, and at the foot whether it is open and for how long. One stop in the tab order. */
import { useQuery } from '@tanstack/react-query';
import { Dices, Download, Hash, Inbox, KeyRound, Layers, List, Settings, Star, Trash2 } from 'lucide-react';
import { memo, useRef, useState, type KeyboardEvent } from 'react';
import type { KindGroup } from '../../../shared/kinds/kind.ts';
import type { Scope } from '../../../shared/views.ts';
import { groupIcons } from '../../parts/kind-icons.ts';
import { queryFor } from '../../state/query-client.ts';
import { useOpenVault } from '../../state/use-app-state.ts';
import { sidebarWords as words } from '../../text/browse.ts';
import { groupWords } from '../../text/kind-words.ts';
import { CopyNotices } from '../merge/copy-notices.tsx';
import { sameScope, type Face } from './browse-state.ts';
import { FinishReminder } from './finish-reminder.tsx';
import { OpenFoot } from './open-foot.tsx';
import { SidebarEntry, SidebarSection } from './sidebar-entry.tsx';
import './sidebar.css';

const groups: readonly KindGroup[] = ['logins', 'notes', 'cards', 'identities', 'keys', 'systems', 'certificates'];
/** Stand there also while there is nothing in them. */
const usualGroups: ReadonlySet<KindGroup> = new Set(['logins', 'notes', 'cards']);
const fewTags = 6;

export type SidebarProps = {
  readonly face: Face;
  readonly scope: Scope;
  readonly onGo: (scope: Scope) => void;
  readonly onFace: (face: Face) => void;
  readonly onImport: () => void;
  readonly onReceive: () => void;
  readonly onLock: () => void;
};

/** Arrows move between entries, as in any list of places. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const edge = { Home: 0, End: -1 }[event.key];
  const entries = [...event.currentTarget.querySelectorAll<HTMLElement>('.sidebar__entry')];
  const at = entries.findIndex((entry) => entry === document.activeElement);
  if (at < 0 || (step === undefined && edge === undefined)) {
    return;
  }
  event.preventDefault();
  const next = step === undefined ? entries.at(edge ?? 0) : entries[Math.max(0, Math.min(entries.length - 1, at + step))];
  next?.focus();
}

export const Sidebar = memo(function Sidebar({ face, scope, onGo, onFace, onImport, onReceive, onLock }: SidebarProps) {
  const vault = useOpenVault();
  const { data: counts } = useQuery(queryFor('item.counts', {}));
  const [allTags, setAllTags] = useState(false);
  const nav = useRef<HTMLElement>(null);

  const entry = (to: Scope) => ({ isChosen: face === 'items' && sameScope(scope, to), onChoose: () => onGo(to) });
  const shownGroups = groups.filter((group) => usualGroups.has(group) || (counts?.groups[group] ?? 0) > 0 || (scope.in === 'group' && scope.group === group));
  const tags = counts?.tags ?? [];
  const byUse = tags.toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name));
  const few = byUse.slice(0, fewTags);
  const chosenTag = scope.in === 'tag' ? tags.find(({ name }) => name === scope.tag) : undefined;
  const shownTags = (allTags ? [...tags] : chosenTag && !few.includes(chosenTag) ? [...few, chosenTag] : few).toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );

  return (
    <div className="sidebar">
      <div className="sidebar__vault">
        <span className="sidebar__mark" aria-hidden="true">
          <KeyRound size={16} strokeWidth={1.7} />
        </span>
        <span className="sidebar__name" title={vault?.place}>
          {vault?.name}
        </span>
      </div>
      <nav className="sidebar__places" aria-label={words.places} ref={nav} onKeyDown={moveFocus}>
        <SidebarSection>
          <SidebarEntry icon={List} label={words.all} count={counts?.all} {...entry({ in: 'all' })} />
          <SidebarEntry icon={Star} label={words.favourites} count={counts?.favourites} {...entry({ in: 'favourites' })} />
        </SidebarSection>
        <SidebarSection heading={words.kinds}>
          {shownGroups.map((group) => (
            <SidebarEntry key={group} icon={groupIcons[group]} label={groupWords[group]} count={counts ? (counts.groups[group] ?? 0) : undefined} {...entry({ in: 'group', group })} />
          ))}
        </SidebarSection>
        {counts && counts.collections.length > 0 ? (
          <SidebarSection heading={words.collections}>
            {counts.collections.map(({ name, count }) => (
              <SidebarEntry key={name} icon={Layers} label={name} count={count} {...entry({ in: 'collection', collection: name })} />
            ))}
          </SidebarSection>
        ) : null}
        {shownTags.length > 0 ? (
          <SidebarSection heading={words.tags} isFoldable>
            {shownTags.map(({ name, count }) => (
              <SidebarEntry key={name} icon={Hash} label={name} count={count} {...entry({ in: 'tag', tag: name })} />
            ))}
            {tags.length > fewTags ? (
              <li>
                <button type="button" className="sidebar__more" onClick={() => setAllTags(!allTags)}>
                  {allTags ? words.fewerTags : words.allTags(tags.length)}
                </button>
              </li>
            ) : null}
          </SidebarSection>
        ) : null}
        <SidebarSection heading={words.vault}>
          <SidebarEntry icon={Dices} label={words.generator} isChosen={face === 'generator'} onChoose={() => onFace('generator')} shortcut="Mod+G" />
          <SidebarEntry icon={Download} label={words.importFile} isChosen={false} onChoose={onImport} />
          <SidebarEntry icon={Inbox} label={words.receive} isChosen={false} onChoose={onReceive} />
          <SidebarEntry icon={Trash2} label={words.trash} count={counts?.trash} {...entry({ in: 'trash' })} />
          <SidebarEntry icon={Settings} label={words.settings} isChosen={face === 'settings'} onChoose={() => onFace('settings')} shortcut="Mod+," />
        </SidebarSection>
      </nav>
      <CopyNotices />
      <FinishReminder onSettings={() => onFace('settings')} />
      <OpenFoot writable={vault?.writable ?? true} onLock={onLock} />
    </div>
  );
});
