/** Where the sidebar stands: beside the list, or, where it is folded, over it. */
import { useEffect, useRef, type ComponentProps } from 'react';
import { sidebarWords } from '../../text/browse.ts';
import { Sidebar } from './sidebar.tsx';
import { PaneDivider } from './pane-divider.tsx';
import type { usePaneWidths } from './use-pane-widths.ts';
import type { Room } from './use-room.ts';

const widthOver = 264;

export type SidebarPaneProps = ComponentProps<typeof Sidebar> & {
  readonly room: Room;
  readonly isShown: boolean;
  readonly widths: ReturnType<typeof usePaneWidths>;
  readonly name: string;
  readonly onHide: () => void;
};

export function SidebarPane({ room, isShown, widths, name, onHide, ...sidebar }: SidebarPaneProps) {
  const pane = useRef<HTMLElement>(null);
  const isOver = room !== 'wide';
  useEffect(() => {
    if (isOver && isShown) {
      const before = document.activeElement;
      pane.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
      return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
    }
    return undefined;
  }, [isOver, isShown]);
  if (isOver && !isShown) {
    return null;
  }
  return (
    <>
      {isOver ? <div className="browse__scrim" onClick={onHide} /> : null}
      <aside
        id="browse-sidebar"
        ref={pane}
        className={`browse__sidebar ${isOver ? 'browse__sidebar--over' : ''}`}
        style={{ width: isOver ? widthOver : widths.sidebar }}
        aria-label={name}
      >
        <Sidebar {...sidebar} />
        {isOver ? null : (
          <PaneDivider label={sidebarWords.resize} controls="browse-sidebar" width={widths.sidebar} {...widths.sidebarRange} onWidth={widths.setSidebar} onSettled={widths.keepSidebar} />
        )}
      </aside>
    </>
  );
}
