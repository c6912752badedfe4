/** Reminds of the second way in while there is only one, and of another than the kit. Stands in the sidebar, or under the list where the sidebar is folded. */
import { ShieldAlert } from 'lucide-react';
import { useOpenVault } from '../../state/use-app-state.ts';
import { sidebarWords as words } from '../../text/browse.ts';
import './sidebar.css';

export function FinishReminder({ onSettings }: { readonly onSettings: () => void }) {
  const vault = useOpenVault();
  const reminder = vault?.kitReliance ? words.kitReliance[vault.kitReliance] : vault?.setupIncomplete ? [words.finish, words.finishWhy] : null;
  return reminder ? (
    <button type="button" className="sidebar__finish" onClick={onSettings}>
      <ShieldAlert size={16} strokeWidth={1.7} aria-hidden />
      <span>
        <strong>{reminder[0]}</strong>
        <span>{reminder[1]}</span>
      </span>
    </button>
  ) : null;
}
