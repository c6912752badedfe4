/** The foot of the sidebar: the vault is open, locks in so long, and the button that locks it now. */
import { Button } from 'react-aria-components';
import { Kbd } from '../../parts/kbd.tsx';
import { Tooltip } from '../../parts/tooltip.tsx';
import { sidebarWords as words } from '../../text/browse.ts';
import { useMinutesToLock } from './lock-time.ts';

export function OpenFoot({ writable, onLock }: { readonly writable: boolean; readonly onLock: () => void }) {
  const minutes = useMinutesToLock();
  return (
    <div className="sidebar__foot">
      <span className="sidebar__dot" aria-hidden="true" />
      <span className="sidebar__open">
        {writable ? words.open : words.readOnly}
        {minutes === null ? null : <span className="soft"> {words.locksIn(minutes)}</span>}
      </span>
      <Tooltip words={words.lock} shortcut="Mod+L">
        <Button className="sidebar__lock" aria-label={words.lock} onPress={onLock}>
          <Kbd keys="Mod+L" />
        </Button>
      </Tooltip>
    </div>
  );
}
