/**
 * The vault's progress as the job tells it. While Argon2id runs, and only then, the stage is `deriving`; Argon2id tells nothing of
 * itself, so its line is drawn from the time it took last on this computer, and stops short of the end. All else is `stage`.
 */
import type { Job, Stage } from '../desk/jobs.ts';
import type { Progress } from '../vault/vault-port.ts';

export type FollowDerivation = <T>(
  job: Job,
  /** What the work is called where it is not a derivation; `milliseconds` for derivations known to take other than the last. */
  as: { readonly stage: Stage; readonly milliseconds?: number },
  work: (progress: Progress) => Promise<T>,
) => Promise<T>;

const steps = 100;
const firstGuessMilliseconds = 1_000;

export function makeFollowDerivation(now: () => number): FollowDerivation {
  let lastMilliseconds = firstGuessMilliseconds;

  return async (job, as, work) => {
    const expected = as.milliseconds ?? lastMilliseconds;
    let spent = 0;
    let startedAt: number | null = null;
    let timer: NodeJS.Timeout | undefined;
    const draw = (): void => {
      const share = (spent + (startedAt === null ? 0 : now() - startedAt)) / expected;
      // A second derivation goes on where the first one stopped: the line never moves back.
      job.progress('deriving', Math.min(steps - 2, Math.floor(share * steps)), steps);
    };
    const stop = (): void => {
      clearInterval(timer);
      if (startedAt !== null) {
        lastMilliseconds = Math.max(1, now() - startedAt);
        spent += lastMilliseconds;
        startedAt = null;
      }
    };
    try {
      return await work((name, done, total) => {
        if (name !== 'derive') {
          job.progress(as.stage, done, total);
        } else if (done < total) {
          startedAt = now();
          draw();
          timer = setInterval(draw, 60);
        } else {
          stop();
        }
      });
    } finally {
      stop();
    }
  };
}
