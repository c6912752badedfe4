/** Taking times and saying what is typical of them. */

export function percentile(values: readonly number[], percent: number): number {
  const inOrder = [...values].sort((a, b) => a - b);
  // Nearest rank: a value that was measured, not one between two.
  const found = inOrder[Math.max(0, Math.ceil((percent / 100) * inOrder.length) - 1)];
  if (found === undefined) {
    throw new RangeError('nothing was measured');
  }
  return found;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export async function timed<T>(act: () => Promise<T> | T): Promise<{ readonly ms: number; readonly result: T }> {
  const begun = performance.now();
  const result = await act();
  return { ms: performance.now() - begun, result };
}

/**
 * Takes from what a command takes what it takes on next to nothing. Null where too little is left to tell from noise: then nothing is said of it.
 */
export function beyond(whole: number, fixed: number): number | null {
  const left = whole - fixed;
  return left > fixed * leastShare ? left : null;
}

const leastShare = 0.05;
