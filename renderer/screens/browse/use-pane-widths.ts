/** The widths of the panes: as the settings remember them, and while they are dragged. */
import { useState } from 'react';
import { useSettings } from '../../state/use-settings.ts';

const sidebarRange = { min: 160, max: 360 } as const;
const listRange = { min: 260, max: 640 } as const;

export function usePaneWidths() {
  const { settings, change } = useSettings();
  const [sidebar, setSidebar] = useState<number | null>(null);
  const [list, setList] = useState<number | null>(null);
  return {
    sidebarRange,
    listRange,
    sidebar: sidebar ?? settings.sidebarWidth,
    list: list ?? settings.listWidth,
    setSidebar,
    setList,
    keepSidebar: (width: number) => change({ sidebarWidth: width }),
    keepList: (width: number) => change({ listWidth: width }),
  };
}
