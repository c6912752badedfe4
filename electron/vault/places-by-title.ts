/** In which order many new items are written: by title, as lists show them, so that lists have little left to sort. */
import type { Breathe } from './breath.ts';
import { compareTitles } from './item-order.ts';
import { foldText } from './search-text.ts';
import { runLength, sortInRuns } from './sort-in-runs.ts';

/** Places in `titles`; equal titles keep their order. */
export async function placesByTitle(titles: readonly string[], breathe: Breathe): Promise<readonly number[]> {
  const keys: string[] = [];
  for (const title of titles) {
    keys.push(foldText(title));
    if (keys.length % runLength === 0) {
      await breathe();
    }
  }
  return sortInRuns(
    Array.from(keys, (_, place) => place),
    (left, right) => compareTitles(keys[left] ?? '', keys[right] ?? '') || left - right,
    breathe,
  );
}
