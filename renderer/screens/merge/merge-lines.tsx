/** What a merge brings, line by line; the same before and after it. Pure, for the merge dialog. */
import { bringsNothing, type MergeCounts } from '../../../shared/merge-report.ts';
import { Notice } from '../../parts/notice.tsx';
import { linesOf, mergeWords as words } from '../../text/merge.ts';

type MergeLinesProps = { readonly counts: MergeCounts; readonly tornBytes: number; readonly isDone: boolean };

/** For a merge that brings something, and nothing of it that has a line. */
function wordsWithoutLines(counts: MergeCounts): string | null {
  if (bringsNothing(counts)) {
    return words.nothing;
  }
  if (linesOf(counts).length > 0 || counts.purgedItems > 0) {
    return null;
  }
  return counts.tombstones > 0 ? words.goneOnly : words.settingsOnly;
}

export function MergeLines({ counts, tornBytes, isDone }: MergeLinesProps) {
  const lines = linesOf(counts);
  const instead = wordsWithoutLines(counts);
  return (
    <>
      {instead === null ? null : <p>{instead}</p>}
      {lines.length === 0 ? null : (
        <section className="merge__came">
          <h3>{isDone ? words.doneTitle : words.previewTitle}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      {counts.purgedItems === 0 ? null : (
        <Notice tone={counts.purgedInUse > 0 && !isDone ? 'warn' : 'plain'}>
          {isDone ? words.purgedDone(counts.purgedItems) : words.purged(counts.purgedItems, counts.purgedInUse)}
        </Notice>
      )}
      {tornBytes > 0 ? <Notice tone="warn">{words.torn}</Notice> : null}
      {counts.waysOnlyThere.length === 0 ? null : <p className="small soft">{words.onlyThere(counts.waysOnlyThere)}</p>}
      {counts.waysOnlyHere.length === 0 ? null : <p className="small soft">{words.onlyHere(counts.waysOnlyHere)}</p>}
    </>
  );
}
