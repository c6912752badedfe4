/**
 * Argon2id tells nothing of its progress; this one is drawn from the time it took last on this computer, and stops short of the end
 * until it really ends.
 */
import type { Job } from '../desk/jobs.ts';

const steps = 100;
let lastMilliseconds: number | null = null;

export async function followDerivation<T>(job: Job, guessMilliseconds: number, work: () => Promise<T>): Promise<T> {
  const expected = lastMilliseconds ?? guessMilliseconds;
  const startedAt = performance.now();
  job.progress('deriving', 0, steps);
  const timer = setInterval(() => {
    const share = (performance.now() - startedAt) / expected;
    job.progress('deriving', Math.min(steps - 2, Math.floor(share * steps)), steps);
  }, 60);
  try {
    const result = await work();
    lastMilliseconds = performance.now() - startedAt;
    job.progress('deriving', steps, steps);
    return result;
  } finally {
    clearInterval(timer);
  }
}
