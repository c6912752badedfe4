/**
 * Gathers the import report while a file is read. Called by `read-import.ts` and every format. Titles are all it holds of an item.
 */
import type { ImportFormat, ImportReport, LeftOutWhy, MendedWhat } from '../../shared/import-report.ts';
import { limits } from '../../shared/item.ts';
import type { KindName } from '../../shared/kinds/kinds.ts';

export interface ReportGatherer {
  taken(kind: KindName): void;
  mended(line: number, title: string, what: MendedWhat): void;
  leftOut(line: number, title: string, why: LeftOutWhy): void;
  report(): ImportReport;
}

export function gatherReport(format: ImportFormat): ReportGatherer {
  const taken = new Map<KindName, number>();
  const mended: { line: number; title: string; what: MendedWhat }[] = [];
  const leftOut: { line: number; title: string; why: LeftOutWhy }[] = [];
  const short = (title: string) => title.slice(0, limits.titleLength);
  return {
    taken: (kind) => void taken.set(kind, (taken.get(kind) ?? 0) + 1),
    mended: (line, title, what) => void mended.push({ line, title: short(title), what }),
    leftOut: (line, title, why) => void leftOut.push({ line, title: short(title), why }),
    report: () => ({ format, taken: [...taken].map(([kind, count]) => ({ kind, count })), mended, leftOut }),
  };
}
