/**
 * Sorts many numbers in runs that are merged, with a breath between: sorting a hundred thousand titles at once would hold the window
 * up. What is in order already costs one comparison for each run.
 */
import type { Breathe } from './breath.ts';

export const runLength = 2_048;

type Compare = (left: number, right: number) => number;

/** @param compare never 0, for different numbers. */
export async function sortInRuns(numbers: readonly number[] | Int32Array, compare: Compare, breathe: Breathe): Promise<readonly number[]> {
  let runs: (readonly number[])[] = [];
  for (let from = 0; from < numbers.length; from += runLength) {
    runs.push(Array.from(numbers.slice(from, from + runLength)).sort(compare));
    await breathe();
  }
  while (runs.length > 1) {
    const merged: (readonly number[])[] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, breathe));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge(left: readonly number[], right: readonly number[], compare: Compare, breathe: Breathe): Promise<readonly number[]> {
  const [last, first] = [left.at(-1), right[0]];
  if (last === undefined || first === undefined || compare(last, first) < 0) {
    return [...left, ...right];
  }
  const merged: number[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [one, other] = [left[l], right[r]];
    if (other === undefined || (one !== undefined && compare(one, other) < 0)) {
      merged.push(one ?? 0);
      l += 1;
    } else {
      merged.push(other);
      r += 1;
    }
    if (merged.length % runLength === 0) {
      await breathe();
    }
  }
  return merged;
}
