/** The versions of an item, newest first: what happened, when, on which computer, what changed. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import type { ItemView, VersionView } from '../../../shared/views.ts';
import { Card, FieldRow } from '../../parts/field-rows.tsx';
import { IconButton } from '../../parts/icon-button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { queryFor } from '../../state/query-client.ts';
import { useNow } from '../../state/use-now.ts';
import { changedPart, changeWords, historyWords as words, detailWords } from '../../text/browse.ts';
import { momentWords } from '../../text/dates.ts';
import { sentenceFor } from '../../text/failures.ts';
import { fieldLabel, inSentence } from '../../text/kind-words.ts';

export type ItemHistoryProps = { readonly item: ItemView; readonly onBack: () => void; readonly onLook: (version: VersionView) => void };

const mostNamed = 6;

function changedWords(item: ItemView, { changed }: VersionView): string {
  const names = changed.map(({ what, name }) => (name === null ? changedPart(what) : inSentence(fieldLabel(item.kind, { name, label: name }))));
  const rest = names.length - mostNamed;
  return names.slice(0, mostNamed).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

export function ItemHistory({ item, onBack, onLook }: ItemHistoryProps) {
  const now = useNow(60_000);
  const { data: versions, error } = useQuery(queryFor('item.history', { itemId: item.id }));
  return (
    <>
      <header className="detail-head detail-head--slim">
        <IconButton icon={ArrowLeft} label={words.back} shortcut="Esc" size="l" onPress={onBack} autoFocus />
        <div className="detail-head__words">
          <h1>{words.title}</h1>
          <p className="detail-head__about detail-head__about--one-line">
            {words.of(item.title)}
          </p>
        </div>
      </header>
      {error ? <Notice tone="bad">{sentenceFor(error)}</Notice> : null}
      {versions ? (
        <Card>
          {versions.map((version, place) => {
            const when = momentWords(version.at, now);
            const what = changedWords(item, version);
            return (
              <FieldRow
                key={version.versionId}
                className="history-row"
                pressLabel={words.lookAt(when)}
                onPress={() => (version.current ? onBack() : onLook(version))}
                actions={version.current ? <span className="history-row__now">{words.current}</span> : <span className="soft small">{detailWords.version(versions.length - place)}</span>}
              >
                <span className="history-row__what">
                  {changeWords[version.change]}
                  {what === '' ? null : <span className="soft"> · {what}</span>}
                </span>
                <span className="history-row__when">
                  {when} · {version.device}
                </span>
              </FieldRow>
            );
          })}
        </Card>
      ) : null}
      <p className="soft small history-note">{words.kept}</p>
    </>
  );
}
