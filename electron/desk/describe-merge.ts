/** What the page is told of a merge. Called by the calls and by the desk. */
import type { CaughtUpView, MergeCounts as MergeCountsView } from '../../shared/merge-report.ts';
import { oneLine } from '../../shared/plain-line.ts';
import type { CaughtUp, MergeCounts, WayThere } from '../vault/vault-types.ts';

export function countsView(counts: MergeCounts): MergeCountsView {
  return { ...counts, settings: [...counts.settings], waysOnlyThere: counts.waysOnlyThere.map(shown), waysOnlyHere: counts.waysOnlyHere.map(shown) };
}

export function caughtUpView({ counts, carriedOver, lost }: CaughtUp): CaughtUpView {
  return { counts: countsView(counts), carriedOver, lost };
}

/** SECURITY: the names are those of the copy, which may be a stranger's. */
function shown({ kind, name }: WayThere): MergeCountsView['waysOnlyThere'][number] {
  return { kind, name: oneLine(name) };
}
