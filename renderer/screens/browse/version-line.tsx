/** Under the cards: which version this is, when and where it was written, and the way to the others. */
import { Clock } from 'lucide-react';
import type { ItemView } from '../../../shared/views.ts';
import { useNow } from '../../state/use-now.ts';
import { detailWords as words } from '../../text/browse.ts';
import { dateWords } from '../../text/dates.ts';

export function VersionLine({ item, onHistory }: { readonly item: ItemView; readonly onHistory: () => void }) {
  const now = useNow(60_000);
  return (
    <footer className="version-line">
      <Clock size={14} strokeWidth={1.7} aria-hidden />
      <span>
        <strong>{words.version(item.versionNumber)}</strong> {words.ofVersions(item.versionCount)} · {words.changedBy(dateWords(item.updatedAt, now), item.device)}
      </span>
      <span>{words.created(dateWords(item.createdAt, now))}</span>
      <button type="button" className="text-link" onClick={onHistory}>
        {words.history}
      </button>
    </footer>
  );
}
