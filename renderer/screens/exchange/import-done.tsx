/** After an import: what is in the vault now, what was left out, and the plain file that should go. */
import type { ImportReport } from '../../../shared/import-report.ts';
import { Notice } from '../../parts/notice.tsx';
import { importWords as words } from '../../text/exchange.ts';
import { countOfKind } from '../../text/kind-words.ts';
import { ImportProblems } from './import-problems.tsx';

type ImportDoneProps = { readonly report: ImportReport; readonly fileName: string };

export function ImportDone({ report, fileName }: ImportDoneProps) {
  const taken = report.taken.filter(({ count }) => count > 0);
  return (
    <>
      {taken.length > 0 ? <p className="soft">{taken.map(({ kind, count }) => countOfKind(kind, count)).join(', ')}</p> : null}
      <Notice tone="warn">{words.deleteFile(fileName)}</Notice>
      <ImportProblems report={report} isDone />
    </>
  );
}
