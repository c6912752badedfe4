/**
 * In which order many new items are written: by title, as lists show them, so that lists have little left to sort. Sorted in runs
 * that are merged, with a breath between, since sorting a hundred thousand titles at once would hold the window up.
 */
import type { Breathe } from './breath.ts';
import { compareTitles } from './item-order.ts';
import { foldText } from './search-text.ts';

const runLength = 2_048;

/** Places in `titles`; equal titles keep their order. */
export async function placesByTitle(titles: readonly string[], breathe: Breathe): Promise<readonly number[]> {
  const keys: string[] = [];
  for (const title of titles) {
    keys.push(foldText(title));
    if (keys.length % runLength === 0) {
      await breathe();
    }
  }
  const compare = (left: number, right: number): number => compareTitles(keys[left] ?? '', keys[right] ?? '') || left - right;
  let runs: number[][] = [];
  for (let from = 0; from < keys.length; from += runLength) {
    const run = Array.from({ length: Math.min(runLength, keys.length - from) }, (_, place) => from + place);
    runs.push(run.sort(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: number[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, breathe));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge(left: readonly number[], right: readonly number[], compare: (left: number, right: number) => number, breathe: Breathe): Promise<number[]> {
  const merged: number[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [first, second] = [left[l], right[r]];
    if (second === undefined || (first !== undefined && compare(first, second) < 0)) {
      merged.push(first ?? 0);
      l += 1;
    } else {
      merged.push(second);
      r += 1;
    }
    if (merged.length % runLength === 0) {
      await breathe();
    }
  }
  return merged;
}
