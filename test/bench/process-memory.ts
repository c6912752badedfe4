/** What a process holds in memory, as Linux tells it. */
import { readFileSync, writeFileSync } from 'node:fs';

const bytesInMb = 1_000_000;

export type MemoryOf = { readonly residentMb: number; readonly peakMb: number };

export function memoryOf(pid: number | 'self'): MemoryOf {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string): number => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1]) * 1_024) / bytesInMb;
  return { residentMb: read('VmRSS'), peakMb: read('VmHWM') };
}

/** From here on this process's peak counts anew. */
export function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

/** Everything nobody holds any more goes; needs `--expose-gc`. */
export function collectGarbage(): void {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
  }
}
