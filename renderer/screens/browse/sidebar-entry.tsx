/** One place in the sidebar, and the sections they stand in. */
import { ChevronRight, type LucideIcon } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { shortcutForAria } from '../../parts/shortcut-words.ts';
import { countWords } from '../../text/browse.ts';

type SidebarEntryProps = {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count?: number | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly shortcut?: string;
};

export function SidebarEntry({ icon: Icon, label, count, isChosen, onChoose, shortcut }: SidebarEntryProps) {
  return (
    <li>
      <button
        type="button"
        className="sidebar__entry"
        aria-current={isChosen ? 'page' : undefined}
        aria-keyshortcuts={shortcut === undefined ? undefined : shortcutForAria(shortcut)}
        onClick={onChoose}
      >
        <Icon size={16} strokeWidth={1.7} aria-hidden />
        <bdi className="sidebar__label">{label}</bdi>
        {count === undefined || count === 0 ? null : <span className="sidebar__count">{countWords(count)}</span>}
      </button>
    </li>
  );
}

type SidebarSectionProps = { readonly heading?: string; readonly isFoldable?: boolean; readonly children: ReactNode };

export function SidebarSection({ heading, isFoldable = false, children }: SidebarSectionProps) {
  const [isFolded, setFolded] = useState(false);
  const listId = useId();
  return (
    <section className="sidebar__section">
      {heading === undefined ? null : (
        <h2 className="sidebar__heading">
          {isFoldable ? (
            <button type="button" className="sidebar__fold" aria-expanded={!isFolded} aria-controls={listId} onClick={() => setFolded(!isFolded)}>
              {heading}
              <ChevronRight size={12} strokeWidth={2} aria-hidden />
            </button>
          ) : (
            heading
          )}
        </h2>
      )}
      <ul id={listId} hidden={isFolded}>
        {children}
      </ul>
    </section>
  );
}
