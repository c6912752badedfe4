/**
 * Long work with progress and a way to stop it: makes the job's id, hears `job.progressed`, cancels on request and when
 * the component that started it goes away. The result is handed to the caller and kept nowhere.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Heard } from '../../shared/contract.ts';
import { ask, hear } from '../client/client.ts';
import { wasCancelled } from './was-cancelled.ts';

export type JobProgress = Pick<Heard<'job.progressed'>, 'stage' | 'done' | 'total'>;

export type Job = {
  readonly running: boolean;
  /** The newest report; null before the first one and when nothing runs. */
  readonly progress: JobProgress | null;
  /** Why the last run failed; null after a run that succeeded or was cancelled, and while one runs. */
  readonly failure: unknown;
  /** Runs `work`; gives its result, or null when it failed or was cancelled. A second run while one is under way gives null. */
  readonly run: <T>(work: (jobId: string) => Promise<T>) => Promise<T | null>;
  readonly cancel: () => void;
  readonly forgetFailure: () => void;
};

export function useJob(): Job {
  const current = useRef<string | null>(null);
  const [running, setRunning] = useState(false);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const cancel = useCallback(() => {
    if (current.current !== null) {
      // The failure arrives through the call that is cancelled; a job that is over already needs no word.
      ask('job.cancel', { jobId: current.current }).catch(() => undefined);
    }
  }, []);

  const run = useCallback(async <T>(work: (jobId: string) => Promise<T>): Promise<T | null> => {
    if (current.current !== null) {
      return null;
    }
    const jobId = crypto.randomUUID();
    current.current = jobId;
    setRunning(true);
    setFailure(null);
    const stop = hear('job.progressed', (report) => {
      if (report.jobId === jobId) {
        setProgress({ stage: report.stage, done: report.done, total: report.total });
      }
    });
    try {
      return await work(jobId);
    } catch (error) {
      setFailure(wasCancelled(error) ? null : error);
      return null;
    } finally {
      stop();
      current.current = null;
      setRunning(false);
      setProgress(null);
    }
  }, []);

  useEffect(() => cancel, [cancel]);
  const forgetFailure = useCallback(() => setFailure(null), []);
  return useMemo(
    () => ({ running, progress, failure, run, cancel, forgetFailure }),
    [running, progress, failure, run, cancel, forgetFailure],
  );
}
