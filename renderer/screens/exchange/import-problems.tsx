/** What an import mended and left out, by line, folded away under its counts. */
import { ChevronRight } from 'lucide-react';
import type { ImportReport } from '../../../shared/import-report.ts';
import { importWords as words } from '../../text/exchange.ts';
import { leftOutCount, leftOutWords, mendedCount, mendedWords, placeWords } from '../../text/import-report-words.ts';

type ImportProblemsProps = { readonly report: ImportReport; readonly isDone: boolean };

type Problem = { readonly line: number | null; readonly title: string; readonly said: string };

/** More than these help nobody on a screen; the copied report names more. */
const shownAtMost = 200;

function ProblemList({ heading, tone, problems, besides, format }: { readonly heading: string; readonly tone: 'warn' | 'plain'; readonly problems: readonly Problem[]; readonly besides: number; readonly format: ImportReport['format'] }) {
  if (problems.length === 0) {
    return null;
  }
  return (
    <details className={`problems problems--${tone}`}>
      <summary>
        <ChevronRight size={16} strokeWidth={1.7} aria-hidden />
        {heading}
      </summary>
      <ul className="problems__list">
        {problems.slice(0, shownAtMost).map(({ line, title, said }, index) => (
          <li key={index}>
            <span className="problems__place">{placeWords(format, line)}</span>
            <span>
              {title === '' ? null : <strong>{title}. </strong>}
              {said}
            </span>
          </li>
        ))}
        {problems.length > shownAtMost ? <li className="soft">{words.andMore(problems.length + besides - shownAtMost, besides === 0)}</li> : null}
      </ul>
    </details>
  );
}

export function ImportProblems({ report, isDone }: ImportProblemsProps) {
  const { format, mended, mendedBesides, leftOut, leftOutBesides } = report;
  if (mended.length + leftOut.length === 0) {
    return null;
  }
  return (
    <div className="import__problems">
      <ProblemList
        heading={isDone ? words.leftOutDone(leftOutCount(report)) : words.leftOut(leftOutCount(report))}
        tone="warn"
        format={format}
        besides={leftOutBesides}
        problems={leftOut.map(({ line, title, why }) => ({ line, title, said: leftOutWords[why] }))}
      />
      <ProblemList
        heading={words.mended(mendedCount(report))}
        tone="plain"
        format={format}
        besides={mendedBesides}
        problems={mended.map(({ line, title, what }) => ({ line, title, said: mendedWords[what] }))}
      />
    </div>
  );
}
