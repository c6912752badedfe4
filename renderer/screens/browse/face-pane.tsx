/** Stands in place of list and detail: the generator, the settings. Brings the way to a folded sidebar. */
import { PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../parts/icon-button.tsx';
import { sidebarWords } from '../../text/browse.ts';

export function FacePane({ onShowSidebar, children }: { readonly onShowSidebar: (() => void) | null; readonly children: ReactNode }) {
  return (
    <main className="browse__face">
      {onShowSidebar ? (
        <div className="browse__face-head">
          <IconButton icon={PanelLeft} label={sidebarWords.show} size="l" onPress={onShowSidebar} />
        </div>
      ) : null}
      {children}
    </main>
  );
}
