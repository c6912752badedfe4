/**
 * Long work under way: each job has the page's id, a signal that cancels it and a progress that is told at most every 50 ms.
 * Called by the calls that take a `jobId`; `job.cancel` and the lock cancel through here.
 */
import type { Heard } from '../../shared/contract.ts';
import { VaultFailure } from '../../shared/failure.ts';

export type Stage = Heard<'job.progressed'>['stage'];

export type Job = {
  readonly signal: AbortSignal;
  progress(stage: Stage, done: number, total: number): void;
};

export type Jobs = {
  /** Runs `work`; when it was cancelled, whatever it threw becomes `cancelled`. */
  run<T>(jobId: string, work: (job: Job) => Promise<T>): Promise<T>;
  cancel(jobId: string): void;
  cancelAll(): void;
};

const tellEveryMilliseconds = 50;
const mostAtOnce = 16;

export function makeJobs(deps: { readonly now: () => number; readonly tell: (progress: Heard<'job.progressed'>) => void }): Jobs {
  const running = new Map<string, AbortController>();

  function makeProgress(jobId: string): Job['progress'] {
    let toldAt = -Infinity;
    let toldStage: Stage | null = null;
    return (stage, done, total) => {
      const now = deps.now();
      if (stage !== toldStage || done >= total || now - toldAt >= tellEveryMilliseconds) {
        toldAt = now;
        toldStage = stage;
        deps.tell({ jobId, stage, done, total });
      }
    };
  }

  return {
    async run(jobId, work) {
      if (running.has(jobId) || running.size >= mostAtOnce) {
        throw new VaultFailure('request.refused');
      }
      const controller = new AbortController();
      running.set(jobId, controller);
      try {
        return await work({ signal: controller.signal, progress: makeProgress(jobId) });
      } catch (error) {
        throw controller.signal.aborted ? new VaultFailure('cancelled') : error;
      } finally {
        running.delete(jobId);
      }
    },
    cancel: (jobId) => running.get(jobId)?.abort(),
    cancelAll: () => running.forEach((controller) => controller.abort()),
  };
}
