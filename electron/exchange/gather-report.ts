/**
 * Gathers the import report while a file is read, and holds only so many rows of it as are told. Called by `read-import.ts` and every format. Titles are all it holds of an item.
 */
import { mostNamed, type ImportFormat, type ImportReport, type LeftOutWhy, type MendedWhat } from '../../shared/import-report.ts';
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
  let mendedBesides = 0;
  let leftOutBesides = 0;
  const short = (title: string) => title.slice(0, limits.titleLength);
  return {
    taken: (kind) => void taken.set(kind, (taken.get(kind) ?? 0) + 1),
    mended(line, title, what) {
      if (mended.length < mostNamed) {
        mended.push({ line, title: short(title), what });
      } else {
        mendedBesides += 1;
      }
    },
    leftOut(line, title, why) {
      if (leftOut.length < mostNamed) {
        leftOut.push({ line, title: short(title), why });
      } else {
        leftOutBesides += 1;
      }
    },
    report: () => ({ format, taken: [...taken].map(([kind, count]) => ({ kind, count })), mended, mendedBesides, leftOut, leftOutBesides }),
  };
}
