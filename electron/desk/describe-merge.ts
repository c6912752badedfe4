/** What the page is told of a merge. Called by the calls and by the desk. */
import type { CaughtUpView, MergeCounts as MergeCountsView } from '../../shared/merge-report.ts';
import type { CaughtUp, MergeCounts } from '../vault/vault-types.ts';

export function countsView(counts: MergeCounts): MergeCountsView {
  return { ...counts, settings: [...counts.settings], waysOnlyThere: [...counts.waysOnlyThere], waysOnlyHere: [...counts.waysOnlyHere] };
}

export function caughtUpView({ counts, carriedOver, lost }: CaughtUp): CaughtUpView {
  return { counts: countsView(counts), carriedOver, lost };
}
